import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dayOf } from '#platform/days.ts'
import { emptyForm, readForm, withIssue, type FieldName, type FormState } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { sayTemplate } from '#foundations/messages/index.ts'
import { getTeam, teamActor } from '#registers/teams/index.ts'
import { AgreementPage } from './agreement.pages.tsx'
import { agreeConnection } from './agree-connection.ts'
import { agreementForm, offerForm, type AgreementForm, type OfferForm } from './connection.forms.ts'
import { ChangedPage } from './connection.pages.tsx'
import { CONNECTION_POLICY } from './connection.policy.ts'
import { offerDates } from './connection.rules.ts'
import { offerConnection, type OfferRefusal } from './offer-connection.ts'
import { OfferPage } from './offer.pages.tsx'
import { findOffered } from './offering.queries.ts'
import { openConnection, type ById, type OpenedConnection } from './open-connection.ts'
import { spaceLeft } from './space-left.rules.ts'

const config = { policy: CONNECTION_POLICY }

/** From the idea to the offer: what the person agrees to, and asking the group. */
export function addAgreementRoutes(app: FastifyInstance, services: Services): void {
  app.get<ById>('/connections/:id/agreement', { config }, async (request, reply) => {
    const opened = await openConnection(request)
    const { connection } = opened
    const shared = connection.status === 'agreed' ? connection.shared : []
    const form = emptyForm<AgreementForm>({ shared, helps: connection.helps })
    return reply.page(<AgreementPage shell={request.shell} form={form} {...opened} />)
  })
  app.post<ById>('/connections/:id/agreement', { config }, async (request, reply) => {
    const read = readForm(agreementForm, request.body)
    if (!read.ok)
      return reply.page(
        <AgreementPage shell={request.shell} form={read.form} {...await openConnection(request)} />,
        422,
      )
    const decision = await agreeConnection(request.context, request.params.id, read.value)
    if (decision.ok) return reply.redirect(`/connections/${request.params.id}/offer`, 303)
    const opened = await openConnection(request)
    if (decision.reason === 'helps-empty') {
      const form = withIssue(
        emptyForm<AgreementForm>({ ...read.value }),
        'helps',
        'Enter what helps them, or take the tick away',
      )
      return reply.page(<AgreementPage shell={request.shell} form={form} {...opened} />, 422)
    }
    return reply.page(<ChangedPage shell={request.shell} {...opened} typed={read.value.helps} />, 409)
  })
  app.get<ById>('/connections/:id/offer', { config }, async (request, reply) => {
    const opened = await openConnection(request)
    return reply.page(await offerPage(request, opened, emptyForm<OfferForm>({ way: 'email' })))
  })
  app.post<ById>('/connections/:id/offer', { config }, async (request, reply) => {
    const read = readForm(offerForm, request.body)
    if (!read.ok) return reply.page(await offerPage(request, await openConnection(request), read.form), 422)
    const decision = await offerConnection(request.context, services, request.params.id, read.value)
    // Whoever rang has the answer in the ear already.
    if (decision.ok)
      return reply.redirect(`/connections/${request.params.id}${read.value.way === 'telephone' ? '/answer' : ''}`, 303)
    const opened = await openConnection(request)
    if (decision.reason === 'changed' || decision.reason === 'not-possible-now')
      return reply.page(<ChangedPage shell={request.shell} {...opened} typed={read.value.note} />, 409)
    const [field, message] = OFFER_ISSUES[decision.reason]
    return reply.page(
      await offerPage(request, opened, withIssue(emptyForm<OfferForm>({ ...read.value }), field, message)),
      422,
    )
  })
}

const OFFER_ISSUES: Record<Exclude<OfferRefusal, 'changed' | 'not-possible-now'>, [FieldName<OfferForm>, string]> = {
  'service-closed': ['way', 'This service is closed just now, so nobody can be offered to it'],
  'consent-withdrawn': ['way', 'They have taken back their yes, so nothing may leave for the group'],
  'no-email': ['way', 'This group’s email address does not work. Ring them'],
}

async function offerPage(
  { context, shell }: FastifyRequest,
  { connection, record }: OpenedConnection,
  form: FormState<OfferForm>,
) {
  const { teamId, name: worker } = teamActor(context.actor)
  const now = context.now()
  const [offered, team] = await context.transaction((tx) =>
    Promise.all([findOffered(tx, connection.serviceId), getTeam(tx, teamId)]),
  )
  const note =
    typeof form.values.note === 'string' && form.values.note ? form.values.note : '(your own word, if you write one)'
  const spoken = { name: offered!.provider ?? offered!.service, team: team.name, telephone: team.telephone ?? '' }
  const values = {
    ...spoken,
    service: offered!.service,
    worker,
    note,
    link: '(a link of their own)',
    answerBy: offerDates(now).answerBy,
  }
  const preview = sayTemplate('offer-to-provider', values, dayOf(now), false).email
  const space = spaceLeft(offered!.capacity, offered!.taken, dayOf(now))
  return <OfferPage {...{ shell, form, record, connection, space, preview }} offered={offered!} />
}
