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
