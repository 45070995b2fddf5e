import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '#platform/errors.ts'
import { emptyForm, readForm, type FormState } from '#platform/forms.ts'
import { correctResponse } from './correct-response.ts'
import {
  bodyOf,
  cannotShow,
  knownMeasure,
  MEASURES_POLICY,
  openReady,
  refusedForm,
  type Ready,
} from './open-measures.tsx'
import { partsOf, responseForm, sayAnswers, tickedOf, versionOf } from './response.forms.ts'
import { CannotPage, ResponsePage } from './response.pages.tsx'
import type { Response } from './response.rules.ts'

const config = { policy: MEASURES_POLICY }

type OfResponse = { Params: { id: string; code: string; responseId: string } }

/** Putting right what was written down wrongly; the earlier version stays. */
export function addCorrectionRoutes(app: FastifyInstance): void {
  app.get<OfResponse>(ADDRESS, { config }, async (request, reply) => {
    const opened = await openResponse(request)
    if (opened.response.mode === 'link') return ownAnswers(request, reply, opened)
    const { answers, mode, answeredBy, answeredOn } = opened.response
    return draw(request, reply, opened, emptyForm({ ...tickedOf(answers), mode, answeredBy, answeredOn }))
  })

  app.post<OfResponse>(ADDRESS, { config }, async (request, reply) => {
    const { id, responseId } = request.params
    const known = knownMeasure(request)
    const version = versionOf(request.body)
    const read = readForm(responseForm(known).omit({ point: true }), request.body)
    if (!read.ok) return draw(request, reply, { ...(await openResponse(request)), version }, read.form, 422)
    const decision = await correctResponse(request.context, id, responseId, { ...partsOf(read.value, known), version })
    if (decision.ok) return reply.redirect(`/episodes/${id}/measures?done=corrected`, 303)
    const opened = await openResponse(request)
    if (decision.reason === 'own-answers') return ownAnswers(request, reply, opened)
    if (decision.reason === 'changed') {
      const latest = opened.measure && sayAnswers(opened.measure, opened.response.answers)
      return draw(request, reply, { ...opened, latest }, emptyForm(bodyOf(request.body)), 409)
    }
    return draw(request, reply, { ...opened, version }, refusedForm(request.body, decision.reason, 'answeredOn'), 422)
  })
}

const ADDRESS = '/episodes/:id/measures/:code/responses/:responseId'

type Opened = Ready & { response: Response; version: number; latest?: string[] }

async function openResponse(request: FastifyRequest<OfResponse>): Promise<Opened> {
  const opened = await openReady(request)
  const { code, responseId } = request.params
  const response = opened.measures.responses.find(({ id, measureCode }) => id === responseId && measureCode === code)
  if (!response) throw new NotFound('response')
  return { ...opened, response, version: response.version }
}

function draw(request: FastifyRequest, reply: FastifyReply, opened: Opened, form: FormState, status = 200) {
  const { measures, measure, back, cannot, version, latest } = opened
  if (!measure) return cannotShow(request, reply, { cannot, back, measures })
  const page = { shell: request.shell, record: measures.record, measure, back, form, version, latest }
  return reply.page(<ResponsePage {...page} />, status)
}

const ownAnswers = (request: FastifyRequest, reply: FastifyReply, { measures: { record }, back }: Opened) =>
  reply.page(
    <CannotPage
      shell={request.shell}
      record={record}
      title="These are the person’s own answers"
      why={OWN_ANSWERS}
      back={back}
    />,
    409,
  )

const OWN_ANSWERS =
  'They sent them by link, so nobody else changes them. If they say now that something was wrong, ask them again as a review.'
