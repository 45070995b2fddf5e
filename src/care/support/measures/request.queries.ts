import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { MeasuredEpisode } from './response.queries.ts'
import type { Point } from './response.rules.ts'

/** A link that is out, waiting for the person. */
export interface OpenRequest {
  measureCode: string
  point: Point
  askedAt: Date
  until: Date
}

/** The links of an episode that the person may still answer. One statement. */
export async function listOpenRequests(tx: Tx, episodeId: Id): Promise<OpenRequest[]> {
  const rows = await tx.read(
    db
      .selectFrom('support.response_request')
      .select(['measure_code', 'point', 'asked_at', 'until'])
      .where('episode_id', '=', episodeId)
      .where('answered_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('until', '>', tx.now())
      .orderBy('asked_at'),
  )
  return rows.map((row) => ({
    measureCode: row.measure_code,
    point: row.point as Point,
    askedAt: row.asked_at,
    until: row.until,
  }))
}

/** Writes down that a person was asked. */
export function saveRequest(
  tx: Tx,
  request: {
    id: Id
    episode: MeasuredEpisode
    measureCode: string
    measureVersion: string
    point: Point
    askedBy: Id
    until: Date
  },
): void {
  tx.save(
    db.insertInto('support.response_request').values({
      partnership_id: tx.actor.partnershipId,
      id: request.id,
      episode_id: request.episode.id,
      person_id: request.episode.personId,
      team_id: request.episode.teamId,
      measure_code: request.measureCode,
      measure_version: request.measureVersion,
      point: request.point,
      asked_by: request.askedBy,
      asked_at: tx.now(),
      until: request.until,
    }),
  )
}

interface Asked {
  measureCode: string
  point: Point
}

/** Holds the open links for a measure at a point; waits for a person who is just sending answers by one of them. */
export const lockRequests = (tx: Tx, episodeId: Id, { measureCode, point }: Asked): Promise<{ id: Id }[]> =>
  tx.read(
    db
      .selectFrom('support.response_request')
      .select('id')
      .where('episode_id', '=', episodeId)
      .where('measure_code', '=', measureCode)
      .where('point', '=', point)
      .where('answered_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .forUpdate(),
  )

/** Takes back the open links for a measure at a point: answered another way, or asked anew. */
export function withdrawRequests(tx: Tx, episodeId: Id, { measureCode, point }: Asked): void {
  tx.save(
    db
      .updateTable('support.response_request')
      .set({ withdrawn_at: tx.now() })
      .where('episode_id', '=', episodeId)
      .where('measure_code', '=', measureCode)
      .where('point', '=', point)
      .where('answered_at', 'is', null)
      .where('withdrawn_at', 'is', null),
  )
}

/** What the holder of a link was asked, and by whom. */
export interface AskedRequest {
  id: Id
  episodeId: Id
  personId: Id
  measureCode: string
  point: Point
  askedBy: Id
  ended: 'answered' | 'withdrawn' | null
  team: { id: Id; organisationId: Id; name: string; telephone: string | null }
}

/** The request that the holder of a link may answer. Throws NotFound. */
export const getAskedRequest = async (tx: Tx, id: Id): Promise<AskedRequest> => askedOf(await tx.first(selectAsked(id)))

/** The same, held until the transaction ends: a second press waits for the first, and then sees that it is answered. */
export const lockAskedRequest = async (tx: Tx, id: Id): Promise<AskedRequest> =>
  askedOf(await tx.first(selectAsked(id).forUpdate('q')))

const selectAsked = (id: Id) =>
  db
    .selectFrom('support.response_request as q')
    .innerJoin('teams.team as t', (on) =>
      on.onRef('t.partnership_id', '=', 'q.partnership_id').onRef('t.id', '=', 'q.team_id'),
    )
    .select([
      'q.id',
      'q.episode_id',
      'q.person_id',
      'q.measure_code',
      'q.point',
      'q.asked_by',
      'q.answered_at',
      'q.withdrawn_at',
    ])
    .select(['t.id as team_id', 't.organisation_id', 't.name', sql<string | null>`t.telephone`.as('telephone')])
    .where('q.id', '=', id)

type AskedRow = Awaited<ReturnType<typeof readAsked>>
const readAsked = (tx: Tx) => tx.first(selectAsked(''))

function askedOf(row: AskedRow): AskedRequest {
  if (!row) throw new NotFound('request')
  return {
    id: row.id,
    episodeId: row.episode_id,
    personId: row.person_id,
    measureCode: row.measure_code,
    point: row.point as Point,
    askedBy: row.asked_by,
    ended: row.answered_at ? 'answered' : row.withdrawn_at ? 'withdrawn' : null,
    team: { id: row.team_id, organisationId: row.organisation_id, name: row.name, telephone: row.telephone },
  }
}

/** Closes the request of a link's holder: it is answered. */
export function saveAnswered(tx: Tx, id: Id): void {
  tx.save(db.updateTable('support.response_request').set({ answered_at: tx.now() }).where('id', '=', id))
}
