import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { Load } from './caseload.rules.ts'

/**
 * What each worker of a team has in hand, by account; who has nothing is not in it. `practiceCode`: whose people to count
 * apart, so that one practice keeps to few faces. One statement.
 */
export async function listLoads(tx: Tx, teamId: Id, practiceCode: string): Promise<ReadonlyMap<Id, Load>> {
  const yearAgo = new Date(tx.now().getTime() - 365 * 86_400_000)
  const rows = await tx.read(
    db
      .selectFrom('support.episode as e')
      .select('e.worker_account_id as worker')
      .select([
        sql<number>`count(*) filter (where e.status <> 'closed')`.as('open'),
        sql<number>`count(*) filter (where e.opened_at > ${yearAgo})`.as('inYear'),
        // Only those that are open are looked up: a team has few, and its closed ones run into thousands.
        sql<number>`count(*) filter (where case when e.status <> 'closed' then exists (select from people.person p
          where p.partnership_id = e.partnership_id and p.id = e.person_id and p.practice_code = ${practiceCode}) else false end)`.as(
          'samePractice',
        ),
      ])
      .where('e.team_id', '=', teamId)
      .where('e.worker_account_id', 'is not', null)
      .where((eb) => eb.or([eb('e.status', '<>', 'closed'), eb('e.opened_at', '>', yearAgo)]))
      .groupBy('e.worker_account_id'),
  )
  return new Map(rows.map(({ worker, ...load }) => [worker!, load]))
}
