import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dayOf } from '#platform/days.ts'
import { emptyForm, readForm, withIssue, type FieldName, type FormState } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { searchServices } from '#registers/directory/index.ts'
import { nameOf } from '#registers/people/index.ts'
import { listTeams } from '#registers/teams/index.ts'
import { isOpen } from '../referral.rules.ts'
import { declineForm, versionIn, type DeclineForm } from './answer.forms.ts'
import { AnsweredPage } from './changed.pages.tsx'
import { DeclinePage } from './decline.pages.tsx'
import { declineReferral, type DeclineRefusal } from './decline-referral.ts'
import { INBOX_POLICY } from './inbox.policy.ts'
import { openReferral, type OpenedReferral } from './open-referral.ts'

const config = { policy: INBOX_POLICY }
type ById = { Params: { id: string } }
type Request = FastifyRequest<ById>

/** Saying no, with the next best thing. */
export function addDeclineRoutes(app: FastifyInstance, services: Services): void {
  app.get<ById>('/referrals/:id/decline', { config }, async (request, reply) => {
    const opened = await openReferral(request)
    if (!isOpen(opened.referral.status)) return reply.page(<TooLate {...{ request, opened }} />, 409)
    return reply.page(await declinePage(request, opened, emptyForm<DeclineForm>()))
  })
  app.post<ById>('/referrals/:id/decline', { config }, async (request, reply) => {
    const read = readForm(declineForm, request.body)
    const typed = emptyForm<DeclineForm>(typedIn(request.body))
    const version = versionIn(request.body)
    if (isLooking(request.body))
      return reply.page(await declinePage(request, await openReferral(request), typed, { version }))
    if (!read.ok)
      return reply.page(await declinePage(request, await openReferral(request), read.form, { version }), 422)
    const decision = await declineReferral(request.context, services, request.params.id, read.value)
    if (decision.ok) return reply.redirect(`/referrals?done=${request.params.id}`, 303)
    const opened = await openReferral(request)
    const { note, betterText } = read.value
    if (decision.reason === 'not-open')
      return reply.page(<TooLate {...{ request, opened }} typed={[note, betterText].filter(Boolean).join(' ')} />, 409)
    if (decision.reason === 'changed')
      return reply.page(await declinePage(request, opened, typed, { latest: opened.latest }), 409)
    const [field, message] = ISSUES[decision.reason]
    return reply.page(await declinePage(request, opened, withIssue(typed, field, message)), 422)
  })
}

const ISSUES: Record<Exclude<DeclineRefusal, 'not-open' | 'changed'>, [FieldName<DeclineForm>, string]> = {
  'dead-end': ['betterText', 'Say where to instead: a team, a service, or in your words'],
  'same-team': ['betterTeamId', 'This is your own team: choose another'],
  'no-such-team': ['betterTeamId', 'That team is not there any more: choose another'],
  'no-such-service': ['betterServiceId', 'That service is not there any more: choose another'],
}

/** The page again, with what the words find. */
async function declinePage(
  request: Request,
  { referral, person }: OpenedReferral,
  form: FormState<DeclineForm>,
  again: { version?: number; latest?: string } = {},
) {
  const { shell, context } = request
  const words = typeof form.values.words === 'string' ? form.values.words.trim().slice(0, 200) : ''
  const { teams, found } = await context.transaction(async (tx) => {
    const [all, services] = await Promise.all([
      listTeams(tx),
      words ? searchServices(tx, { words, free: false, page: 1 }, undefined, SHOWN) : undefined,
    ])
    return { teams: all.filter(({ id }) => id !== referral.teamId), found: services?.services }
  })
  return (
    <DeclinePage
      {...{ shell, form, teams, found }}
      href={`/referrals/${referral.id}`}
      personName={nameOf(person)}
      askedThemselves={referral.referrer.kind === 'self'}
      version={referral.version}
      today={dayOf(context.now())}
      {...again}
    />
  )
}

/** As many services as can be read at one look. */
const SHOWN = 6

const isLooking = (body: unknown): boolean => (body as { step?: unknown } | undefined)?.step === 'look'

const FIELDS = ['reason', 'note', 'betterTeamId', 'words', 'betterServiceId', 'betterText'] as const

const typedIn = (body: unknown): FormState<DeclineForm>['values'] => {
  const typed = (body ?? {}) as Record<string, unknown>
  return Object.fromEntries(FIELDS.map((name) => [name, typed[name]]))
}

const TooLate = ({ request, ...props }: { request: Request; opened: OpenedReferral; typed?: string }) => (
  <AnsweredPage shell={request.shell} tried={request.method === 'POST'} {...props} />
)
