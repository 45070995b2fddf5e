import type { FastifyInstance } from 'fastify'
import { INBOX_POLICY } from '#care/referrals/index.ts'
import { readTeam } from './read-team.ts'
import { TeamPage } from './team.pages.tsx'

const config = { policy: INBOX_POLICY }

/** The team's own page: for link workers to read, for their manager with what to change. */
export function addTeamPageRoutes(app: FastifyInstance): void {
  app.get<{ Querystring: { done?: unknown; stuck?: unknown } }>(
    '/team',
    { config },
    async ({ context, shell, query }, reply) => {
      const view = await context.transaction((tx) => readTeam(tx, { allStuck: query.stuck === 'all' }))
      return reply.page(<TeamPage shell={shell} view={view} done={query.done} />)
    },
  )
}
