import { addDays, dayOf, type Day } from '#platform/days.ts'

/** Every allowed move of an episode. The database refuses the others too (a test compares). */
export const MOVES = {
  waiting: ['active', 'closed'],
  active: ['paused', 'closed'],
  paused: ['active', 'closed'],
  closed: [],
} as const satisfies Record<string, readonly string[]>

export type EpisodeStatus = keyof typeof MOVES

/** Which rows of fact an episode has; `resting`: a pause that nobody has ended. */
export interface EpisodeFacts {
  started: boolean
  resting: boolean
  closed: boolean
}

/** Where an episode stands, computed from its facts alone; nothing when they cannot all be true. */
export function statusesFrom({ started, resting, closed }: EpisodeFacts): readonly EpisodeStatus[] {
  if (resting) return started && !closed ? ['paused'] : []
  return [closed ? 'closed' : started ? 'active' : 'waiting']
}

/** How a status is said to staff. */
export const EPISODE_WORDS: Record<EpisodeStatus, string> = {
  waiting: 'Waiting for a first talk',
  active: 'Being supported',
  paused: 'Paused',
  closed: 'Closed',
}

/** What belongs to an episode may have happened before it was opened, though not long before; in days. */
const BEFORE_OPENING = 28

/** Whether a day lies so long before an episode was opened that it is a slip of the pen. */
export const isLongBefore = (on: Day, { openedAt }: { openedAt: Date }): boolean =>
  on < addDays(dayOf(openedAt), -BEFORE_OPENING)

/** What is said at the field of such a day. */
export const LONG_BEFORE = `The day must not be more than ${BEFORE_OPENING / 7} weeks before the work began. Check the year`
