import { addWorkingDays } from '#engines/working-days/index.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dayOf, sayDay } from '#platform/days.ts'
import { emptyForm, readForm } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { nameOf } from '#registers/people/index.ts'
import { questionForm, versionIn, writtenAnswerForm } from './answer.forms.ts'
import { askReferrer, CHASE_AFTER } from './ask-question.ts'
import { AnsweredPage } from './changed.pages.tsx'
import { INBOX_POLICY } from './inbox.policy.ts'
import { sayWhomToAsk } from './inbox.rules.ts'
import { QuestionPage, WrittenAnswerPage } from './question.pages.tsx'
import { recordAnswer } from './record-answer.ts'
import { openReferral, type OpenedReferral } from './open-referral.ts'

const config = { policy: INBOX_POLICY }
type ById = { Params: { id: string } }

/** Asking whoever referred, and writing down what they said on the telephone. */
export function addQuestionRoutes(app: FastifyInstance, services: Services): void {
  app.get<ById>('/referrals/:id/question', { config }, async (request, reply) => {
    const opened = await openReferral(request)
    if (opened.referral.status !== 'received') return reply.page(<Answered {...{ request, opened }} />, 409)
    return reply.page(<QuestionPage {...shown(request, opened)} form={emptyForm<typeof questionForm>()} />)
  })
  app.post<ById>('/referrals/:id/question', { config }, async (request, reply) => {
    const read = readForm(questionForm, request.body)
    if (!read.ok)
      return reply.page(
        <QuestionPage
          {...shown(request, await openReferral(request))}
          version={versionIn(request.body)}
          form={read.form}
        />,
        422,
      )
    const decision = await askReferrer(request.context, services, request.params.id, read.value)
    if (decision.ok) return reply.redirect(`/referrals?done=${request.params.id}`, 303)
    const opened = await openReferral(request)
    const { question } = read.value
    if (decision.reason === 'not-waiting')
      return reply.page(<Answered {...{ request, opened }} typed={question} />, 409)
    return reply.page(
      <QuestionPage
        {...shown(request, opened)}
        latest={opened.latest}
        form={emptyForm<typeof questionForm>({ question })}
      />,
      409,
    )
  })
  app.get<ById>('/referrals/:id/answer', { config }, async (request, reply) => {
    const opened = await openReferral(request)
    if (opened.referral.status !== 'questioned') return reply.page(<Answered {...{ request, opened }} />, 409)
    return reply.page(<WrittenAnswerPage {...shown(request, opened)} form={emptyForm<typeof writtenAnswerForm>()} />)
  })
  app.post<ById>('/referrals/:id/answer', { config }, async (request, reply) => {
    const read = readForm(writtenAnswerForm, request.body)
    if (!read.ok)
      return reply.page(
        <WrittenAnswerPage
          {...shown(request, await openReferral(request))}
          version={versionIn(request.body)}
          form={read.form}
        />,
        422,
      )
    const decision = await recordAnswer(request.context, request.params.id, read.value)
    if (decision.ok) return reply.redirect(`/referrals/${request.params.id}`, 303)
    const opened = await openReferral(request)
    const { answer } = read.value
    if (decision.reason === 'nothing-asked')
      return reply.page(<Answered {...{ request, opened }} typed={answer} />, 409)
    return reply.page(
      <WrittenAnswerPage
        {...shown(request, opened)}
        latest={opened.latest}
        form={emptyForm<typeof writtenAnswerForm>({ answer })}
      />,
      409,
    )
  })
}

const shown = ({ shell, context }: FastifyRequest, { referral, person }: OpenedReferral) => {
  const today = dayOf(context.now())
  return {
    shell,
    href: `/referrals/${referral.id}`,
    version: referral.version,
    personName: nameOf(person),
    whom: sayWhomToAsk(referral.referrer, nameOf(person)),
    chaseOn: sayDay(addWorkingDays(today, CHASE_AFTER), today),
    question: referral.questions.at(-1)?.question ?? '',
  }
}

const Answered = ({ request, ...props }: { request: FastifyRequest; opened: OpenedReferral; typed?: string }) => (
  <AnsweredPage shell={request.shell} tried={request.method === 'POST'} {...props} />
)
