import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import type { z } from 'zod'
import { dayOf } from '#platform/days.ts'
import type { Decision } from '#platform/decision.ts'
import { emptyForm, readForm, withIssue, type FieldName, type FormState } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { answerConnection } from './answer-connection.ts'
import {
  answerForm,
  attendanceForm,
  endingForm,
  firstVisitForm,
  versionForm,
  withdrawalForm,
  type AnswerForm,
  type AttendanceForm,
} from './connection.forms.ts'
import { ChangedPage } from './connection.pages.tsx'
import { CONNECTION_POLICY } from './connection.policy.ts'
import { readAnswer } from './answer.rules.ts'
import { endConnection } from './end-connection.ts'
import { giveUpWaiting } from './give-up-waiting.ts'
import { openConnection, type ById, type OpenedConnection } from './open-connection.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordFirstVisit } from './record-first-visit.ts'
import { AnswerPage, AttendancePage, EndingPage, FirstVisitPage, WithdrawalPage } from './step.pages.tsx'
import { withdrawConnection } from './withdraw-connection.ts'

const config = { policy: CONNECTION_POLICY }
type Request = FastifyRequest<ById>

/** What may happen after the offer, written down by the worker. Each is one page with one form. */
export function addStepRoutes(app: FastifyInstance, services: Services): void {
  addStep(app, 'answer', answerForm, AnswerPage, {
    start: () => emptyForm<AnswerForm>(),
    async take(request, value) {
      const answer = readAnswer(value, dayOf(request.context.now()))
      if (!answer.ok) return { issue: ISSUES[answer.reason] }
      return answerConnection(request.context, services, request.params.id, { ...answer.value, version: value.version })
    },
  })
  addStep(app, 'withdrawal', withdrawalForm, WithdrawalPage, {
    start: () => emptyForm(),
    take: (request, value) => withdrawConnection(request.context, services, request.params.id, value),
  })
  addStep(app, 'first-visit', firstVisitForm, FirstVisitPage, {
    start: () => emptyForm(),
    async take(request, { visit, metBy }) {
      const decision = await recordFirstVisit(request.context, services, request.params.id, { on: visit, metBy })
      return !decision.ok && decision.reason === 'day-wrong'
        ? { issue: ['visit', 'The day must be today or later, within a year'] }
        : decision
    },
  })
  addStep(app, 'attendance', attendanceForm, AttendancePage, {
    start: (today) => emptyForm<AttendanceForm>({ on: today }),
    async take(request, { on, came, reason }) {
      const decision = await recordAttendance(request.context, request.params.id, { on, came: came === 'yes', reason })
      return !decision.ok && decision.reason === 'day-wrong'
        ? { issue: ['on', 'The day must be today or earlier, within the last 3 months'] }
        : decision
    },
  })
  addStep(app, 'ending', endingForm, EndingPage, {
    start: () => emptyForm(),
    take: (request, value) => endConnection(request.context, request.params.id, value),
  })
  app.post<ById>('/connections/:id/silence', { config }, async (request, reply) => {
    const { version } = versionForm.parse(request.body ?? {})
    const decision = await giveUpWaiting(request.context, services, request.params.id, version)
    if (decision.ok) return reply.redirect(`/connections/${request.params.id}`, 303)
    return tooLate(
      request,
      reply,
      null,
      decision.reason === 'too-soon' ? 'The group still has time to answer' : undefined,
    )
  })
}

const ISSUES: Record<'say-why' | 'say-what-else' | 'visit-day-wrong', [FieldName<AnswerForm>, string]> = {
  'say-why': ['reason', 'Select why not'],
  'say-what-else': ['words', 'Enter what else it was'],
  'visit-day-wrong': ['visit', 'The day must be today or later, within a year'],
}

interface Step<Form extends z.ZodType> {
  /** The form nobody has filled in yet. */
  start(today: ReturnType<typeof dayOf>): FormState<Form>
  /** Takes the step; an `issue` is a field to be mended. */
  take(
    request: Request,
    value: z.output<Form>,
  ): Promise<Decision<unknown, string> | { issue: [FieldName<Form>, string] }>
}

type Page<Form> = (props: { shell: Request['shell']; form: FormState<Form> } & OpenedConnection) => ReactElement

/** One step: its page, its form, and what is said when somebody else was faster. */
function addStep<Form extends z.ZodType>(
  app: FastifyInstance,
  noun: string,
  schema: Form,
  Page: Page<Form>,
  { start, take }: Step<Form>,
): void {
  app.get<ById>(`/connections/:id/${noun}`, { config }, async (request, reply) =>
    reply.page(
      <Page shell={request.shell} form={start(dayOf(request.context.now()))} {...await openConnection(request)} />,
    ),
  )
  app.post<ById>(`/connections/:id/${noun}`, { config }, async (request, reply) => {
    const read = readForm(schema, request.body)
    if (!read.ok)
      return reply.page(<Page shell={request.shell} form={read.form} {...await openConnection(request)} />, 422)
    const taken = await take(request, read.value)
    if ('issue' in taken || (!taken.ok && taken.reason === 'say-what-else')) {
      const [field, message] = 'issue' in taken ? taken.issue : (ISSUES['say-what-else'] as [FieldName<Form>, string])
      const typed = withIssue(emptyForm<Form>(read.value as FormState<Form>['values']), field, message)
      return reply.page(<Page shell={request.shell} form={typed} {...await openConnection(request)} />, 422)
    }
    if (taken.ok) return reply.redirect(`/connections/${request.params.id}`, 303)
    return tooLate(request, reply, wordsIn(read.value))
  })
}

async function tooLate(request: Request, reply: FastifyReply, typed: string | null, title?: string) {
  const opened = await openConnection(request)
  return reply.page(<ChangedPage shell={request.shell} {...opened} typed={typed} title={title} />, 409)
}

const wordsIn = (value: unknown): string | null =>
  (value as { words?: string | null; reason?: string | null }).words ?? null
