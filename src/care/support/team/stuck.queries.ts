import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { dayTask, withRecord, type DayTask, type DayTaskRow } from '../today/day-task.queries.ts'

/** A task that is late or went up to the next role. */
export interface StuckTask extends DayTask {
  /** Who has it by name. */
  accountName: string | null
}

/** More than these are not counted one by one. */
export const STUCK_LIMIT = 200

/** The open tasks of a team that were due before an instant, or went up, the longest late first. One statement. */
export async function listStuckTasks(tx: Tx, teamId: Id, before: Date): Promise<StuckTask[]> {
  const values = [tx.actor.partnershipId, teamId, before, STUCK_LIMIT]
  const rows = await tx.query<DayTaskRow & { account_name: string | null }>(STUCK_TASKS, values)
  return rows.map((row) => ({ ...dayTask(row), accountName: row.account_name }))
}

const STUCK_TASKS = `with stuck as (
  select t.* from tasks.task t
  where t.partnership_id = $1 and t.team_id = $2 and t.status = 'open' and (t.due_at < $3 or t.escalated_at is not null)
  order by t.due_at limit $4)
select d.*, a.name as account_name from (${withRecord('stuck')}) d
left join access.account a on a.partnership_id = $1 and a.id = d.account_id
order by d.due_at, d.id`
