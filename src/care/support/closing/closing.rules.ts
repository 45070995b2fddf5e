import type { EndReason } from '#care/referrals/index.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import { isLongBefore, type EpisodeStatus } from '../episode.rules.ts'

/** Why the work with somebody ends, as staff choose it. */
export const CLOSURE_REASONS: Record<EndReason, string> = {
  finished: 'Finished well',
  moved: 'They moved away',
  'not-reached': 'We could not reach them',
  declined: 'They did not want to go on',
  'other-service': 'Another service is with them now',
  died: 'They died',
}
export type ClosureReason = EndReason

export interface Closure {
  reason: ClosureReason
  /** What we ask others to do; shown first wherever the end is told. */
  requestedActions: readonly string[]
  /** Said, never left blank. */
  noActionsRequired: boolean
  outcome: string
  summary: string
  /** The person agreed that their GP practice is told. */
  tellPractice: boolean
  /** As we were told; null: not known, or alive. */
  diedOn: Day | null
}

export type ClosureRefusal =
  | 'closed-already'
  | 'changed'
  | 'not-started'
  | 'actions-unsaid'
  | 'died-later'
  | 'died-before'

/** Closed is final. What never began cannot have finished, and requested actions are listed or said to be none. */
export function mayClose(
  { status, openedAt }: { status: EpisodeStatus; openedAt: Date },
  closure: Closure,
  now: Date,
): Decision<Closure, Exclude<ClosureRefusal, 'changed'>> {
  if (status === 'closed') return refuse('closed-already')
  if (status === 'waiting' && closure.reason === 'finished') return refuse('not-started')
  if (closure.noActionsRequired === closure.requestedActions.length > 0) return refuse('actions-unsaid')
  if (closure.diedOn && closure.diedOn > dayOf(now)) return refuse('died-later')
  if (closure.diedOn && isLongBefore(closure.diedOn, { openedAt })) return refuse('died-before')
  return allow(closure)
}

/** One action on each line, as they were typed. */
export const actionsIn = (words: string): string[] =>
  words
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s*/, '').trim())
    .filter((line) => line !== '')

/**
 * Until when the team may still open the person's record: eight years after the work ended, as the NHS Records Management
 * Code of Practice keeps adult care records. Coming back takes the end away again.
 */
export const sightEnds = (closedAt: Date): Date => {
  const until = new Date(closedAt)
  until.setUTCFullYear(until.getUTCFullYear() + 8)
  return until
}

export type ReturnRefusal = 'not-closed' | 'back-already' | 'open-already' | 'died'

interface Ended {
  status: EpisodeStatus
  deceased: boolean
  /** An episode that follows this one already. */
  followedBy: Id | null
  /** Another open episode of the same person in the team. */
  open: Id | null
}

/** Coming back follows the last episode, without a new referral. */
export function mayReturn({ status, deceased, followedBy, open }: Ended): Decision<null, ReturnRefusal> {
  if (status !== 'closed') return refuse('not-closed')
  if (deceased) return refuse('died')
  if (followedBy) return refuse('back-already')
  return open ? refuse('open-already') : allow(null)
}

/** A signed link to a closing letter works for so many days. */
export const LETTER_LINK_DAYS = 90

/** How far a chosen day for the first contact may lie ahead. */
export const latestContact = (today: Day): Day => addDays(today, 90)
