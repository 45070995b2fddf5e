import { hasWording, withWording, type Measure } from '#engines/measures/index.ts'
import type { Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'

/** A recorded right to show a licensed measure, with the words that its holder supplied. */
export interface MeasureLicence {
  measureCode: string
  startsOn: Day
  endsOn: Day
  wording: unknown
}

export type NotReady = 'no-licence' | 'licence-over' | 'other-wording'

/** Why a measure is not offered, and who can change that. */
export const NOT_READY: Record<NotReady, string> = {
  'no-licence': 'Others own its words, and no licence is recorded here. An administrator can record one.',
  'licence-over': 'The licence that is recorded here is not in force today. An administrator can record a new one.',
  'other-wording':
    'The words that came with the licence are for another version of it. An administrator can record the right ones.',
}

/** A measure with all its words, if it may be shown today: an open one always, a licensed one as long as a licence lasts. */
export function readyMeasure(
  measure: Measure,
  licences: readonly MeasureLicence[],
  today: Day,
): Decision<Measure, NotReady> {
  if (measure.licence.kind === 'open') return allow(measure)
  const own = licences.filter(({ measureCode }) => measureCode === measure.code)
  if (own.length === 0) return refuse('no-licence')
  const inForce = own.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn)
  if (inForce.length === 0) return refuse('licence-over')
  for (const { wording } of inForce) {
    const worded = withWording(measure, wording)
    if (worded.ok && hasWording(worded.value)) return allow(worded.value)
  }
  return refuse('other-wording')
}
