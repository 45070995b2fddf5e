import { readFileSync, readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

/** Milliseconds in one tick of /proc: 100 a second everywhere that Node runs. */
const TICK = 10

/** Work done so far, in milliseconds. */
export interface Work {
  at: number
  /** Of the database server and all its sessions. */
  database: number
  /** Of the whole machine, whoever did it. */
  machine: number
}

export const workSoFar = (serverPid: number): Work => ({
  at: performance.now(),
  database: databaseWork(serverPid),
  machine: machineWork(),
})

/** How much of the machine went to programs that are none of the bench's, from 0 to 1: what makes a figure doubtful. */
export const shareOfOthers = (before: Work, after: Work, ours: number): number =>
  Math.max(0, (after.machine - before.machine - ours) / ((after.at - before.at) * cpus().length))

export const describeMachine = (): string =>
  `${cpus().length} cores (${cpus()[0]!.model.trim()}), ${Math.round(totalmem() / 1e9)} GB of memory, Node ${process.version}, ${process.platform}`

/** The sessions at work, and those that ended: the server keeps the account of its dead children. */
function databaseWork(serverPid: number): number {
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = statOf(name)
    if (!stat) continue
    if (Number(name) === serverPid) ticks += stat.own + stat.children
    else if (stat.parent === serverPid) ticks += stat.own
  }
  return ticks * TICK
}

function statOf(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, children: fields[13]! + fields[14]! }
  } catch {
    return undefined // it ended while we looked
  }
}

function machineWork(): number {
  const [user, nice, system, , , interrupts, soft, stolen] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]!
    .split(/ +/)
    .slice(1)
    .map(Number)
  return (user! + nice! + system! + interrupts! + soft! + stolen!) * TICK
}
