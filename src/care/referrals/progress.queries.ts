import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { EndReason, Progress } from './progress.rules.ts'

/**
 * Writes down, for whoever asked, how the work goes that a referral led to; in the transaction of the module that does the
 * work, which writes the journal. What a referral looks like to its sender changes with it, so its version goes up.
 */
export function recordProgress(tx: Tx, referralId: Id, progress: Progress): void {
  const end = progress.stage === 'closed' ? progress : undefined
  tx.add('referrals.progress', {
    partnership_id: tx.actor.partnershipId,
    id: newId(),
    referral_id: referralId,
    stage: progress.stage,
    at: progress.at,
    end_reason: end?.reason ?? null,
    letter_id: end?.letterId ?? null,
  })
  tx.save(
    db
      .updateTable('referrals.referral')
      .set({ version: sql`version + 1` })
      .where('id', '=', referralId),
  )
}

/** As the database gives it inside another row. */
export interface ProgressRow {
  stage: Progress['stage']
  at: string
  reason: EndReason | null
  letterId: Id | null
}

/** All of it for the referral `r` of a query, the earliest first; the end is last whenever it came. */
export const selectProgress = sql<
  ProgressRow[]
>`(select coalesce(jsonb_agg(jsonb_build_object('stage', w.stage, 'at', w.at,
  'reason', w.end_reason, 'letterId', w.letter_id) order by w.stage = 'closed', w.at, w.id), '[]')
  from referrals.progress w where w.partnership_id = r.partnership_id and w.referral_id = r.id)`

export const progressOf = (rows: readonly ProgressRow[]): Progress[] =>
  rows.map(({ stage, at, reason, letterId }) =>
    stage === 'closed' ? { stage, at: new Date(at), reason: reason!, letterId } : { stage, at: new Date(at) },
  )
