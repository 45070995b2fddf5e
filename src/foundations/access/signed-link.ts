import { contextOf, type Context } from '#platform/context.ts'
import { newToken, tokenHash } from '#platform/crypto.ts'
import type { Day } from '#platform/days.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'

export interface NewLink {
  /** What it opens: "referral-status". One purpose, one record. */
  purpose: string
  recordId: Id
  /** On whose behalf its holder acts: a provider that answers an offer. */
  organisationId?: Id
  /** A person's link also asks for it. */
  birthDate?: Day
  /** How long it works, in days. */
  days: number
}

/** Makes a link and answers its token, which is told once and not kept: only its hash is. */
export function makeSignedLink(tx: Tx, link: NewLink): string {
  const token = newToken()
  const now = tx.now()
  tx.add('access.signed_link', {
    partnership_id: tx.actor.partnershipId,
    id: newId(),
    token_hash: tokenHash(token),
    purpose: link.purpose,
    record_id: link.recordId,
    organisation_id: link.organisationId ?? null,
    birth_date: link.birthDate ?? null,
    made_at: now,
    ends_at: new Date(now.getTime() + link.days * 86_400_000),
  })
  return token
}

export interface OpenedLink {
  id: Id
  recordId: Id
  asksBirthDate: boolean
  /** Too many wrong birth dates: it rests for a quarter of an hour. */
  closed: boolean
  /** Acts as the holder of this link, and of nothing else. */
  context: Context
}

/**
 * What a token opens now, for this purpose; undefined for one that is unknown, over, used up, altered or made for something
 * else: all of these look the same. Opening changes nothing, because mail scanners open links.
 */
export async function openSignedLink(
  services: Pick<Services, 'database' | 'clock'>,
  token: string,
  purpose: string,
  requestId: Id,
): Promise<OpenedLink | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const { rows } = await services.database.pool.query<LinkRow>('select * from access.find_link($1, $2)', [
    tokenHash(token),
    services.clock(),
  ])
  const link = rows[0]
  if (!link || link.purpose !== purpose) return undefined
  const actor = {
    kind: 'link',
    partnershipId: link.partnership_id,
    linkId: link.id,
    purpose,
    recordId: link.record_id,
    organisationId: link.organisation_id ?? undefined,
  } as const
  const context = contextOf(services.database, actor, requestId, services.clock)
  return { id: link.id, recordId: link.record_id, asksBirthDate: link.asks_birth_date, closed: link.closed, context }
}

interface LinkRow {
  partnership_id: Id
  id: Id
  purpose: string
  record_id: Id
  organisation_id: Id | null
  asks_birth_date: boolean
  closed: boolean
}

/** Whether a birth date is that of the person whose link it is. Five wrong ones close the link for a quarter of an hour. */
export const tryBirthDate = (link: OpenedLink, birthDate: Day): Promise<boolean> =>
  link.context.transaction(async (tx) => {
    const [row] = await tx.query<{ fits: boolean }>('select access.try_birth_date($1, $2, $3) as fits', [
      link.id,
      birthDate,
      tx.now(),
    ])
    return row!.fits
  })

/** Uses a link up: what it was for is done. Within the transaction that does it. */
export function endSignedLink(tx: Tx): void {
  if (tx.actor.kind !== 'link') throw new Error('only the holder of a link can use it up')
  tx.save(db.updateTable('access.signed_link').set({ ended_at: tx.now() }).where('id', '=', tx.actor.linkId))
}
