import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addDays, dayOf } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { emptyForm, readForm, withIssue, type FieldName, type FormState } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { INBOX_POLICY } from '#care/referrals/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { listMembers, teamActor } from '#registers/teams/index.ts'
import { openEpisodeRecord, RECORD_POLICY } from '../record/open-record.ts'
import { agreePlan } from './agree-plan.ts'
import { AgreementPage, SharingPage } from './agreement.pages.tsx'
import { mayShare, SHARING_REFUSALS, type AgreementRefusal } from './agreement.rules.ts'
import { readCarePlan } from './care-plan.queries.ts'
import { addConversationRoutes } from './conversation.routes.tsx'
import { agreementForm, sharingForm, type AgreementForm } from './plan.forms.ts'
import { PlanPage } from './plan.pages.tsx'
import { PlanPrintPage } from './plan-print.pages.tsx'
import { addSafeguardingRoutes } from './safeguarding.routes.tsx'
import { sharePlan } from './share-plan.ts'
import { addThingRoutes } from './thing.routes.tsx'

const reading = { policy: RECORD_POLICY }
const writing = { policy: INBOX_POLICY }
type ByEpisode = { Params: { episodeId: string } }

const planQuery = z.object({
  version: z.coerce.number().int().min(1).optional().catch(undefined),
  large: z.literal('1').optional().catch(undefined),
})

/** What somebody said, the plan made of it, and what keeps them safe. */
export function addPlanRoutes(app: FastifyInstance, services: Services): void {
  addConversationRoutes(app, services)
  app.get<ByEpisode>(
    '/episodes/:episodeId/plan',
    { config: reading },
    async ({ context, shell, params, query }, reply) => {
      const { version } = planQuery.parse(query)
      const read = await context.transaction((tx) => readPlan(tx, params.episodeId, version))
      return reply.page(<PlanPage shell={shell} {...read} />)
    },
  )
  app.get<ByEpisode>(
    '/episodes/:episodeId/plan/print',
    { config: reading },
    async ({ context, shell, params, query }, reply) => {
      const { version, large } = planQuery.parse(query)
      const read = await context.transaction(async (tx) => {
        const found = await readPlan(tx, params.episodeId, version)
        const { id: subjectId } = found.record.episode
        journal(tx, 'plan.printed', {
          subjectId,
          subjectVersion: found.plan.revision,
          personId: found.record.person.id,
          detail: { large: large === '1' },
        })
        return found
      })
      return reply.page(<PlanPrintPage shell={shell} {...read} large={large === '1'} now={context.now()} />)
    },
  )
  addAgreementRoutes(app)
  addSharingRoutes(app)
  addThingRoutes(app)
  addSafeguardingRoutes(app)
}

/** The plan as it stands, or as an agreed version; a version that is not there is NotFound. */
async function readPlan(tx: Tx, episodeId: string, number?: number) {
  const record = await openEpisodeRecord(tx, episodeId, 'plan')
  const plan = await readCarePlan(tx, record.episode.id)
  if (number === undefined) return { record, plan }
  const version = plan.agreements.find((one) => one.version === number)
  if (!version) throw new NotFound('plan')
  return { record, version, plan: await readCarePlan(tx, record.episode.id, version.revision) }
}

function addAgreementRoutes(app: FastifyInstance): void {
  const url = '/episodes/:episodeId/plan/agreement'
  app.get<ByEpisode>(url, { config: writing }, async ({ context, shell, params }, reply) => {
    const read = await context.transaction((tx) => readAgreement(tx, params.episodeId))
    const { today, episode } = read.record
    if (episode.status === 'closed' || read.plan.revision === 0)
      return reply.redirect(`/episodes/${params.episodeId}/plan`, 303)
    const form = emptyForm<AgreementForm>({
      agreedOn: today,
      reviewOn: addDays(today, USUAL_REVIEW),
      responsible: episode.workerId ?? teamActor(context.actor).accountId,
    })
    return reply.page(<AgreementPage shell={shell} {...read} form={form} />)
  })
  app.post<ByEpisode>(url, { config: writing }, async ({ context, shell, params, body }, reply) => {
    const show = async (form: FormState<AgreementForm>, status: number, changed = false) =>
      reply.page(
        <AgreementPage
          shell={shell}
          {...await context.transaction((tx) => readAgreement(tx, params.episodeId))}
          form={form}
          changed={changed}
        />,
        status,
      )
    const read = readForm(agreementForm, body)
    if (!read.ok) return show(read.form, 422)
    const { responsible, ...given } = read.value
    const decision = await agreePlan(context, params.episodeId, { ...given, responsibleId: responsible })
    if (decision.ok) return reply.redirect(`/episodes/${params.episodeId}/plan`, 303)
    const typed = emptyForm<AgreementForm>({ ...read.value })
    if (decision.reason === 'changed') return show(typed, 409, true)
    if (decision.reason === 'closed') return reply.redirect(`/episodes/${params.episodeId}/plan`, 303)
    return show(withIssue(typed, ...AGREEMENT_ISSUES[decision.reason]), 422)
  })
}

/** When a plan is usually looked at again: in days. */
const USUAL_REVIEW = 28

const AGREEMENT_ISSUES: Record<
  Exclude<AgreementRefusal, 'changed' | 'closed'> | 'not-in-team',
  [FieldName<AgreementForm>, string]
> = {
  'nothing-in-it': ['agreedWith', 'Write down what matters to them, or a goal, before it is a plan'],
  'agreed-later-than-today': ['agreedOn', 'The day must be today or in the past'],
  'review-before-agreement': ['reviewOn', 'The day must be after the day on which it was agreed'],
  'review-far': ['reviewOn', 'The day must be within a year'],
  'not-in-team': ['responsible', 'Select somebody of your team'],
}

async function readAgreement(tx: Tx, episodeId: string) {
  const record = await openEpisodeRecord(tx, episodeId, 'plan')
  const [plan, members] = await Promise.all([
    readCarePlan(tx, record.episode.id),
    listMembers(tx, record.standing.team.id, dayOf(tx.now())),
  ])
  return { record, plan, members }
}

function addSharingRoutes(app: FastifyInstance): void {
  const url = '/episodes/:episodeId/plan/sharing'
  app.get<ByEpisode>(url, { config: writing }, async ({ context, shell, params }, reply) => {
    const read = await context.transaction((tx) => readPlan(tx, params.episodeId))
    // The plan page says what is still missing.
    if (!mayShare(read.plan).ok) return reply.redirect(`/episodes/${params.episodeId}/plan`, 303)
    return reply.page(<SharingPage shell={shell} {...read} form={emptyForm()} now={context.now()} />)
  })
  app.post<ByEpisode>(url, { config: writing }, async ({ context, shell, params, body }, reply) => {
    const show = async (form: FormState<typeof sharingForm>) =>
      reply.page(
        <SharingPage
          shell={shell}
          {...await context.transaction((tx) => readPlan(tx, params.episodeId))}
          form={form}
          now={context.now()}
        />,
        422,
      )
    const read = readForm(sharingForm, body)
    if (!read.ok) return show(read.form)
    const decision = await sharePlan(context, params.episodeId, read.value)
    if (decision.ok) return reply.redirect(`/episodes/${params.episodeId}/plan`, 303)
    return show(
      withIssue(
        emptyForm<typeof sharingForm>(read.value),
        decision.reason === 'no-representative' ? 'with' : 'how',
        SHARING_REFUSALS[decision.reason],
      ),
    )
  })
}
