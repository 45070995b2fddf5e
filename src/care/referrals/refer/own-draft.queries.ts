import { decrypt, type Keys } from '#platform/crypto.ts'
import { db, type Tx } from '#platform/database/database.ts'
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
export async function listOwnDrafts(tx: Tx, keys: Keys): Promise<OwnDraft[]> {
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
    name: nameIn(JSON.parse(decrypt(keys, body)) as ReferForm['values']),
    updatedAt: updated_at,
  }))
}

const nameIn = ({ given_name, family_name }: ReferForm['values']): string =>
  `${one(given_name)} ${one(family_name)}`.trim() || 'No name yet'
