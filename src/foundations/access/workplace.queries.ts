import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

/** For whom an account works: an organisation, or a team of it, and what it is there. */
export interface Workplace {
  organisationId: Id
  organisationName: string
  teamId: Id | null
  roles: readonly string[]
}

/** The workplaces of an account, in the order in which it got them. A role in the organisation as a whole counts in each of its teams. */
export async function listWorkplaces(tx: Tx, accountId: Id): Promise<Workplace[]> {
  const rows = await tx.read(
    db
      .selectFrom('access.role_held as r')
      .innerJoin('access.organisation as o', (on) =>
        on.onRef('o.partnership_id', '=', 'r.partnership_id').onRef('o.id', '=', 'r.organisation_id'),
      )
      .select([
        'r.organisation_id',
        'o.name',
        'r.team_id',
        sql<string[]>`array_agg(r.role order by r.role)`.as('roles'),
      ])
      .where('r.partnership_id', '=', tx.actor.partnershipId)
      .where('r.account_id', '=', accountId)
      .groupBy(['r.organisation_id', 'o.name', 'r.team_id'])
      .orderBy((b) => b.fn.min('r.created_at'))
      .orderBy('o.name')
      .orderBy('r.team_id'),
  )
  const whole = new Map(rows.filter((row) => row.team_id === null).map((row) => [row.organisation_id, row.roles]))
  const withTeam = new Set(rows.filter((row) => row.team_id !== null).map((row) => row.organisation_id))
  return rows
    .filter((row) => row.team_id !== null || !withTeam.has(row.organisation_id))
    .map((row) => ({
      organisationId: row.organisation_id,
      organisationName: row.name,
      teamId: row.team_id,
      roles: [...new Set([...row.roles, ...(whole.get(row.organisation_id) ?? [])])],
    }))
}
