import type { FastifyInstance, FastifyRequest } from 'fastify'
import { INBOX_POLICY } from '#care/referrals/index.ts'
import { emptyForm, readForm, withIssue } from '#platform/forms.ts'
import { getTeam, listMembers, teamActor } from '#registers/teams/index.ts'
import { listLoads } from '../caseload.queries.ts'
import { candidatesOf } from '../caseload.rules.ts'
import { NotNowPage } from '../contacts/episode-aside.pages.tsx'
import { openEpisode } from '../contacts/open-episode.ts'
import { allocateEpisode } from './allocate-episode.ts'
import { allocationForm, EpisodeAllocationPage, type AllocationForm } from './allocation.pages.tsx'
import { endTask } from './end-task.ts'
import { readToday } from './read-today.ts'
import { TodayPage } from './today.pages.tsx'

const config = { policy: INBOX_POLICY }
type ById = { Params: { id: string } }

/** A worker's day: one page that says what to do next, a press for what was done outside, and giving somebody to a colleague. */
export function addTodayRoutes(app: FastifyInstance): void {
  app.get<{ Querystring: { done?: unknown; anybody?: unknown } }>(
    '/today',
    { config },
    async ({ context, shell, query }, reply) => {
      const day = await context.transaction((tx) => readToday(tx, query.done))
      return reply.page(<TodayPage shell={shell} day={day} all={query.anybody === 'all'} />)
    },
  )
  app.post<ById>('/tasks/:id/done', { config }, async ({ context, params }, reply) => {
    await endTask(context, params.id) // what ends by doing it is still on the page, with where to do it
    return reply.redirect('/today', 303)
  })
  app.get<ById>('/episodes/:id/allocation', { config }, async (request, reply) => {
    const props = await readProps(request)
    if (props.opened.episode.status === 'closed') return reply.page(<NotNowPage {...props} title={CLOSED} />, 409)
    return reply.page(<EpisodeAllocationPage {...props} form={emptyForm<AllocationForm>()} />)
  })
  app.post<ById>('/episodes/:id/allocation', { config }, async (request, reply) => {
    const read = readForm(allocationForm, request.body)
    if (!read.ok) return reply.page(<EpisodeAllocationPage {...await readProps(request)} form={read.form} />, 422)
    const { worker, version } = read.value
    const decision = await allocateEpisode(request.context, request.params.id, { workerId: worker, version })
    if (decision.ok) return reply.redirect('/today', 303)
    const props = await readProps(request)
    const form = emptyForm<AllocationForm>({ worker })
    if (decision.reason === 'closed') return reply.page(<NotNowPage {...props} title={CLOSED} />, 409)
    if (decision.reason === 'changed') return reply.page(<EpisodeAllocationPage {...props} form={form} changed />, 409)
    return reply.page(
      <EpisodeAllocationPage {...props} form={withIssue(form, 'worker', 'Select somebody of your team')} />,
      422,
    )
  })
}

const CLOSED = 'This work has ended, so there is nobody to give it to'

async function readProps(request: FastifyRequest<ById>) {
  const opened = await openEpisode(request)
  return request.context.transaction(async (tx) => {
    const { accountId, teamId } = teamActor(tx.actor)
    const [team, members, loads] = await Promise.all([
      getTeam(tx, teamId),
      listMembers(tx, teamId, opened.today),
      listLoads(tx, teamId, opened.person.practiceCode),
    ])
    return { shell: request.shell, opened, team, candidates: candidatesOf(members, loads), chooser: accountId }
  })
}
