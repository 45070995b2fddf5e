import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { ConnectionStatus, SharedField } from './connection.rules.ts'
import { EVENT_KINDS, type ConnectionEvent, type EventKind } from './event.rules.ts'

/** Where the kind of an event `e` stands in a connection's life: decides between two of the same instant. */
export const LIFE_ORDER = sql`array_position(${sql.val([...EVENT_KINDS])}::text[], e.kind)`

/** A connection with everything that happened to it, as its team sees it. */
export interface Connection {
  id: Id
  episodeId: Id
  personId: Id
  serviceId: Id
  service: string
  provider: string | null
  need: string
  status: ConnectionStatus
  version: number
  shared: SharedField[]
  helps: string | null
  /** In order of time. */
  events: ConnectionEvent[]
}

/** A connection of the caller's team. Throws NotFound for another team's as for none. One statement. */
export async function getConnection(tx: Tx, id: string): Promise<Connection> {
  const row = isId(id)
    ? await tx.first(selectConnections(teamActor(tx.actor).teamId).where('c.id', '=', id))
    : undefined
  if (!row) throw new NotFound('connection')
  return connectionOf(row)
}

/** All connections of an episode of the caller's team, what is open first, the newest before the older. One statement. */
export const listConnections = async (tx: Tx, episodeId: Id): Promise<Connection[]> =>
  (
    await tx.read(
      selectConnections(teamActor(tx.actor).teamId)
        .where('c.episode_id', '=', episodeId)
        .orderBy(sql`c.status in ('declined', 'unanswered', 'withdrawn', 'ended')`)
        .orderBy('c.proposed_at', 'desc')
        .orderBy('c.id'),
    )
  ).map(connectionOf)

const selectConnections = (teamId: Id) =>
  db
    .selectFrom('connections.connection as c')
    .innerJoin('directory.service as s', (on) =>
      on.onRef('s.partnership_id', '=', 'c.partnership_id').onRef('s.id', '=', 'c.service_id'),
    )
    .leftJoin('access.organisation as o', (on) =>
      on.onRef('o.partnership_id', '=', 'c.partnership_id').onRef('o.id', '=', 'c.provider_id'),
    )
    .select([
      'c.id',
      'c.episode_id as episodeId',
      'c.person_id as personId',
      'c.service_id as serviceId',
      's.name as service',
    ])
    .select(['o.name as provider', 'c.need', 'c.status', 'c.version', 'c.shared', 'c.helps'])
    .select((connection) =>
      jsonArrayFrom(
        connection
          .selectFrom('connections.event as e')
          .whereRef('e.partnership_id', '=', 'c.partnership_id')
          .whereRef('e.connection_id', '=', 'c.id')
          .orderBy('e.at')
          .orderBy(LIFE_ORDER)
          .select([
            'e.at',
            'e.kind',
            'e.code',
            'e.words',
            'e.day',
            'e.recorded_by as recordedBy',
            'e.came_by as cameBy',
          ]),
      ).as('events'),
    )
    .where('c.team_id', '=', teamId)

type Row = Awaited<ReturnType<typeof readRows>>[number]
const readRows = (tx: Tx) => tx.read(selectConnections(''))

const connectionOf = (row: Row): Connection => ({
  ...row,
  status: row.status as ConnectionStatus,
  shared: row.shared as SharedField[],
  events: row.events.map((event) => ({
    at: new Date(event.at!),
    kind: event.kind as EventKind,
    code: event.code,
    words: event.words,
    day: event.day as Day | null,
    recordedBy: event.recordedBy,
    byGroup: event.cameBy === 'link' || event.cameBy === 'provider',
  })),
})
