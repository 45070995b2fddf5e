import { decrypt, type Keys } from '#platform/crypto.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { deleteDraft } from '#platform/draft.ts'
import { actorId } from '#platform/context.ts'
import type { Id } from '#platform/ids.ts'
import { one, type ReferForm } from './refer.forms.ts'

/** The form under which drafts of this screen are kept. */
export const REFER_FORM = 'refer'

export interface OwnDraft {
  id: Id
  /** Whom it is for, as far as it was typed. */
  name: string
  updatedAt: Date
}

/** The referrals that this member of staff began and did not send, the latest first. One statement. */
export const listOwnDrafts = async (tx: Tx, keys: Keys): Promise<OwnDraft[]> =>
  (await readOwnDrafts(tx, keys)).map(({ id, values, updatedAt }) => ({ id, name: nameIn(values), updatedAt }))

async function readOwnDrafts(tx: Tx, keys: Keys) {
  const rows = await tx.read(
    db
      .selectFrom('platform.draft')
      .select(['id', 'body', 'updated_at'])
      .where('form', '=', REFER_FORM)
      .where('actor_id', '=', actorId(tx.actor) ?? null)
      .where('expires_at', '>', tx.now())
      .orderBy('updated_at', 'desc')
      .limit(30),
  )
  return rows.map(({ id, body, updated_at }) => ({
    id,
    values: JSON.parse(decrypt(keys, body)) as ReferForm['values'],
    updatedAt: updated_at,
  }))
}

/** Whether nothing was typed about anybody: what the screen knew itself is no draft. */
export const isEmptyDraft = (values: ReferForm['values']): boolean =>
  Object.entries(values).every(([name, value]) => KNOWN_BEFORE.has(name) || isBlank(value))

const KNOWN_BEFORE = new Set(
  'practice picked team consent_by tell_practice language role profession my_telephone my_email'.split(' '),
)

const isBlank = (value: unknown): boolean =>
  typeof value === 'string' ? !value.trim() : Object.values(value ?? {}).every(isBlank)

/**
 * Forgets what this member of staff kept of somebody who is referred now: drafts with the same name, and no other birth date. One
 * statement to look, one for each that is found.
 */
export async function dropDraftsFor(tx: Tx, keys: Keys, sent: ReferForm['values']): Promise<void> {
  for (const { id, values } of await readOwnDrafts(tx, keys))
    if (isSameName(values, sent) && isSameBirth(values.birth_date, sent.birth_date)) deleteDraft(tx, id)
}

const isSameName = (a: ReferForm['values'], b: ReferForm['values']): boolean =>
  nameIn(a).toLowerCase() === nameIn(b).toLowerCase()

const isSameBirth = (kept: unknown, sent: unknown): boolean => isBlank(kept) || birthOf(kept) === birthOf(sent)

const birthOf = (value: unknown): string => {
  const { day, month, year } = (value ?? {}) as Record<string, unknown>
  return [day, month, year].map(Number).join('-')
}

const nameIn = ({ given_name, family_name }: ReferForm['values']): string =>
  `${one(given_name)} ${one(family_name)}`.trim() || 'No name yet'
