import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { MeasureLicence } from './licence.rules.ts'

/** Every licence recorded here, the latest first: a handful. One statement. */
export async function listLicences(tx: Tx): Promise<MeasureLicence[]> {
  const rows = await tx.read(
    db
      .selectFrom('support.measure_licence')
      .select(['measure_code', 'starts_on', 'ends_on', 'wording'])
      .orderBy('recorded_at', 'desc'),
  )
  return rows.map((row) => ({
    measureCode: row.measure_code,
    startsOn: row.starts_on as Day,
    endsOn: row.ends_on as Day,
    wording: row.wording,
  }))
}

export interface NewLicence {
  measureCode: string
  measureVersion: string
  holder: string
  reference: string
  startsOn: Day
  endsOn: Day
  wording: string
  wordingHash: Buffer
}

/** Keeps a licence with its words; answers its id. */
export function saveLicence(tx: Tx, licence: NewLicence): Id {
  const id = newId()
  tx.save(
    db.insertInto('support.measure_licence').values({
      partnership_id: tx.actor.partnershipId,
      id,
      measure_code: licence.measureCode,
      measure_version: licence.measureVersion,
      holder: licence.holder,
      reference: licence.reference,
      starts_on: licence.startsOn,
      ends_on: licence.endsOn,
      wording: licence.wording,
      wording_hash: licence.wordingHash,
      recorded_by: tx.actor.kind === 'account' ? tx.actor.accountId : null,
      recorded_at: tx.now(),
    }),
  )
  return id
}
