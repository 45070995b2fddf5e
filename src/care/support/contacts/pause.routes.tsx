import type { FastifyInstance } from 'fastify'
import { INBOX_POLICY, versionIn } from '#care/referrals/index.ts'
import { emptyForm, readForm, withIssue } from '#platform/forms.ts'
import { EPISODE_WORDS } from '../episode.rules.ts'
import { pauseForm, type PauseForm } from './contact.forms.ts'
import type { PauseRefusal } from './contact.rules.ts'
import { NotNowPage } from './episode-aside.pages.tsx'
import { openEpisode } from './open-episode.ts'
import { PausePage, ResumePage } from './pause.pages.tsx'
import { pauseEpisode, resumeEpisode } from './pause-episode.ts'

const config = { policy: INBOX_POLICY }
type ById = { Params: { id: string } }

/** Letting an episode rest, and going on. */
export function addPauseRoutes(app: FastifyInstance): void {
  app.get<ById>('/episodes/:id/pause', { config }, async (request, reply) => {
    const opened = await openEpisode(request)
    if (opened.episode.status !== 'active')
      return reply.page(<NotNowPage shell={request.shell} opened={opened} title={NOT_ACTIVE} />, 409)
    return reply.page(
      <PausePage
        shell={request.shell}
        opened={opened}
        version={opened.episode.version}
        form={emptyForm<PauseForm>()}
      />,
    )
  })
  app.post<ById>('/episodes/:id/pause', { config }, async (request, reply) => {
    const { context, params, body, shell } = request
    const read = readForm(pauseForm, body)
    if (!read.ok)
      return reply.page(
        <PausePage shell={shell} opened={await openEpisode(request)} version={versionIn(body)} form={read.form} />,
        422,
      )
    const decision = await pauseEpisode(context, params.id, read.value)
    if (decision.ok) return reply.redirect(`/today?done=${params.id}`, 303)
    const opened = await openEpisode(request)
    const form = emptyForm<PauseForm>(read.value)
    if (decision.reason === 'not-active')
      return reply.page(<NotNowPage shell={shell} opened={opened} title={NOT_ACTIVE} typed={read.value.note} />, 409)
    if (decision.reason === 'changed') {
      const latest = `${EPISODE_WORDS[opened.episode.status]}. Somebody wrote something down meanwhile.`
      return reply.page(
        <PausePage shell={shell} opened={opened} version={opened.episode.version} latest={latest} form={form} />,
        409,
      )
    }
    return reply.page(
      <PausePage
        shell={shell}
        opened={opened}
        version={read.value.version}
        form={withIssue(form, 'until', ISSUES[decision.reason])}
      />,
      422,
    )
  })
  app.get<ById>('/episodes/:id/resumption', { config }, async (request, reply) => {
    const opened = await openEpisode(request)
    if (opened.episode.status !== 'paused')
      return reply.page(<NotNowPage shell={request.shell} opened={opened} title={NOT_PAUSED} />, 409)
    return reply.page(<ResumePage shell={request.shell} opened={opened} />)
  })
  app.post<ById>('/episodes/:id/resumption', { config }, async (request, reply) => {
    const decision = await resumeEpisode(request.context, request.params.id)
    if (decision.ok) return reply.redirect(`/today?done=${request.params.id}`, 303)
    return reply.page(<NotNowPage shell={request.shell} opened={await openEpisode(request)} title={NOT_PAUSED} />, 409)
  })
}

const NOT_ACTIVE = 'Only work that is going on can rest'
const NOT_PAUSED = 'This work does not rest, so there is nothing to go on with'

const ISSUES: Record<Exclude<PauseRefusal, 'not-active' | 'changed'>, string> = {
  'until-past': 'The day must be tomorrow or later',
  'until-far': 'The day must be within half a year',
}
