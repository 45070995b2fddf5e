import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { dayOf, type Day } from '#platform/days.ts'
import type { Decision } from '#platform/decision.ts'
import { emptyForm, readForm, withIssue, type FieldName, type FormState } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { openSignedLink, type OpenedLink } from '#foundations/access/index.ts'
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
import { DeadOfferPage, GroupPage } from './group.pages.tsx'
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

const READ = { config: { policy: 'public' } } as const
const WRITE = { config: { policy: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } } } as const

type Params = { Params: { token: string }; Querystring: { saved?: unknown } }
type Request = FastifyRequest<Params>

/** `/offers/{token}`: where a group answers and keeps its register, without an account. Opening a page of it changes nothing. */
export function addOfferRoutes(app: FastifyInstance, services: Services): void {
  const opened = openers(services)
  app.get<Params>('/offers/:token', READ, (request, reply) =>
    opened(request, reply, (link) => showGroup(request, reply, link, { notice: sayNews(request.query.saved) })),
  )
  addAnswer(app, opened, services, 'yes', { answer: 'accepted', words: null })
  addAnswer(app, opened, services, 'waiting-list', { answer: 'waitlisted', words: null })
  addStep(app, opened, 'not-now', notNowForm, NotNowPage, (ctx, id, value) =>
    answerConnection(ctx, services, id, { given: { answer: 'declined', ...value } }),
  )
  addStep(app, opened, 'not-right', notRightForm, NotRightPage, async (ctx, id, value) => {
    const decision = await answerConnection(ctx, services, id, { given: { answer: 'declined', ...value } })
    return !decision.ok && decision.reason === 'say-what-else'
      ? { issue: ['words', 'Tell us what else it is'] }
      : decision
  })
  addStep(app, opened, 'first-visit', firstVisitForm, FirstVisitPage, async (ctx, id, { visit, metBy }) => {
    const decision = await recordFirstVisit(ctx, services, id, { on: visit, metBy })
    return !decision.ok && decision.reason === 'day-wrong'
      ? { issue: ['visit', 'The day must be today or later, within a year'] }
      : decision
  })
  addStep(app, opened, 'not-coming', notComingForm, NotComingPage, (ctx, id, value) =>
    withdrawConnection(ctx, services, id, value),
  )
  addStep(app, opened, 'end', endForm, EndPage, (ctx, id, value) => endConnection(ctx, id, value))
  addRegister(app, opened)
}

type Opened = (
  request: Request,
  reply: FastifyReply,
  show: (link: OpenedLink) => Promise<FastifyReply>,
) => Promise<FastifyReply>

/** Whoever holds the link acts with it and nothing else; any other link gets one plain page. */
const openers =
  (services: Services): Opened =>
  async (request, reply, show) => {
    const link = await openSignedLink(services, request.params.token, 'offer', request.id)
    return link ? show(link) : reply.page(<DeadOfferPage shell={request.shell} />, 404)
  }

/** Answers that are one press. */
function addAnswer(app: FastifyInstance, opened: Opened, services: Services, noun: string, given: GroupAnswer): void {
  app.post<Params>(`/offers/:token/${noun}`, WRITE, (request, reply) =>
    opened(request, reply, async (link) => {
      const decision = await answerConnection(link.context, services, link.recordId, { given })
      return decision.ok ? saved(request, reply, noun) : tooLate(request, reply, link)
    }),
  )
}

type Taken<Form> = Decision<unknown, string> | { issue: [FieldName<Form>, string] }

/** Steps that ask something: a page of their own with one form. */
function addStep<Form extends z.ZodType>(
  app: FastifyInstance,
  opened: Opened,
  noun: string,
  schema: Form,
  Page: (props: GroupStepProps<Form>) => ReactElement,
  take: (context: Context, id: Id, value: z.output<Form>) => Promise<Taken<Form>>,
): void {
  const show = async (request: Request, reply: FastifyReply, link: OpenedLink, form: FormState<Form>) => {
    const view = await link.context.transaction((tx) => getGroupView(tx, link.recordId))
    return reply.page(
      <Page shell={request.shell} href={hrefOf(request)} {...{ view, form }} />,
      form.issues.length > 0 ? 422 : 200,
    )
  }
  app.get<Params>(`/offers/:token/${noun}`, READ, (request, reply) =>
    opened(request, reply, (link) => show(request, reply, link, emptyForm())),
  )
  app.post<Params>(`/offers/:token/${noun}`, WRITE, (request, reply) =>
    opened(request, reply, async (link) => {
      const read = readForm(schema, request.body)
      if (!read.ok) return show(request, reply, link, read.form)
      const taken = await take(link.context, link.recordId, read.value)
      if ('issue' in taken)
        return show(
          request,
          reply,
          link,
          withIssue(emptyForm<Form>(read.value as FormState<Form>['values']), ...taken.issue),
        )
      return taken.ok ? saved(request, reply, noun) : tooLate(request, reply, link)
    }),
  )
}

/** The register stands on the page itself: a line a session, in two presses. */
function addRegister(app: FastifyInstance, opened: Opened): void {
  app.post<Params>('/offers/:token/attendance', WRITE, (request, reply) =>
    opened(request, reply, async (link) => {
      const read = readForm(registerForm, request.body)
      if (!read.ok) return showGroup(request, reply, link, { form: read.form })
      const { on, came, words } = read.value
      const decision = await recordAttendance(link.context, link.recordId, { on, came: came === 'yes', reason: words })
      if (decision.ok) return saved(request, reply, 'attendance')
      if (decision.reason !== 'day-wrong') return tooLate(request, reply, link)
      return showGroup(request, reply, link, {
        form: withIssue(emptyForm<RegisterForm>({ ...read.value }), 'on', 'The day must be today or earlier'),
      })
    }),
  )
}

const sayNews = (saved: unknown) =>
  typeof saved === 'string' && Object.hasOwn(SAVED, saved) ? SAVED[saved] : undefined

const hrefOf = ({ params }: Request) => `/offers/${params.token}`

const saved = async (request: Request, reply: FastifyReply, noun: string) =>
  reply.redirect(`${hrefOf(request)}?saved=${noun}`, 303)

const tooLate = (request: Request, reply: FastifyReply, link: OpenedLink) =>
  showGroup(request, reply, link, {
    notice: 'Something else happened first, so nothing was changed. Below you see how it stands.',
    status: 409,
  })

interface Shown {
  form?: FormState<RegisterForm>
  notice?: string
  status?: number
}

async function showGroup(request: Request, reply: FastifyReply, link: OpenedLink, { form, notice, status }: Shown) {
  const view = await link.context.transaction((tx) => getGroupView(tx, link.recordId))
  const today: Day = dayOf(link.context.now())
  const props = {
    shell: request.shell,
    href: hrefOf(request),
    view,
    today,
    notice,
    form: form ?? emptyForm<RegisterForm>({ on: today }),
  }
  const space = spaceLeft(view.offered.capacity, view.offered.taken, today)
  return reply.page(<GroupPage {...props} space={space} />, status ?? (form ? 422 : 200))
}
