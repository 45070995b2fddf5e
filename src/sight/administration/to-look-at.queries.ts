import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

/** A task that came up to the administrator: what it is, whose, and how to name it to the team. Never whom it is about. */
export interface GoneUp {
  id: Id
  kind: string
  teamId: Id | null
  organisationId: Id
  /** The number of the referral, or of their last one to the team; null where there is none. */
  reference: string | null
  dueAt: Date
  wentUpAt: Date | null
}

/** More than this is not listed. */
export const GONE_UP_LIMIT = 100

/** Tasks that nobody did in time and that came up to the administrator, the longest due first, and how many there are. One statement. */
export async function listGoneUp(tx: Tx): Promise<{ tasks: GoneUp[]; total: number }> {
  const rows = await tx.query<Row>('select * from administration.tasks_gone_up($1)', [GONE_UP_LIMIT])
  const tasks = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    teamId: row.team_id,
    organisationId: row.organisation_id,
    reference: row.reference,
    dueAt: row.due_at,
    wentUpAt: row.went_up_at,
  }))
  return { tasks, total: rows[0]?.total ?? 0 }
}

interface Row {
  id: Id
  kind: string
  team_id: Id | null
  organisation_id: Id
  reference: string | null
  due_at: Date
  went_up_at: Date | null
  total: number
}

/** The managers of teams who have access, by team. One statement. */
export async function listManagers(tx: Tx): Promise<ReadonlyMap<Id, string[]>> {
  const rows = await tx.query<{ team: Id; names: string[] }>(MANAGERS, [tx.actor.partnershipId])
  return new Map(rows.map(({ team, names }) => [team, names]))
}

const MANAGERS = `select t.id as team, array_agg(distinct a.name order by a.name) as names
  from teams.team t
  join access.role_held r on r.partnership_id = t.partnership_id and r.organisation_id = t.organisation_id
    and (r.team_id = t.id or r.team_id is null) and r.role = 'team_manager'
  join access.account a on a.partnership_id = r.partnership_id and a.id = r.account_id and a.disabled_at is null
  where t.partnership_id = $1 group by t.id`
