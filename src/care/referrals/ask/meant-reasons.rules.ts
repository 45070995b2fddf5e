import { needsSaid } from '#registers/directory/index.ts'
import type { Reason } from '../reasons.ts'

/** More than so many and the words are about life as a whole: those said first count. */
const MOST = 3

/**
 * The reasons that somebody's own words plainly name, in the order in which they are said, at most three; "something else"
 * where they name none. It only sorts: a person reads the words themselves, which go with the request in full.
 */
export function meantReasons(words: string): Reason[] {
  const found = needsSaid(words)
  return found.length > 0 ? found.slice(0, MOST) : ['something-else']
}
