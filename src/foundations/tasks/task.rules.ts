/** Every allowed move of a task. The database refuses the others too (a test compares). */
export const MOVES = {
  open: ['done', 'cancelled'],
  done: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>

export type TaskStatus = keyof typeof MOVES

/** How pressing a task is, for lists: late, today or later. `now` and `dueAt` are instants. */
export function urgencyOf(dueAt: Date, now: Date, endOfToday: Date): 'late' | 'today' | 'later' {
  if (dueAt < now) return 'late'
  return dueAt <= endOfToday ? 'today' : 'later'
}
