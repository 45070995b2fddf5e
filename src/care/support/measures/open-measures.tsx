import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Measure } from '#engines/measures/index.ts'
import { NotFound } from '#platform/errors.ts'
import { emptyForm, withIssue, type FormState } from '#platform/forms.ts'
import { NOT_READY, type NotReady } from './licence.rules.ts'
import { MEASURES } from './measure-files.ts'
import { readEpisodeMeasures, type EpisodeMeasures } from './measures.queries.ts'
import { CannotPage } from './response.pages.tsx'
import { POINTS, type Point, type RecordRefusal } from './response.rules.ts'

/** Who may open the measures of an episode; which episodes is the team's matter. */
export const MEASURES_POLICY = { roles: ['link_worker', 'team_manager'] } as const

export type OfMeasure = { Params: { id: string; code: string }; Querystring: { point?: string } }

/** The measures of the episode that the address names. Throws NotFound for another team's. */
export async function openMeasures({
  context,
  params,
}: FastifyRequest<{ Params: { id: string } }>): Promise<{ measures: EpisodeMeasures; back: string }> {
  const measures = await context.transaction((tx) => readEpisodeMeasures(tx, params.id))
  return { measures, back: `/episodes/${measures.episode.id}/measures` }
}

export type Ready = { measures: EpisodeMeasures; back: string } & (
  | { measure: Measure; cannot?: undefined }
  | { measure?: undefined; cannot: NotReady }
)

/** The measure that the address names, if it may be shown. Throws NotFound when there is none of that name. */
export async function openReady(request: FastifyRequest<{ Params: { id: string; code: string } }>): Promise<Ready> {
  const opened = await openMeasures(request)
  const { code } = request.params
  const measure = opened.measures.ready.find((one) => one.code === code)
  if (measure) return { ...opened, measure }
  const missing = opened.measures.notReady.find((one) => one.measure.code === code)
  if (!missing) throw new NotFound('measure')
  return { ...opened, cannot: missing.why }
}

/** The measure that the address names, without its words: enough to read answers. Throws NotFound when there is none. */
export function knownMeasure({ params }: FastifyRequest<{ Params: { code: string } }>): Measure {
  const measure = MEASURES.get(params.code)
  if (!measure) throw new NotFound('measure')
  return measure
}

/** Says why a measure is not shown. */
export const cannotShow = (
  request: FastifyRequest,
  reply: FastifyReply,
  { cannot, back, measures }: { cannot: NotReady; back: string; measures: EpisodeMeasures },
) =>
  reply.page(
    <CannotPage
      shell={request.shell}
      record={measures.record}
      title="This questionnaire cannot be shown"
      why={NOT_READY[cannot]}
      back={back}
    />,
    409,
  )

/** What the link asked for, what is due, or what would come next. */
export function pointOf(
  { query }: FastifyRequest<OfMeasure>,
  { due, responses }: EpisodeMeasures,
  { code }: Measure,
): Point {
  const asked = POINTS.find((point) => point === query.point)
  const started = responses.some(({ measureCode, point }) => measureCode === code && point === 'start')
  return asked ?? due.find(({ measureCode }) => measureCode === code)?.point ?? (started ? 'review' : 'start')
}

const ISSUES: Record<RecordRefusal, [string, string]> = {
  'answered-already': [
    'point',
    'This has been answered already for this point of your work together. See the list, or choose another point',
  ],
  'day-ahead': ['answeredOn', 'The day must be today or in the past'],
  'day-before-episode': ['answeredOn', 'The day must be after your work together was agreed'],
}

/** The form as it was typed, with what is refused; `second`: the field to mend when it was answered already. */
export function refusedForm(body: unknown, reason: RecordRefusal | NotReady, second = 'point'): FormState {
  const [field, message] = reason in ISSUES ? ISSUES[reason as RecordRefusal] : ['', NOT_READY[reason as NotReady]]
  return withIssue(emptyForm(bodyOf(body)), reason === 'answered-already' ? second : field, message)
}

/** What was typed, for drawing it again; a day comes in three parts. */
export const bodyOf = (body: unknown): FormState['values'] => {
  const {
    'answeredOn-day': day,
    'answeredOn-month': month,
    'answeredOn-year': year,
    ...typed
  } = (body ?? {}) as Record<string, string>
  return { ...typed, answeredOn: { day, month, year } }
}
