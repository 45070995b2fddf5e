import { statusCheck } from '#platform/status-check.ts'
import type { Id } from '#platform/ids.ts'
import { statusesFrom, type ReferralFacts } from './referral.rules.ts'

/** Referrals beside their rows of fact, for the nightly comparison. */
export const REFERRAL_STATUSES = statusCheck<{ id: Id; status: string } & ReferralFacts>(
  'referral',
  `select r.id, r.status, a.referral_id is not null as accepted, d.referral_id is not null as declined,
     w.referral_id is not null as withdrawn,
     exists (select from referrals.question q where q.partnership_id = r.partnership_id and q.referral_id = r.id and q.answered_at is null) as asked
   from referrals.referral r
   left join referrals.acceptance a on a.partnership_id = r.partnership_id and a.referral_id = r.id
   left join referrals.decline d on d.partnership_id = r.partnership_id and d.referral_id = r.id
   left join referrals.withdrawal w on w.partnership_id = r.partnership_id and w.referral_id = r.id
   where r.partnership_id = $1 and r.id > $2 order by r.id limit $3`,
  statusesFrom,
)
