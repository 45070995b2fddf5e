/** Every allowed move of an episode. The database refuses the others too (a test compares). */
export const MOVES = {
  waiting: ['active', 'closed'],
  active: ['paused', 'closed'],
  paused: ['active', 'closed'],
  closed: [],
} as const satisfies Record<string, readonly string[]>

export type EpisodeStatus = keyof typeof MOVES

/** How a status is said to staff. */
export const EPISODE_WORDS: Record<EpisodeStatus, string> = {
  waiting: 'Waiting for a first talk',
  active: 'Being supported',
  paused: 'Paused',
  closed: 'Closed',
}
