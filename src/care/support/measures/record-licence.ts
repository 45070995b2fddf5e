import { createHash } from 'node:crypto'
import { withWording, WORDING_REFUSALS, type WordingRefusal } from '#engines/measures/index.ts'
import type { Context } from '#platform/context.ts'
import type { Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { saveLicence } from './licence.queries.ts'
import { MEASURES } from './measure-files.ts'

export interface LicenceToRecord {
  measure: string
  /** Who holds it: the organisation named in it. */
  holder: string
  /** What proves it: the number or letter of the licence. */
  reference: string
  startsOn: Day
  endsOn: Day
}

export type LicenceRefusal =
  | WordingRefusal
  | 'unknown-measure'
  | 'needs-no-licence'
  | 'ends-before-start'
  | 'holder-missing'

/** What is wrong with a licence, for whoever records it. */
export const LICENCE_REFUSALS: Record<LicenceRefusal, string> = {
  ...WORDING_REFUSALS,
  'unknown-measure': 'There is no such measure.',
  'needs-no-licence': 'This measure may be shown without a licence.',
  'ends-before-start': 'The licence ends before it starts.',
  'holder-missing': 'Say who holds the licence, and its reference.',
}

/**
 * Records the right to show a licensed measure, with the words its holder supplied (`wordingFile`: the text of the file).
 * For jobs and administrators. From then on, and until the last day, the measure is offered. Earlier licences stay.
 */
export const recordMeasureLicence = (
  ctx: Context,
  licence: LicenceToRecord,
  wordingFile: string,
): Promise<Decision<Id, LicenceRefusal>> =>
  ctx.transaction(async (tx) => {
    const measure = MEASURES.get(licence.measure)
    if (!measure) return refuse('unknown-measure')
    if (measure.licence.kind === 'open') return refuse('needs-no-licence')
    if (licence.endsOn < licence.startsOn) return refuse('ends-before-start')
    const [holder, reference] = [licence.holder.trim(), licence.reference.trim()]
    if (!holder || !reference) return refuse('holder-missing')
    const worded = withWording(measure, parsed(wordingFile))
    if (!worded.ok) return worded
    const id = saveLicence(tx, {
      measureCode: measure.code,
      measureVersion: measure.version,
      holder,
      reference,
      startsOn: licence.startsOn,
      endsOn: licence.endsOn,
      wording: wordingFile,
      wordingHash: createHash('sha256').update(wordingFile).digest(),
    })
    journal(tx, 'measure-licence.recorded', { subjectId: id, detail: { measure: measure.code, until: licence.endsOn } })
    return allow(id)
  })

function parsed(file: string): unknown {
  try {
    return JSON.parse(file)
  } catch {
    return undefined
  }
}
