import type { Tx } from '#platform/database/database.ts'
import { dayOf, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Stage, Talked, Waiting } from './waits.rules.ts'

/** How many of the last first talks a wait is computed from. */
export const LAST_TALKS = 50
/** How many of those who wait are named. */
export const OLDEST = 10

export interface Waits {
  /** The last people who had their first talk, the latest first. */
  talked: Talked[]
  /** How many people wait, by what they wait for; who waits for several things counts once, for what they wait longest. */
  counts: Record<Stage, number>
  oldest: Waiting[]
}

/** How long people waited for a team's first talk and who waits for it now, the longest first. One statement. */
export async function readWaits(tx: Tx, teamId: Id): Promise<Waits> {
  const rows = await tx.query<Row>(WAITS, [tx.actor.partnershipId, teamId, LAST_TALKS, OLDEST])
  const [first] = rows
  return {
    talked: (first?.talked ?? []).map(({ since, at }) => ({
      asked: dayOf(new Date(since)),
      talked: dayOf(new Date(at)),
    })),
    counts: { answer: 0, referrer: 0, talk: 0, ...first?.counts },
    oldest: rows.flatMap((row) =>
      row.id
        ? {
            stage: row.stage!,
            id: row.id,
            personId: row.person_id!,
            since: dayOf(row.since!),
            nextDate: row.next_date!,
            ownerId: row.owner_id,
            owner: row.owner,
          }
        : [],
    ),
  }
}

// Who came back without a referral waits from the day on which the work opened again.
const WAITS = `with waiting as (
  select case r.status when 'questioned' then 'referrer' else 'answer' end as stage, r.id, r.person_id, r.received_at as since,
    r.next_date, r.owner_account_id as owner_id
  from referrals.referral r where r.partnership_id = $1 and r.team_id = $2 and r.status in ('received', 'questioned')
  union all
  select 'talk', e.id, e.person_id, coalesce(r.received_at, e.opened_at), e.next_date, e.worker_account_id
  from support.episode e left join referrals.referral r on r.partnership_id = e.partnership_id and r.id = e.referral_id
  where e.partnership_id = $1 and e.team_id = $2 and e.status = 'waiting'),
talked as (
  select coalesce(r.received_at, e.opened_at) as since, s.started_at as at
  from support.start s
  join support.episode e on e.partnership_id = s.partnership_id and e.id = s.episode_id
  left join referrals.referral r on r.partnership_id = e.partnership_id and r.id = e.referral_id
  where s.partnership_id = $1 and e.team_id = $2 order by s.started_at desc limit $3)
select (select jsonb_object_agg(stage, count) from (select stage, count(*) from (
    select distinct on (person_id) stage from waiting order by person_id, since, id) w group by stage) c) as counts,
  (select jsonb_agg(to_jsonb(t)) from talked t) as talked, w.*
from (select 1) one left join lateral (
  select o.*, a.name as owner from waiting o
  left join access.account a on a.partnership_id = $1 and a.id = o.owner_id
  order by o.since, o.id limit $4) w on true order by w.since, w.id`

interface Row {
  counts: Partial<Record<Stage, number>> | null
  talked: { since: string; at: string }[] | null
  stage: Stage | null
  id: Id | null
  person_id: Id | null
  since: Date | null
  next_date: Day | null
  owner_id: Id | null
  owner: string | null
}
