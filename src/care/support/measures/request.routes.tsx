import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addDays } from '#platform/days.ts'
import { emptyForm, readForm, type FormState } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { NOT_READY } from './licence.rules.ts'
import { cannotShow, MEASURES_POLICY, openReady, pointOf, type OfMeasure, type Ready } from './open-measures.tsx'
import { LINK_DAYS, requestResponse, wayToAsk, type RequestRefusal } from './request-response.ts'
import { requestForm, type RequestForm } from './response.forms.ts'
import { CannotPage, RequestPage } from './response.pages.tsx'

const config = { policy: MEASURES_POLICY }

/** Asking the person by link. */
export function addRequestRoutes(app: FastifyInstance, services: Services): void {
  app.get<OfMeasure>('/episodes/:id/measures/:code/request', { config }, async (request, reply) => {
    const opened = await openReady(request)
    const point = opened.measure && pointOf(request, opened.measures, opened.measure)
    return draw(request, reply, opened, emptyForm<RequestForm>({ point }))
  })

  app.post<OfMeasure>('/episodes/:id/measures/:code/request', { config }, async (request, reply) => {
    const { id, code: measureCode } = request.params
    const read = readForm(requestForm, request.body)
    if (!read.ok) return draw(request, reply, await openReady(request), read.form, 422)
    const decision = await requestResponse(request.context, services, id, { measureCode, point: read.value.point })
    if (decision.ok) return reply.redirect(`/episodes/${id}/measures?done=sent`, 303)
    return cannotSend(request, reply, decision.reason, await openReady(request))
  })
}

function draw(
  request: FastifyRequest<OfMeasure>,
  reply: FastifyReply,
  opened: Ready,
  form: FormState<RequestForm>,
  status = 200,
) {
  const { measures, measure, back, cannot } = opened
  if (!measure) return cannotShow(request, reply, { cannot, back, measures })
  const way = wayToAsk(measures.person, request.context.now())
  if (!way.ok) return cannotSend(request, reply, way.reason, opened)
  const { record, today } = measures
  const page = { shell: request.shell, record, measure, back, form, today, until: addDays(today, LINK_DAYS) }
  return reply.page(<RequestPage {...page} channel={way.value.channel} />, status)
}

function cannotSend(
  request: FastifyRequest<OfMeasure>,
  reply: FastifyReply,
  why: RequestRefusal,
  { measures: { record }, back }: Ready,
) {
  const instead =
    why === 'no-way' || why === 'gives-away'
      ? { href: `${back}/${request.params.code}`, text: 'Ask the questions yourself' }
      : undefined
  return reply.page(
    <CannotPage
      shell={request.shell}
      record={record}
      title="This cannot be sent by link"
      why={CANNOT[why]}
      back={back}
      instead={instead}
    />,
    409,
  )
}

const CANNOT: Record<RequestRefusal, string> = {
  ...NOT_READY,
  'answered-already': 'It has been answered already. The answers are in the list.',
  'no-way':
    'We know no way to write to them that is safe and allowed: no email address or mobile number, or they asked us not to write.',
  'gives-away': 'They asked that our messages give nothing away, and a link to questions would.',
}
