import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import { organisationOf } from '#platform/context.ts'
import type { Id } from '#platform/ids.ts'
import type { ReferralRequest } from '../referral-request.ts'

export interface SentBefore {
  id: Id
  reference: string
  receivedAt: Date
}

/**
 * An open referral that the sender's own organisation sent for somebody of this name and birth date. It looks at what the
 * organisation itself wrote and at nothing else: whether a person is known to anybody is not its to learn. `form`: the
 * sending that is under way, which must not find itself when it is sent twice.
 */
export const findSentBefore = (
  tx: Tx,
  { person }: ReferralRequest,
  sender: Id,
  form: Id,
): Promise<SentBefore | undefined> =>
  tx.first(
    db
      .selectFrom('referrals.referral as r')
      .select(['r.id', 'r.reference', 'r.received_at as receivedAt'])
      .where('r.partnership_id', '=', tx.actor.partnershipId)
      .where('r.referrer_organisation_id', '=', organisationOf(tx.actor) ?? null)
      .where('r.status', 'in', ['received', 'questioned'])
      .where(sql`r.details->'person'->>'birth_date'`, '=', person.birthDate)
      .where(sql`lower(r.details->'person'->>'family_name')`, '=', person.familyName.toLowerCase())
      .where(sql`lower(r.details->'person'->>'given_name')`, '=', person.givenName.toLowerCase())
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('platform.idempotency_key as k')
              .select('k.key')
              .where('k.owner_id', '=', sender)
              .where('k.key', '=', form),
          ),
        ),
      )
      .limit(1),
  )
