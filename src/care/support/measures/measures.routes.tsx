import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { emptyForm, readForm, type FormState } from '#platform/forms.ts'
import { MeasuresPage } from './measures.pages.tsx'
import {
  cannotShow,
  knownMeasure,
  MEASURES_POLICY,
  openMeasures,
  openReady,
  pointOf,
  refusedForm,
  type OfMeasure,
} from './open-measures.tsx'
import { recordResponse } from './record-response.ts'
import { partsOf, responseForm } from './response.forms.ts'
import { ResponsePage } from './response.pages.tsx'

const config = { policy: MEASURES_POLICY }

type OfEpisode = { Params: { id: string }; Querystring: { done?: string } }

/** `/episodes/{id}/measures`: what to ask, what was answered, asking it oneself or by link. For the team that has the episode. */
export function addEpisodeMeasureRoutes(app: FastifyInstance): void {
  app.get<OfEpisode>('/episodes/:id/measures', { config }, async (request, reply) => {
    const { measures } = await openMeasures(request)
    const done = request.query.done
    return reply.page(
      <MeasuresPage
        shell={request.shell}
        {...measures}
        done={done && Object.hasOwn(DONE, done) ? DONE[done] : undefined}
      />,
    )
  })

  app.get<OfMeasure>('/episodes/:id/measures/:code', { config }, async (request, reply) => {
    const { measures, measure, back, cannot } = await openReady(request)
    if (!measure) return cannotShow(request, reply, { cannot, back, measures })
    const form = emptyForm({
      point: pointOf(request, measures, measure),
      answeredBy: 'person',
      answeredOn: measures.today,
    })
    return reply.page(
      <ResponsePage shell={request.shell} record={measures.record} measure={measure} back={back} form={form} />,
    )
  })

  app.post<OfMeasure>('/episodes/:id/measures/:code', { config }, async (request, reply) => {
    const known = knownMeasure(request)
    const read = readForm(responseForm(known), request.body)
    if (!read.ok) return drawAgain(request, reply, read.form, 422)
    const { id } = request.params
    const decision = await recordResponse(request.context, id, known.code, partsOf(read.value, known))
    if (decision.ok) return reply.redirect(`/episodes/${id}/measures?done=recorded`, 303)
    const status = decision.reason === 'answered-already' ? 409 : 422
    return drawAgain(request, reply, refusedForm(request.body, decision.reason), status)
  })
}

async function drawAgain(request: FastifyRequest<OfMeasure>, reply: FastifyReply, form: FormState, status: number) {
  const { measures, measure, back, cannot } = await openReady(request)
  if (!measure) return cannotShow(request, reply, { cannot, back, measures })
  return reply.page(
    <ResponsePage shell={request.shell} record={measures.record} measure={measure} back={back} form={form} />,
    status,
  )
}

const DONE: Record<string, string> = {
  recorded: 'The answers are saved',
  corrected: 'The answers are put right. What was there before is kept',
  sent: 'The link is on its way. You will see the answers here as soon as they come',
}
