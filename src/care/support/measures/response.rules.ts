import type { Answers } from '#engines/measures/index.ts'
import type { Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'

export const POINTS = ['start', 'review', 'end'] as const
export type Point = (typeof POINTS)[number]

export const MODES = ['face', 'telephone', 'link', 'paper'] as const
export type Mode = (typeof MODES)[number]

/** When in an episode something was answered, as staff say it. */
export const POINT_WORDS: Record<Point, string> = { start: 'Start', review: 'Review', end: 'End' }

export const MODE_WORDS: Record<Mode, string> = {
  face: 'face to face',
  telephone: 'on the telephone',
  link: 'by link',
  paper: 'on paper',
}

/** One set of raw answers as it stands now; scores are computed from it wherever they are shown. */
export interface Response {
  id: Id
  /** Above 1: put right since. */
  version: number
  measureCode: string
  measureVersion: string
  point: Point
  answeredOn: Day
  answers: Answers
  /** The person's own judgement, or a worker's of them. */
  answeredBy: 'person' | 'worker'
  mode: Mode
}

export type RecordRefusal = 'answered-already' | 'day-ahead' | 'day-before-episode'

/**
 * Whether answers may be kept. A start and an end are answered once in an episode, a review once a day: what comes second is
 * put beside nothing, because then nobody could say which one counts.
 */
export function mayRecord(
  answer: { measureCode: string; point: Point; answeredOn: Day },
  episode: { openedOn: Day; responses: readonly Response[] },
  today: Day,
): Decision<null, RecordRefusal> {
  if (answer.answeredOn > today) return refuse('day-ahead')
  if (answer.answeredOn < episode.openedOn) return refuse('day-before-episode')
  const same = episode.responses.some(
    (one) =>
      one.measureCode === answer.measureCode &&
      one.point === answer.point &&
      (one.point !== 'review' || one.answeredOn === answer.answeredOn),
  )
  return same ? refuse('answered-already') : allow(null)
}
