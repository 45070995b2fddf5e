import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** How to run the database's programs: PostgreSQL refuses to run as root, so root hands them to somebody without rights. */
export type ServerUser = { uid: number | undefined; through: string[] }

const NOBODY = 65_534 // has an entry in /etc/passwd nearly everywhere; PostgreSQL insists on one

// Inside a user namespace root looks like nobody to the program, yet outside it still owns root's files: this is how
// a folder below /root (mode 0700) can be used at all.
const NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']

/**
 * Finds by trying who can reach `folder` and run `program`, and gives `folder` to them. `data` is the database inside
 * it: once that exists, its owner decides; before, whoever owns the place around `folder` is asked first.
 * Throws with a plain text when nobody can.
 */
export function findServerUser(folder: string, data: string, program: string): ServerUser {
  if (process.getuid?.() !== 0) return { uid: undefined, through: [] }
  const owner = statSync(data, { throwIfNoEntry: false })?.uid
  const around = statSync(dirname(folder)).uid
  const uids = owner !== undefined ? [owner] : around === 0 ? [NOBODY, 0] : [around, NOBODY, 0]
  const user = uids
    .map((uid) => ({ uid, through: uid === 0 ? NAMESPACE : [] }))
    .find((one) => canReach(one, folder, program))
  if (user) {
    chownSync(folder, user.uid, user.uid) // only now: another starter may be at work in it already
    return user
  }
  throw new Error(
    `PostgreSQL does not run as root, and no user without rights can reach both ${folder} and ${program}. ` +
      'Run Trellis as an ordinary user, or move it and its data out of folders that only root may enter, ' +
      'or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

/** Runs one of the database's programs to its end. */
export async function runAs(user: ServerUser, program: string, args: string[]): Promise<{ ok: boolean; text: string }> {
  const child = startAs(user, program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (text += part))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, text: error.message }))
    child.once('close', (code) => resolve({ ok: code === 0, text: text.trim() }))
  })
}

/** Starts one of the database's programs, free of the language, time zone and PG... settings of whoever starts Trellis. */
export function startAs(user: ServerUser, program: string, args: string[], options: SpawnOptions) {
  const [command, rest] = commandFor(user, program, args)
  return spawn(command, rest, { ...options, ...identity(user) })
}

function canReach(user: ServerUser, folder: string, program: string): boolean {
  const trial = ['-c', 'test -x "$0" && "$1" --version', dirname(folder), program]
  const [command, rest] = commandFor(user, '/bin/sh', trial)
  return spawnSync(command, rest, { ...identity(user), stdio: 'ignore' }).status === 0
}

function commandFor({ through }: ServerUser, program: string, args: string[]): [string, string[]] {
  const [first, ...rest] = through
  return first === undefined ? [program, args] : [first, [...rest, program, ...args]]
}

const identity = ({ uid, through }: ServerUser) => ({
  ...(uid === undefined || through.length > 0 ? {} : { uid, gid: uid }),
  cwd: '/',
  env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
})
