import type pg from 'pg'
import { instantAt, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { workingDayBefore } from '../load-worry.ts'

/**
 * Everybody who works in Anytown has done so for a while: accounts of two years ago in the order in which they were made, a password of some months ago, and a sign-in
 * of the last working day, ended in the evening. Written by the owner, in the caller's transaction: nobody else may say when it was.
 */
export async function backdateAccounts(client: pg.ClientBase, partnershipId: Id, today: Day): Promise<void> {
  const on = workingDayBefore(today)
  await client.query(
    `update access.partnership set created_at = created_at - interval '731 days' where id = $1 and created_at > $2`,
    [partnershipId, instantAt(on, 0)],
  )
  await client.query(
    `update access.account set created_at = created_at - interval '730 days',
       password_changed_at = password_changed_at - make_interval(days => 40 + mod(abs(hashtext(name)), 300))
     where partnership_id = $1 and demo and created_at > $2`,
    [partnershipId, instantAt(on, 0)],
  )
  await client.query(
    `insert into access.sign_in (partnership_id, id, token_hash, account_id, second_factor_at, created_at, last_seen_at, ended_at)
     select a.partnership_id, gen_random_uuid(), sha256(convert_to(gen_random_uuid()::text, 'utf8')), a.id, came, came, $3, $3
     from access.account a
     cross join lateral (select $2::timestamptz + make_interval(mins => mod(abs(hashtext(a.email)), 90)) as came) c
     where a.partnership_id = $1 and a.demo and not exists (
       select from access.sign_in s where s.partnership_id = a.partnership_id and s.account_id = a.id)`,
    [partnershipId, instantAt(on, 8 * 60 + 15), instantAt(on, 16 * 60 + 50)],
  )
}
