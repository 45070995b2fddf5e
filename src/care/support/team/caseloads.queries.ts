import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { NO_LOAD, type Load } from '../caseload.rules.ts'

export interface Caseload {
  roles: string[]
  load: Load
}

/** What each account has in hand in a team and which roles it holds there; who has and holds nothing is not in it. One statement. */
export async function listCaseloads(tx: Tx, teamId: Id, organisationId: Id): Promise<ReadonlyMap<Id, Caseload>> {
  const yearAgo = new Date(tx.now().getTime() - 365 * 86_400_000)
  const rows = await tx.query<{ id: Id; roles: string[]; open: number; in_year: number }>(CASELOADS, [
    tx.actor.partnershipId,
    teamId,
    organisationId,
    yearAgo,
  ])
  return new Map(
    rows.map(({ id, roles, open, in_year: inYear }) => [id, { roles, load: { ...NO_LOAD, open, inYear } }]),
  )
}

const CASELOADS = `with held as (
  select account_id, array_agg(distinct role) as roles from access.role_held
  where partnership_id = $1 and organisation_id = $3 and (team_id = $2 or team_id is null) group by account_id),
loads as (
  select worker_account_id, count(*) filter (where status <> 'closed') as open, count(*) filter (where opened_at > $4) as in_year
  from support.episode
  where partnership_id = $1 and team_id = $2 and worker_account_id is not null and (status <> 'closed' or opened_at > $4)
  group by worker_account_id)
select coalesce(h.account_id, l.worker_account_id) as id, coalesce(h.roles, '{}') as roles, coalesce(l.open, 0) as open,
  coalesce(l.in_year, 0) as in_year
from held h full join loads l on l.worker_account_id = h.account_id`
