import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayOf } from '#platform/days.ts'
import { Conflict } from '#platform/errors.ts'
import { emptyForm, readForm } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { SENDERS } from '../refer/refer.routes.tsx'
import { isOpen } from '../referral.rules.ts'
import { answerQuestion, currentOf } from './answer-question.ts'
import { ReceiptPage } from './receipt.pages.tsx'
import { SentListPage } from './sent-list.pages.tsx'
import { getSentReferral, listSentReferrals, viewSentReferral } from './sent-referral.queries.ts'
import { answerForm, withdrawalForm } from './sent.forms.ts'
import { ChangedPage, SentPage, WithdrawalPage } from './sent.pages.tsx'
import { withdrawReferral } from './withdraw-referral.ts'

type One = { Params: { id: string }; Querystring: Record<string, unknown> }
const STAFF = { config: { policy: SENDERS } } as const

/** `/referrals/sent`: what one's organisation sent, how it stands, answering a question, taking it back. */
export function addSentRoutes(app: FastifyInstance, services: Services): void {
  const today = () => dayOf(services.clock())

  app.get<One>('/referrals/sent', STAFF, async ({ context, shell, query }, reply) => {
    const page = Math.min(Math.max(1, Math.trunc(Number(query.page)) || 1), 10_000)
    const { referrals, total } = await context.transaction((tx) => listSentReferrals(tx, page))
    return reply.page(<SentListPage {...{ shell, referrals, total, page }} today={today()} />)
  })

  app.get<One>('/referrals/sent/:id', STAFF, async ({ context, shell, params, query }, reply) => {
    const referral = await context.transaction((tx) => viewSentReferral(tx, params.id))
    const done = query.done === 'answered' || query.done === 'withdrawn' ? query.done : undefined
    return reply.page(<SentPage {...{ shell, referral, done }} today={today()} />)
  })

  app.get<One>('/referrals/sent/:id/receipt', STAFF, async ({ context, shell, params }, reply) => {
    const referral = await context.transaction((tx) => viewSentReferral(tx, params.id))
    if (!isOpen(referral.status)) return reply.redirect(`/referrals/sent/${referral.id}`, 303)
    return reply.page(<ReceiptPage {...{ shell, referral }} today={today()} />)
  })

  app.post<One>('/referrals/sent/:id/answer', STAFF, async (request, reply) => {
    const { context, shell, params, body } = request
    const read = readForm(answerForm, body)
    if (!read.ok) {
      const referral = await context.transaction((tx) => viewSentReferral(tx, params.id))
      return reply.page(<SentPage {...{ shell, referral }} form={read.form} today={today()} />, 422)
    }
    const { value } = read
    return orChanged(request, reply, value.answer, async () => {
      const decision = await answerQuestion(context, services, params.id, value)
      return decision.ok
        ? reply.redirect(`/referrals/sent/${params.id}?done=answered`, 303)
        : changed(request, reply, value.answer)
    })
  })

  app.get<One>('/referrals/sent/:id/withdrawal', STAFF, async ({ context, shell, params }, reply) => {
    const referral = await context.transaction((tx) => viewSentReferral(tx, params.id))
    if (!isOpen(referral.status)) return reply.redirect(`/referrals/sent/${referral.id}`, 303)
    return reply.page(<WithdrawalPage {...{ shell, referral }} form={emptyForm()} />)
  })

  app.post<One>('/referrals/sent/:id/withdrawal', STAFF, async (request, reply) => {
    const { context, shell, params, body } = request
    const read = readForm(withdrawalForm, body)
    if (!read.ok) {
      const referral = await context.transaction((tx) => viewSentReferral(tx, params.id))
      return reply.page(<WithdrawalPage {...{ shell, referral }} form={read.form} />, 422)
    }
    const { value } = read
    return orChanged(request, reply, value.note ?? '', async () => {
      const decision = await withdrawReferral(context, services, params.id, value)
      return decision.ok
        ? reply.redirect(`/referrals/sent/${params.id}?done=withdrawn`, 303)
        : changed(request, reply, value.note ?? '')
    })
  })

  /** Answers 409 with both texts when somebody was quicker. */
  async function orChanged(
    { shell }: FastifyRequest,
    reply: FastifyReply,
    typed: string,
    work: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return reply.page(<ChangedPage {...{ shell, typed }} referral={currentOf(error)} today={today()} />, 409)
    }
  }

  /** The version was right and the referral not: it was opened after it had its end. */
  async function changed(
    { context, shell, params }: FastifyRequest<One>,
    reply: FastifyReply,
    typed: string,
  ): Promise<FastifyReply> {
    const { details } = await context.transaction((tx) => getSentReferral(tx, params.id))
    return reply.page(<ChangedPage {...{ shell, typed }} referral={details} today={today()} />, 409)
  }
}
