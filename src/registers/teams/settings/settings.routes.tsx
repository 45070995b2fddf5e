import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dayOf } from '#platform/days.ts'
import { emptyForm, readForm, versionIn, withIssue } from '#platform/forms.ts'
import { teamActor } from '../team.policy.ts'
import { getTeam } from '../team.queries.ts'
import { openTeam, pauseTeam, type PauseRefusal } from './pause-team.ts'
import { setLimits } from './set-limits.ts'
import { limitsForm, pauseForm, waitForm, type LimitsForm, type PauseForm, type WaitForm } from './settings.forms.ts'
import { LimitsPage, OpenTeamPage, PauseTeamPage, WaitPage } from './settings.pages.tsx'
import { stateWait } from './state-wait.ts'

const config = { policy: { roles: ['team_manager'] } } as const

/** What a manager sets for their own team: whether it takes new people, what wait is told, how many people are enough. */
export function addTeamSettingsRoutes(app: FastifyInstance): void {
  addIntakeRoutes(app)
  app.get('/team/wait', { config }, async (request, reply) => {
    const { team, ...props } = await readProps(request)
    const form = emptyForm<WaitForm>({ workingDays: team.wait?.workingDays })
    return reply.page(<WaitPage {...props} team={team} version={team.version} form={form} />)
  })
  app.post('/team/wait', { config }, async (request, reply) => {
    const read = readForm(waitForm, request.body)
    const version = versionIn(request.body)
    if (!read.ok) return reply.page(<WaitPage {...await readProps(request)} form={read.form} version={version} />, 422)
    const decision = await stateWait(request.context, teamActor(request.context.actor).teamId, read.value)
    if (decision.ok) return reply.redirect('/team?done=wait', 303)
    const props = await readProps(request)
    const form = emptyForm<WaitForm>(read.value)
    return reply.page(<WaitPage {...props} version={props.team.version} form={form} changed />, 409)
  })
  app.get('/team/limits', { config }, async (request, reply) => {
    const { team, ...props } = await readProps(request)
    const { openNowLimit, peoplePerYear } = team
    const form = emptyForm<LimitsForm>({ openNowLimit, peoplePerYear })
    return reply.page(<LimitsPage {...props} team={team} version={team.version} form={form} />)
  })
  app.post('/team/limits', { config }, async (request, reply) => {
    const read = readForm(limitsForm, request.body)
    const version = versionIn(request.body)
    if (!read.ok)
      return reply.page(<LimitsPage {...await readProps(request)} form={read.form} version={version} />, 422)
    const decision = await setLimits(request.context, teamActor(request.context.actor).teamId, read.value)
    if (decision.ok) return reply.redirect('/team?done=limits', 303)
    const props = await readProps(request)
    const form = emptyForm<LimitsForm>(read.value)
    return reply.page(<LimitsPage {...props} version={props.team.version} form={form} changed />, 409)
  })
}

function addIntakeRoutes(app: FastifyInstance): void {
  app.get('/team/pause', { config }, async (request, reply) => {
    const { team, ...props } = await readProps(request)
    return reply.page(
      <PauseTeamPage {...props} team={team} version={team.version} form={emptyForm<PauseForm>({ ...team.pause })} />,
    )
  })
  app.post('/team/pause', { config }, async (request, reply) => {
    const read = readForm(pauseForm, request.body)
    const version = versionIn(request.body)
    if (!read.ok)
      return reply.page(<PauseTeamPage {...await readProps(request)} form={read.form} version={version} />, 422)
    const decision = await pauseTeam(request.context, teamActor(request.context.actor).teamId, read.value)
    if (decision.ok) return reply.redirect('/team?done=intake', 303)
    const props = await readProps(request)
    const form = emptyForm<PauseForm>(read.value)
    if (decision.reason === 'changed')
      return reply.page(<PauseTeamPage {...props} version={props.team.version} form={form} changed />, 409)
    const wrong = withIssue(form, 'until', ISSUES[decision.reason])
    return reply.page(<PauseTeamPage {...props} version={version} form={wrong} />, 422)
  })
  app.get('/team/opening', { config }, async (request, reply) => {
    const props = await readProps(request)
    if (!props.team.pause) return reply.redirect('/team', 303)
    return reply.page(<OpenTeamPage {...props} version={props.team.version} />)
  })
  app.post('/team/opening', { config }, async (request, reply) => {
    const decision = await openTeam(request.context, teamActor(request.context.actor).teamId, versionIn(request.body))
    if (decision.ok) return reply.redirect('/team?done=intake', 303)
    const props = await readProps(request)
    return reply.page(<OpenTeamPage {...props} version={props.team.version} changed />, 409)
  })
}

const ISSUES: Record<Exclude<PauseRefusal, 'changed'>, string> = {
  'until-past': 'The day must be tomorrow or later',
  'until-far': 'The day must be within a year. Leave it empty if you do not know yet',
}

async function readProps({ context, shell }: FastifyRequest) {
  const team = await context.transaction((tx) => getTeam(tx, teamActor(tx.actor).teamId))
  return { shell, team, today: dayOf(context.now()) }
}
