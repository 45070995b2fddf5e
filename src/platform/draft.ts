import { decrypt, encrypt, type Keys } from './crypto.ts'
import { db, type Tx } from './database/database.ts'
import { actorId } from './context.ts'
import { newId, type Id } from './ids.ts'
import type { Job } from './jobs.ts'
import type { Services } from './services.ts'

/** What was typed so far, by field name. */
export type DraftValues = Record<string, unknown>

export interface Draft {
  id: Id
  version: number
  values: DraftValues
  updatedAt: Date
}

const KEPT_DAYS = 28 // CONTRACT: a draft is kept for 28 days

/** The draft with this id, if the caller may have it and its time is not over. */
export async function findDraft(tx: Tx, keys: Keys, form: string, id: Id): Promise<Draft | undefined> {
  const row = await tx.first(
    db
      .selectFrom('platform.draft')
      .select(['id', 'version', 'body', 'updated_at'])
      .where('id', '=', id)
      .where('form', '=', form)
      .where('expires_at', '>', tx.now()),
  )
  return (
    row && {
      id: row.id,
      version: row.version,
      values: JSON.parse(decrypt(keys, row.body)) as DraftValues,
      updatedAt: row.updated_at,
    }
  )
}

/** Keeps what was typed. A draft that somebody not signed in began is theirs who holds its id. Answers the id. */
export function saveDraft(tx: Tx, keys: Keys, form: string, values: DraftValues, id: Id = newId()): Id {
  const body = encrypt(keys, JSON.stringify(values))
  const expires = new Date(tx.now().getTime() + KEPT_DAYS * 86_400_000)
  tx.save(
    db
      .insertInto('platform.draft')
      .values({
        partnership_id: tx.actor.partnershipId,
        id,
        form,
        actor_id: actorId(tx.actor) ?? null,
        body,
        updated_at: tx.now(),
        expires_at: expires,
      })
      .onConflict((on) =>
        on.columns(['partnership_id', 'id']).doUpdateSet((eb) => ({
          body,
          updated_at: tx.now(),
          expires_at: expires,
          version: eb('platform.draft.version', '+', 1),
        })),
      ),
  )
  return id
}

/** Forgets a draft, in the transaction that made something of it. */
export function deleteDraft(tx: Tx, id: Id): void {
  tx.save(db.deleteFrom('platform.draft').where('id', '=', id))
}

/** Every night: drafts whose time is over and answers to requests of the day before are forgotten. */
export const forgetJob = ({ database, clock }: Pick<Services, 'database' | 'clock'>): Job => ({
  name: 'platform.forget',
  every: '40 3 * * *',
  run: async () => void (await database.pool.query('select platform.forget($1)', [clock()])),
})
