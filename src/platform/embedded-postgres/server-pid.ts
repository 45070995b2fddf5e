import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The process number of the server at work on `data`, if there is one.
 *
 * PostgreSQL believes `postmaster.pid` whenever a process of that number lives. After a crash, and above all in
 * containers, that number may belong to another program (or to the unburied remains of the server), and no server would
 * ever start again: such a file is removed here. A file that names nobody alive is left to PostgreSQL, which copes.
 */
export function findServerPid(data: string): number | undefined {
  const file = join(data, 'postmaster.pid')
  const pid = readPid(file)
  if (pid === undefined || !isAlive(pid)) return undefined
  if (isServerOf(pid, data)) return pid
  if (readPid(file) === pid) rmSync(file, { force: true })
  return undefined
}

function readPid(file: string): number | undefined {
  try {
    return Math.abs(Number.parseInt(readFileSync(file, 'utf8'), 10)) || undefined
  } catch {
    return undefined
  }
}

// Somebody else's process (EPERM) is not our server either; PostgreSQL sees it the same way.
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function isServerOf(pid: number, data: string): boolean {
  if (!/(^|\/)postgres(:|$)/.test(commandOf(pid))) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data) // a server works inside its own data folder
  } catch {
    return true // not allowed to look: leave it in peace
  }
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]!
    return spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  } catch {
    return ''
  }
}
