import type { FastifyInstance } from 'fastify'
import { dayOf } from '#platform/days.ts'
import { listPeople } from '#registers/people/index.ts'
import { listWatched } from './watch.queries.ts'
import { NoTeamPage, WatchPage } from './watch.pages.tsx'

const config = { policy: { roles: ['safeguarding_lead', 'team_manager'] } } as const

/** Where a safeguarding lead begins: about whom there are notes, and which are to be read. What they say is opened with a reason. */
export function addSafeguardingWatchRoutes(app: FastifyInstance): void {
  app.get('/safeguarding', { config }, async ({ context, shell }, reply) => {
    const { actor } = context
    const teamId = actor.kind === 'account' ? actor.teamId : undefined
    if (!teamId) return reply.page(<NoTeamPage shell={shell} />)
    const { watched, people } = await context.transaction(async (tx) => {
      const episodes = await listWatched(tx, teamId)
      const ids = [...new Set(episodes.map(({ personId }) => personId))]
      return { watched: episodes, people: new Map((await listPeople(tx, ids)).map((one) => [one.id, one])) }
    })
    return reply.page(<WatchPage shell={shell} watched={watched} people={people} today={dayOf(context.now())} />)
  })
}
