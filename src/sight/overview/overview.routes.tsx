import type { FastifyInstance } from 'fastify'
import { dayOf } from '#platform/days.ts'
import { countServices } from '#registers/directory/index.ts'
import { listTeams } from '#registers/teams/index.ts'
import { OverviewPage } from './overview.pages.tsx'

const config = { policy: { roles: ['analyst', 'commissioner'] } } as const

/** Where analysts and commissioners begin. */
export function addOverviewRoutes(app: FastifyInstance): void {
  app.get('/overview', { config }, async ({ context, shell }, reply) => {
    const today = dayOf(context.now())
    const [teams, counts] = await context.transaction((tx) => Promise.all([listTeams(tx), countServices(tx, today)]))
    return reply.page(<OverviewPage shell={shell} teams={teams} counts={counts} today={today} />)
  })
}
