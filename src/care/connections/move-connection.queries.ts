import { actorId } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import { actsForGroup } from './connection.policy.ts'
import type { ConnectionStatus } from './connection.rules.ts'

/** A connection while it is being changed, with whoever works with the person. */
export interface LockedConnection {
  id: Id
  personId: Id
  episodeId: Id
  teamId: Id
  /** Of the team. */
  organisationId: Id
  workerId: Id | null
  serviceId: Id
  /** The group's organisation; null where the listing names none. */
  providerId: Id | null
  status: ConnectionStatus
  version: number
}

/**
 * Takes a connection for a change, until the end of the transaction: of two who press at once (a group that answers, a
 * worker who takes it back) the second waits and then sees what the first did. A team's own, a group's own, or any for a
 * job. Throws NotFound for another's as for none.
 */
export async function lockConnection(tx: Tx, id: string): Promise<LockedConnection> {
  const row = isId(id) ? await (actsForGroup(tx.actor) ? lockForGroup(tx, id) : lockForTeam(tx, id)) : undefined
  if (!row) throw new NotFound('connection')
  return {
    id: row.id,
    personId: row.person_id,
    episodeId: row.episode_id,
    teamId: row.team_id,
    organisationId: row.organisation_id,
    workerId: row.worker_account_id,
    serviceId: row.service_id,
    providerId: row.provider_id,
    status: row.status as ConnectionStatus,
    version: row.version,
  }
}

interface Row {
  id: Id
  person_id: Id
  episode_id: Id
  team_id: Id
  organisation_id: Id
  worker_account_id: Id | null
  service_id: Id
  provider_id: Id | null
  status: string
  version: number
}

const lockForGroup = async (tx: Tx, id: Id) =>
  (await tx.query<Row>('select * from connections.lock_for_provider($1)', [id]))[0]

function lockForTeam(tx: Tx, id: Id): Promise<Row | undefined> {
  const row = db
    .selectFrom('connections.connection as c')
    .innerJoin('teams.team as t', (on) =>
      on.onRef('t.partnership_id', '=', 'c.partnership_id').onRef('t.id', '=', 'c.team_id'),
    )
    .innerJoin('support.episode as e', (on) =>
      on.onRef('e.partnership_id', '=', 'c.partnership_id').onRef('e.id', '=', 'c.episode_id'),
    )
    .select([
      'c.id',
      'c.person_id',
      'c.episode_id',
      'c.team_id',
      't.organisation_id',
      'e.worker_account_id',
      'c.service_id',
    ])
    .select(['c.provider_id', 'c.status', 'c.version'])
    .where('c.id', '=', id)
    .forUpdate('c')
  return tx.first(tx.actor.kind === 'job' ? row : row.where('c.team_id', '=', teamActor(tx.actor).teamId))
}

/** Writes where a locked connection stands from now on; its version goes up by one. Answers the new version. */
export function moveConnection(tx: Tx, { id, version }: LockedConnection, status: ConnectionStatus): number {
  if (actsForGroup(tx.actor))
    tx.save(
      db.selectNoFrom(({ fn, val }) =>
        fn<number>('connections.move_for_provider', [val(id), val(version), val(status)]).as('moved'),
      ),
    )
  else
    tx.save(
      db
        .updateTable('connections.connection')
        .set({ status, version: version + 1 })
        .where('id', '=', id),
    )
  return version + 1
}

/** Ends the group's sight of the person from an instant on, unless another connection with the same group runs. */
export function endSight(tx: Tx, connectionId: Id, at: Date): void {
  tx.save(db.selectNoFrom(({ fn, val }) => fn<null>('connections.end_sight', [val(connectionId), val(at)]).as('done')))
}

/** Who wrote a fact down, and for whom: the group by its link, a member of the group who is signed in, or the team. */
export function recorder({ actor }: Tx) {
  const byGroup = actsForGroup(actor)
  if (actor.kind === 'link') return { by: 'link', byGroup, recordedBy: null } as const
  return { by: byGroup ? 'provider' : 'team', byGroup, recordedBy: actorId(actor) ?? null } as const
}
