import type { FastifyInstance } from 'fastify'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import type { Services } from '#platform/services.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson, nameOf, type Person } from '#registers/people/index.ts'
import { addStepRoutes } from './step.routes.tsx'
import { addAgreementRoutes } from './agreement.routes.tsx'
import { ConnectionListPage } from './connection-list.pages.tsx'
import { ConnectionPage } from './connection.pages.tsx'
import { CONNECTION_POLICY } from './connection.policy.ts'
import { getConnection, listConnections, type Connection } from './connection.queries.ts'
import { isOpen, needsAnother } from './connection.rules.ts'
import { getEpisode, type ConnectedEpisode } from './episode.queries.ts'
import { findSuggestions, type Suggested } from './suggestions/find-suggestions.ts'
import { readLooking } from './suggestions/looking.rules.ts'

const config = { policy: CONNECTION_POLICY }
type OfEpisode = { Params: { episodeId: string } }
type ById = { Params: { id: string } }

/** The team's side: all connections of somebody, one of them, and each step that a worker takes. */
export function addTeamConnectionRoutes(app: FastifyInstance, services: Services): void {
  app.get<OfEpisode>('/episodes/:episodeId/connections', { config }, async ({ context, params, shell }, reply) => {
    const props = await context.transaction((tx) => readList(tx, params.episodeId))
    return reply.page(<ConnectionListPage shell={shell} {...props} />)
  })
  app.get<ById>('/connections/:id', { config }, async ({ context, params, shell }, reply) => {
    const props = await context.transaction((tx) => readOne(tx, params.id))
    return reply.page(<ConnectionPage shell={shell} {...props} />)
  })
  addAgreementRoutes(app, services)
  addStepRoutes(app, services)
}

/** So many others are named beside a no. */
const INSTEAD = 3

async function readList(tx: Tx, episodeId: string) {
  const episode = await getEpisode(tx, episodeId)
  const [person, connections] = await Promise.all([getPerson(tx, episode.personId), listConnections(tx, episode.id)])
  journal(tx, 'connection.listed', {
    subjectId: episode.id,
    personId: person.id,
    detail: { count: connections.length },
  })
  const lost = episode.status === 'closed' ? undefined : lostLast(connections)
  return {
    episodeId: episode.id,
    personId: person.id,
    personName: nameOf(person),
    closed: episode.status === 'closed',
    connections,
    another: lost ? { connection: lost, instead: await listInstead(tx, episode, person, lost) } : null,
    today: dayOf(tx.now()),
  }
}

/** The newest connection that came to nothing and that nothing else for the same need has followed. */
const lostLast = (connections: readonly Connection[]): Connection | undefined =>
  connections.find(
    (one) => needsAnother(one.status) && !connections.some((other) => other.need === one.need && isOpen(other.status)),
  )

async function listInstead(
  tx: Tx,
  episode: ConnectedEpisode,
  person: Person,
  { need, serviceId }: Connection,
): Promise<Suggested[]> {
  const { list } = await findSuggestions(tx, person, episode.needs, readLooking({ need }, null))
  return list.filter(({ id, full }) => id !== serviceId && !full).slice(0, INSTEAD)
}

async function readOne(tx: Tx, id: string) {
  const connection = await getConnection(tx, id)
  const staff = connection.events.flatMap(({ recordedBy }) => recordedBy ?? [])
  const [person, names] = await Promise.all([
    getPerson(tx, connection.personId),
    listStaffNames(tx, [...new Set(staff)]),
  ])
  journal(tx, 'connection.viewed', { subjectId: connection.id, personId: person.id })
  return { connection, personName: nameOf(person), names, today: dayOf(tx.now()) }
}
