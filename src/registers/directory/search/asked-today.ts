import { createHmac, randomBytes } from 'node:crypto'
import type { Day } from '#platform/days.ts'

/** So many are remembered at most; beyond them nothing more is new today: too low a number does less harm than a full memory. */
const MOST = 50_000

/**
 * A memory of who asked for what today: answers whether this is the first time. In memory only, as hashes under a key that is drawn by
 * chance each day and never written: nobody can find out from it who asked, and with the day it is gone. Each process has its own.
 */
export function rememberToday(): (day: Day, who: string, what: string) => boolean {
  let today: Day | undefined
  let key = randomBytes(32)
  let asked = new Set<string>()
  return (day, who, what) => {
    if (day !== today) [today, key, asked] = [day, randomBytes(32), new Set()]
    const hash = createHmac('sha256', key)
      .update(JSON.stringify([who, what]))
      .digest('base64url')
    if (asked.has(hash) || asked.size >= MOST) return false
    asked.add(hash)
    return true
  }
}

/** Programs that read pages for nobody in particular, as they call themselves. */
const ROBOT = /bot\b|crawl|spider|slurp|preview|monitor/i

/** Whether a request comes from a robot that says so, or fetches a page in advance that nobody may ever look at. */
export function asksByItself(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  const say = (name: string) => [headers[name]].flat().join(' ')
  return (
    ROBOT.test(say('user-agent')) || /prefetch|preview/i.test(`${say('sec-purpose')} ${say('purpose')} ${say('x-moz')}`)
  )
}
