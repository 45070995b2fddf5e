import type { FastifyInstance } from 'fastify'
import { dayOf } from '#platform/days.ts'
import type { Services } from '#platform/services.ts'
import { searchPractices } from '#foundations/geography/index.ts'
import { findLinkWorker } from './find-link-worker.ts'
import { LinkWorkerAnswerPage, LinkWorkersPage } from './link-worker.pages.tsx'
import { addTeamSettingsRoutes } from './settings/settings.routes.tsx'
import type { TeamLinks } from './team-links.type.ts'

/** Finding the link worker, suggestions for any field that asks for a GP practice, and what a manager sets. `links`: where a team's page leads on. */
export function addTeamRoutes(app: FastifyInstance, { clock }: Pick<Services, 'clock'>, links: TeamLinks = {}): void {
  app.get<{ Querystring: Record<string, unknown> }>(
    '/link-workers',
    { config: { policy: 'public' } },
    async (request, reply) => {
      const { shell, context, query } = request
      const asked = ['q', 'practice', 'pcn', 'postcode'].map((name) => wordsOf(query[name])).find(Boolean)
      if (!asked) return reply.page(<LinkWorkersPage shell={shell} />)
      const answer = await context.transaction((tx) => findLinkWorker(tx, asked))
      return reply.page(<LinkWorkerAnswerPage {...{ shell, answer, links }} today={dayOf(clock())} />)
    },
  )
  addTeamSettingsRoutes(app)
  app.get<{ Querystring: Record<string, unknown> }>(
    '/practices/suggest',
    { config: { policy: 'public' } },
    async (request, reply) => {
      const words = wordsOf(request.query.q)
      const practices = await request.context.transaction((tx) => searchPractices(tx, words, SUGGESTIONS))
      return reply.header('cache-control', 'no-store').send(
        practices.map(({ name, code, address, postcode }) => ({
          value: `${name} (${code})`,
          text: name,
          hint: [address, postcode].filter(Boolean).join(', '),
        })),
      )
    },
  )
}

const SUGGESTIONS = 8

/** Asked twice under one name, the first counts. PostgreSQL takes no NUL character. */
function wordsOf(typed: unknown): string {
  const one: unknown = Array.isArray(typed) ? typed[0] : typed
  return typeof one === 'string' ? one.replaceAll('\0', '').trim().slice(0, 200) : ''
}
