import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { WorkerLoad } from './caseload.rules.ts'

/**
 * What each account has in hand in a team and which roles it holds there; who has and holds nothing is not in it.
 * `practiceCode`: whose people to count apart, so that one practice keeps to few faces; null: nobody's. One statement.
 */
export async function listLoads(tx: Tx, teamId: Id, practiceCode: string | null): Promise<ReadonlyMap<Id, WorkerLoad>> {
  const yearAgo = new Date(tx.now().getTime() - 365 * 86_400_000)
  const values = [tx.actor.partnershipId, teamId, yearAgo, practiceCode]
  const rows = await tx.query<WorkerLoad & { worker: Id }>(LOADS, values)
  return new Map(rows.map(({ worker, ...load }) => [worker, load]))
}

// Only those that are open are looked up by practice: a team has few, and its closed ones run into thousands.
const LOADS = `with held as (
  select h.account_id, array_agg(distinct h.role) as roles from access.role_held h
  join teams.team t on t.partnership_id = h.partnership_id and t.organisation_id = h.organisation_id
  where t.partnership_id = $1 and t.id = $2 and (h.team_id = t.id or h.team_id is null) group by h.account_id),
loads as (
  select e.worker_account_id, count(*) filter (where e.status <> 'closed') as open, count(*) filter (where e.opened_at > $3) as in_year,
    count(*) filter (where case when e.status <> 'closed' then exists (select from people.person p
      where p.partnership_id = e.partnership_id and p.id = e.person_id and p.practice_code = $4) else false end) as same_practice
  from support.episode e
  where e.partnership_id = $1 and e.team_id = $2 and e.worker_account_id is not null and (e.status <> 'closed' or e.opened_at > $3)
  group by e.worker_account_id)
select coalesce(h.account_id, l.worker_account_id) as worker, coalesce(h.roles, '{}') as roles, coalesce(l.open, 0) as open,
  coalesce(l.in_year, 0) as "inYear", coalesce(l.same_practice, 0) as "samePractice"
from held h full join loads l on l.worker_account_id = h.account_id`
