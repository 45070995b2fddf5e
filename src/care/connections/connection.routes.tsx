import type { FastifyInstance } from 'fastify'
import type { Tx } from '#platform/database/database.ts'
import type { Services } from '#platform/services.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { openEpisodeRecord } from '#care/support/index.ts'
import type { Id } from '#platform/ids.ts'
import { isNeed, type Need } from '#registers/directory/index.ts'
import type { Person } from '#registers/people/index.ts'
import { addStepRoutes } from './step.routes.tsx'
import { addAgreementRoutes } from './agreement.routes.tsx'
import { ConnectionListPage } from './connection-list.pages.tsx'
import { ConnectionPage } from './connection.pages.tsx'
import { CONNECTION_POLICY } from './connection.policy.ts'
import { listConnections, type Connection } from './connection.queries.ts'
import { isOpen, needsAnother } from './connection.rules.ts'
import { openConnection, type ById } from './open-connection.ts'
import { findSuggestions, type Suggested } from './suggestions/find-suggestions.ts'
import { readLooking } from './suggestions/looking.rules.ts'

const config = { policy: CONNECTION_POLICY }
type OfEpisode = { Params: { episodeId: string } }

/** The team's side: all connections of somebody, one of them, and each step that a worker takes. */
export function addTeamConnectionRoutes(app: FastifyInstance, services: Services): void {
  app.get<OfEpisode>('/episodes/:episodeId/connections', { config }, async ({ context, params, shell }, reply) => {
    const props = await context.transaction((tx) => readList(tx, params.episodeId))
    return reply.page(<ConnectionListPage shell={shell} {...props} />)
  })
  app.get<ById>('/connections/:id', { config }, async (request, reply) => {
    const { connection, record } = await openConnection(request)
    const { context, shell } = request
    const names = await context.transaction((tx) => listStaffNames(tx, staffIn(connection)))
    return reply.page(<ConnectionPage {...{ shell, record, connection, names }} now={context.now()} />)
  })
  addAgreementRoutes(app, services)
  addStepRoutes(app, services)
}

/** So many others are named beside a no. */
const INSTEAD = 3

async function readList(tx: Tx, episodeId: string) {
  const record = await openEpisodeRecord(tx, episodeId, 'connections')
  const { episode, person } = record
  const connections = await listConnections(tx, episode.id)
  const lost = episode.status === 'closed' ? undefined : lostLast(connections)
  return {
    record,
    episodeId: episode.id,
    closed: episode.status === 'closed',
    connections,
    another: lost
      ? { connection: lost, instead: await listInstead(tx, episode.reasons.filter(isNeed), person, lost) }
      : null,
  }
}

/** The newest connection that came to nothing and that nothing else for the same need has followed. */
const lostLast = (connections: readonly Connection[]): Connection | undefined =>
  connections.find(
    (one) => needsAnother(one.status) && !connections.some((other) => other.need === one.need && isOpen(other.status)),
  )

async function listInstead(
  tx: Tx,
  needs: readonly Need[],
  person: Person,
  { need, serviceId }: Connection,
): Promise<Suggested[]> {
  const { list } = await findSuggestions(tx, person, needs, readLooking({ need }, null))
  return list.filter(({ id, full }) => id !== serviceId && !full).slice(0, INSTEAD)
}

const staffIn = ({ events }: Connection): Id[] => [...new Set(events.flatMap(({ recordedBy }) => recordedBy ?? []))]
