import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import { prepared } from '#platform/database/prepared.ts'
import type { Id } from '#platform/ids.ts'

export type InvolvementReason = 'referrer' | 'team' | 'provider' | 'practice'

/** Why an organisation may see a person; what each reason opens is said in people.opens_record and CONTRACT §1. */
export interface Involvement {
  personId: Id
  organisationId: Id
  /** With the reason "team" always, with no other. */
  teamId?: Id | null
  reason: InvolvementReason
  until?: Date | null
}

/** Opens sight of a person. One that had ended begins again; one that runs is never made shorter. */
export const saveInvolvement = (tx: Tx, involvement: Involvement): void => saveInvolvements(tx, [involvement])

/** The same for many, in one statement. */
export function saveInvolvements(tx: Tx, list: readonly Involvement[]): void {
  const rows = list.map((i) => ({
    person: i.personId,
    organisation: i.organisationId,
    team: i.teamId ?? null,
    reason: i.reason,
    until: i.until ?? null,
  }))
  tx.save(involve(JSON.stringify(rows)))
}

const involve = prepared((rows: string) =>
  db.selectNoFrom((eb) => eb.fn<null>('people.involve', [sql`${rows}::jsonb`]).as('done')),
)

/** Ends sight of a person from an instant on. The row stays: why somebody could see is part of the record. */
export function endInvolvement(tx: Tx, ended: Omit<Involvement, 'until'>, at: Date): void {
  const { personId, organisationId, teamId = null, reason } = ended
  const values = [personId, organisationId, teamId, reason, at]
  tx.save(
    db.selectNoFrom((eb) =>
      eb
        .fn<null>(
          'people.end_involvement',
          values.map((value) => eb.val(value)),
        )
        .as('done'),
    ),
  )
}

/** Why the caller's own organisation may see a person, past reasons too. Nobody else's reasons can be read. */
export const listInvolvements = (tx: Tx, personId: Id) =>
  tx.read(
    db
      .selectFrom('people.involvement')
      .select(['reason', 'team_id as teamId', 'since', 'until'])
      .where('person_id', '=', personId)
      .orderBy('since'),
  )
