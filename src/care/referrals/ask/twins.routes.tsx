import type { FastifyInstance } from 'fastify'
import { listTeams } from '#registers/teams/index.ts'
import { AskPaperPage, AskScriptPage } from './ask-twins.pages.tsx'
import type { AskFlow } from './ask-facts.ts'

/** The same questions on paper for everybody, and as a telephone script for staff. */
export function addTwinRoutes(app: FastifyInstance, ask: AskFlow): void {
  app.get(`${ask.flow.path}/print`, { config: { policy: 'public' } }, async ({ shell, context }, reply) =>
    reply.page(<AskPaperPage {...{ shell, ask }} teams={await context.transaction(listTeams)} />),
  )
  app.get(`${ask.flow.path}/script`, { config: { policy: 'signed-in' } }, ({ shell }, reply) =>
    reply.page(<AskScriptPage {...{ shell, ask }} />),
  )
}
