import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'

/**
 * Writes down what happened at the door, in the transaction that did it. The journal stands beside this module, so the
 * program hands in its pen.
 */
export type Note = (
  tx: Tx,
  action: DoorEvent,
  entry?: { subjectId?: Id; detail?: Record<string, string | null> },
) => void

export type DoorEvent =
  | 'sign-in.begun'
  | 'sign-in.passed'
  | 'sign-in.refused'
  | 'sign-in.ended'
  | 'workplace.chosen'
  | 'password.changed'
  | 'password.refused'
  | 'api-key.refused'

/** What access works with: the program's services, and the journal's pen. */
export type AccessServices = Services & { note: Note }

const QUIET_MS = 15 * 60_000
const lately = new Map<string, number>()

/**
 * True at most once in 15 minutes for each `key`, in this process. Who hammers at a locked door is noted once: the journal is
 * kept for ever, and must not be filled from outside.
 */
export function isNews(key: string, now: Date): boolean {
  const at = now.getTime()
  const last = lately.get(key)
  if (last !== undefined && Math.abs(at - last) < QUIET_MS) return false
  if (lately.size >= 10_000) lately.clear()
  lately.set(key, at)
  return true
}
