import { addWorkingDays } from '#engines/working-days/index.ts'
import { addDays, type Day } from '#platform/days.ts'
import type { EpisodeStatus } from '../episode.rules.ts'
import type { Point } from './response.rules.ts'

/** What everybody is asked at the start: ONS4, and the four questions that together are the ONS standard on loneliness. */
export const CORE_MEASURES: readonly string[] = ['ons4', 'ucla3', 'ons-loneliness']

/** A talk first, then questions: this many working days after the work began. */
const START_WITHIN = 10
/** In the middle of a usual episode of about three months. */
const REVIEW_AFTER_DAYS = 42
const REVIEW_WITHIN = 10
/** At the last talk; afterwards for a while by link or telephone, then it counts as lost to follow-up. */
const END_WITHIN = 10

/** As much of an episode as the due list needs. */
export interface EpisodeDays {
  status: EpisodeStatus
  /** When the work began; null while the person still waits for a first talk. */
  activeSince: Day | null
  closedOn: Day | null
}

export interface Answered {
  measureCode: string
  point: Point
  answeredOn: Day
}

export interface DueMeasure {
  measureCode: string
  point: Point
  /** The last day of its time; before today means late. */
  by: Day
}

/**
 * Which measures are to be asked now, the most pressing first. Start, review and end make pairs, so that a review or an end
 * is due only for what was answered at the start, and nothing is due that was answered. A paused episode is left in peace,
 * and after ten working days a closed one is, too. No source fixes these days: they are this project's conventions, and the
 * numbers above are the only place where they stand. `core`: what is asked of everybody.
 */
export function dueMeasures(
  { status, activeSince, closedOn }: EpisodeDays,
  answered: readonly Answered[],
  today: Day,
  core: readonly string[] = CORE_MEASURES,
): DueMeasure[] {
  const of = (measureCode: string, point: Point) =>
    answered.find((one) => one.measureCode === measureCode && one.point === point)
  const measures = [...new Set([...core, ...answered.map(({ measureCode }) => measureCode)])]
  const due = measures.flatMap((measureCode): DueMeasure[] => {
    const started = of(measureCode, 'start')
    if (status === 'active' && activeSince && !started)
      return core.includes(measureCode)
        ? [{ measureCode, point: 'start', by: addWorkingDays(activeSince, START_WITHIN) }]
        : []
    if (!started) return []
    const reviewFrom = addDays(started.answeredOn, REVIEW_AFTER_DAYS)
    if (status === 'active' && reviewFrom <= today && !of(measureCode, 'review') && !of(measureCode, 'end'))
      return [{ measureCode, point: 'review', by: addWorkingDays(reviewFrom, REVIEW_WITHIN) }]
    if (status === 'closed' && closedOn && !of(measureCode, 'end')) {
      const by = addWorkingDays(closedOn, END_WITHIN)
      return today <= by ? [{ measureCode, point: 'end', by }] : []
    }
    return []
  })
  return due.toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
}
