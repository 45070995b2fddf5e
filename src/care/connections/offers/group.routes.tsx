import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ReactElement } from 'react'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { dayOf } from '#platform/days.ts'
import type { Decision } from '#platform/decision.ts'
import { emptyForm, readForm, withIssue, type FieldName, type FormState } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { answerConnection } from '../answer-connection.ts'
import type { GroupAnswer } from '../connection.rules.ts'
import { endConnection } from '../end-connection.ts'
import { recordAttendance } from '../record-attendance.ts'
import { recordFirstVisit } from '../record-first-visit.ts'
import { spaceLeft } from '../space-left.rules.ts'
import { withdrawConnection } from '../withdraw-connection.ts'
import {
  endForm,
  firstVisitForm,
  notComingForm,
  notNowForm,
  notRightForm,
  registerForm,
  type RegisterForm,
} from './group.forms.ts'
import type { GroupDoor, GroupRequest, Opened } from './group-door.ts'
import { GroupPage } from './group.pages.tsx'
import {
  EndPage,
  FirstVisitPage,
  NotComingPage,
  NotNowPage,
  NotRightPage,
  type GroupStepProps,
} from './group-step.pages.tsx'
import { getGroupView } from './group-view.queries.ts'
import { SAVED } from './group-words.rules.ts'

/**
 * Where a group answers and keeps its register. The pages and the use cases are the same by its link and by its account; only the
 * door differs. Opening a page of it changes nothing.
 */
export function addGroupRoutes(app: FastifyInstance, services: Services, door: GroupDoor): void {
  app.get(door.url, door.read, (request: Request, reply) =>
    door.opened(request, reply, (opened) =>
      showGroup(door, request, reply, opened, { notice: saySaved(request.query.saved) }),
    ),
  )
  addAnswer(app, door, services, 'yes', { answer: 'accepted', words: null })
  addAnswer(app, door, services, 'waiting-list', { answer: 'waitlisted', words: null })
  addStep(app, door, 'not-now', notNowForm, NotNowPage, (ctx, id, value) =>
    answerConnection(ctx, services, id, { given: { answer: 'declined', ...value } }),
  )
  addStep(app, door, 'not-right', notRightForm, NotRightPage, async (ctx, id, value) => {
    const decision = await answerConnection(ctx, services, id, { given: { answer: 'declined', ...value } })
    return !decision.ok && decision.reason === 'say-what-else'
      ? { issue: ['words', 'Tell us what else it is'] }
      : decision
  })
  addStep(app, door, 'first-visit', firstVisitForm, FirstVisitPage, async (ctx, id, { visit, metBy }) => {
    const decision = await recordFirstVisit(ctx, services, id, { on: visit, metBy })
    return !decision.ok && decision.reason === 'day-wrong'
      ? { issue: ['visit', 'The day must be today or later, within a year'] }
      : decision
  })
  addStep(app, door, 'not-coming', notComingForm, NotComingPage, (ctx, id, value) =>
    withdrawConnection(ctx, services, id, value),
  )
  addStep(app, door, 'end', endForm, EndPage, (ctx, id, value) => endConnection(ctx, id, value))
  addRegister(app, door)
}

type Request = GroupRequest

/** Answers that are one press. */
function addAnswer(app: FastifyInstance, door: GroupDoor, services: Services, noun: string, given: GroupAnswer): void {
  app.post(`${door.url}/${noun}`, door.write, (request: Request, reply) =>
    door.opened(request, reply, async (opened) => {
      const decision = await answerConnection(opened.context, services, opened.recordId, { given })
      return decision.ok ? reply.redirect(door.after(request, noun), 303) : tooLate(door, request, reply, opened)
    }),
  )
}

type Taken<Form> = Decision<unknown, string> | { issue: [FieldName<Form>, string] }

/** Steps that ask something: a page of their own with one form. */
function addStep<Form extends z.ZodType>(
  app: FastifyInstance,
  door: GroupDoor,
  noun: string,
  schema: Form,
  Page: (props: GroupStepProps<Form>) => ReactElement,
  take: (context: Context, id: Id, value: z.output<Form>) => Promise<Taken<Form>>,
): void {
  const show = async (request: Request, reply: FastifyReply, { context, recordId }: Opened, form: FormState<Form>) => {
    const view = await context.transaction((tx) => getGroupView(tx, recordId))
    return reply.page(
      <Page shell={request.shell} href={door.href(request)} {...{ view, form }} />,
      form.issues.length > 0 ? 422 : 200,
    )
  }
  app.get(`${door.url}/${noun}`, door.read, (request: Request, reply) =>
    door.opened(request, reply, (opened) => show(request, reply, opened, emptyForm())),
  )
  app.post(`${door.url}/${noun}`, door.write, (request: Request, reply) =>
    door.opened(request, reply, async (opened) => {
      const read = readForm(schema, request.body)
      if (!read.ok) return show(request, reply, opened, read.form)
      const taken = await take(opened.context, opened.recordId, read.value)
      if ('issue' in taken)
        return show(
          request,
          reply,
          opened,
          withIssue(emptyForm<Form>(read.value as FormState<Form>['values']), ...taken.issue),
        )
      return taken.ok ? reply.redirect(door.after(request, noun), 303) : tooLate(door, request, reply, opened)
    }),
  )
}

/** The register stands on the page itself: a line a session, in two presses. */
function addRegister(app: FastifyInstance, door: GroupDoor): void {
  app.post(`${door.url}/attendance`, door.write, (request: Request, reply) =>
    door.opened(request, reply, async (opened) => {
      const read = readForm(registerForm, request.body)
      if (!read.ok) return showGroup(door, request, reply, opened, { form: read.form })
      const { on, came, words } = read.value
      const decision = await recordAttendance(opened.context, opened.recordId, {
        on,
        came: came === 'yes',
        reason: words,
      })
      if (decision.ok) return reply.redirect(door.after(request, 'attendance'), 303)
      if (decision.reason !== 'day-wrong') return tooLate(door, request, reply, opened)
      return showGroup(door, request, reply, opened, {
        form: withIssue(
          emptyForm<RegisterForm>({ ...read.value }),
          'on',
          'The day must be today or earlier, within the last 3 months',
        ),
      })
    }),
  )
}

/** What was saved, in words; nothing for anything else that stands in an address. */
export const saySaved = (saved: unknown): string | undefined =>
  typeof saved === 'string' && Object.hasOwn(SAVED, saved) ? SAVED[saved] : undefined

const tooLate = (door: GroupDoor, request: Request, reply: FastifyReply, opened: Opened) =>
  showGroup(door, request, reply, opened, {
    notice: 'Something else happened first, so nothing was changed. Below you see how it stands.',
    status: 409,
  })

interface Shown {
  form?: FormState<RegisterForm>
  notice?: string
  status?: number
}

async function showGroup(
  door: GroupDoor,
  request: Request,
  reply: FastifyReply,
  { context, recordId }: Opened,
  { form, notice, status }: Shown,
) {
  const view = await context.transaction((tx) => getGroupView(tx, recordId))
  const today = dayOf(context.now())
  const props = {
    shell: request.shell,
    href: door.href(request),
    back: door.back,
    view,
    today,
    notice,
    form: form ?? emptyForm<RegisterForm>({ on: today }),
  }
  const space = spaceLeft(view.offered.capacity, view.offered.taken, today)
  return reply.page(<GroupPage {...props} space={space} />, status ?? (form ? 422 : 200))
}
