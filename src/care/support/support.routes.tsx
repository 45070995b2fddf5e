import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  allocateReferral,
  AnsweredPage,
  firstContactDefault,
  INBOX_POLICY,
  isOpen,
  openReferral,
  versionIn,
  type AllocationRefusal,
} from '#care/referrals/index.ts'
import { dayOf } from '#platform/days.ts'
import { emptyForm, readForm, withIssue, type FieldName } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { getTeam, listMembers, teamActor } from '#registers/teams/index.ts'
import { acceptReferral, type AcceptanceRefusal } from './accept-referral.ts'
import { acceptanceForm, allocationForm, LATER, type AcceptanceForm, type AllocationForm } from './acceptance.forms.ts'
import { AcceptancePage, AllocationPage, IntakePausedPage, type AnswerProps } from './acceptance.pages.tsx'
import { listLoads } from './caseload.queries.ts'
import { candidatesOf } from './caseload.rules.ts'

const config = { policy: INBOX_POLICY }
type ById = { Params: { id: string } }
type Request = FastifyRequest<ById>

/** Saying yes to a referral, and giving one to a colleague: both choose a worker by language, room and days. */
export function addSupportRoutes(app: FastifyInstance, services: Services): void {
  app.get<ById>('/referrals/:id/acceptance', { config }, async (request, reply) => {
    const props = await readAnswerProps(request)
    if (props.opened.referral.status !== 'received')
      return reply.page(<AnsweredPage {...props} tried={request.method === 'POST'} />, 409)
    if (props.team.pause) return reply.page(<IntakePausedPage {...props} />, 409)
    const { ownerId } = props.opened.referral
    const worker = [ownerId, props.chooser].find((one) => props.candidates.some(({ accountId }) => accountId === one))
    const form = emptyForm<AcceptanceForm>({
      firstContactBy: firstContactDefault(request.context.now()),
      worker: worker ?? undefined,
    })
    return reply.page(<AcceptancePage {...props} form={form} />)
  })
  app.post<ById>('/referrals/:id/acceptance', { config }, async (request, reply) => {
    const read = readForm(acceptanceForm, request.body)
    if (!read.ok)
      return reply.page(
        <AcceptancePage {...await readAnswerProps(request)} version={versionIn(request.body)} form={read.form} />,
        422,
      )
    const { worker, firstContactBy, version } = read.value
    const decision = await acceptReferral(request.context, services, request.params.id, {
      firstContactBy,
      version,
      workerId: worker === LATER ? null : worker,
    })
    if (decision.ok) return reply.redirect(`/referrals?done=${request.params.id}`, 303)
    const props = await readAnswerProps(request)
    const typed = emptyForm<AcceptanceForm>({ worker, firstContactBy })
    if (decision.reason === 'not-waiting')
      return reply.page(<AnsweredPage {...props} tried={request.method === 'POST'} />, 409)
    if (decision.reason === 'intake-paused') return reply.page(<IntakePausedPage {...props} />, 409)
    if (decision.reason === 'changed')
      return reply.page(<AcceptancePage {...props} latest={props.opened.latest} form={typed} />, 409)
    const [field, message] = ACCEPTANCE_ISSUES[decision.reason]
    return reply.page(<AcceptancePage {...props} form={withIssue(typed, field, message)} />, 422)
  })
  addAllocationRoutes(app)
}

const ACCEPTANCE_ISSUES: Record<
  Exclude<AcceptanceRefusal, 'not-waiting' | 'intake-paused' | 'changed'>,
  [FieldName<AcceptanceForm>, string]
> = {
  'contact-date-past': ['firstContactBy', 'The day must be today or later'],
  'contact-date-far': ['firstContactBy', 'The day must be within three months'],
  'not-in-team': ['worker', 'Select somebody of your team'],
}

function addAllocationRoutes(app: FastifyInstance): void {
  app.get<ById>('/referrals/:id/allocation', { config }, async (request, reply) => {
    const props = await readAnswerProps(request)
    if (!isOpen(props.opened.referral.status))
      return reply.page(<AnsweredPage {...props} tried={request.method === 'POST'} />, 409)
    return reply.page(
      <AllocationPage
        {...props}
        form={emptyForm<AllocationForm>({ worker: props.opened.referral.ownerId ?? undefined })}
      />,
    )
  })
  app.post<ById>('/referrals/:id/allocation', { config }, async (request, reply) => {
    const read = readForm(allocationForm, request.body)
    if (!read.ok)
      return reply.page(
        <AllocationPage {...await readAnswerProps(request)} version={versionIn(request.body)} form={read.form} />,
        422,
      )
    const { worker, version } = read.value
    const decision = await allocateReferral(request.context, request.params.id, { accountId: worker, version })
    if (decision.ok) return reply.redirect(`/referrals?done=${request.params.id}`, 303)
    const props = await readAnswerProps(request)
    const typed = emptyForm<AllocationForm>({ worker })
    if (decision.reason === 'not-open')
      return reply.page(<AnsweredPage {...props} tried={request.method === 'POST'} />, 409)
    if (decision.reason === 'changed')
      return reply.page(<AllocationPage {...props} latest={props.opened.latest} form={typed} />, 409)
    return reply.page(
      <AllocationPage {...props} form={withIssue(typed, 'worker', ALLOCATION_ISSUES[decision.reason])} />,
      422,
    )
  })
}

const ALLOCATION_ISSUES: Record<Exclude<AllocationRefusal, 'not-open' | 'changed'>, string> = {
  'not-in-team': 'Select somebody of your team',
}

async function readAnswerProps(request: Request): Promise<AnswerProps> {
  const { context, shell } = request
  const opened = await openReferral(request)
  const { teamId } = opened.referral
  const today = dayOf(context.now())
  const [team, members, loads] = await context.transaction((tx) =>
    Promise.all([
      getTeam(tx, teamId),
      listMembers(tx, teamId, today),
      listLoads(tx, teamId, opened.person.practiceCode),
    ]),
  )
  return {
    shell,
    opened,
    team,
    candidates: candidatesOf(members, loads),
    today,
    chooser: teamActor(context.actor).accountId,
    decides: context.actor.kind === 'account' && context.actor.roles.includes('team_manager'),
    version: opened.referral.version,
  }
}
