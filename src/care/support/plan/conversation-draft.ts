import type { Context } from '#platform/context.ts'
import type { Keys } from '#platform/crypto.ts'
import type { Tx } from '#platform/database/database.ts'
import { deleteDraft, findDraft, saveDraft } from '#platform/draft.ts'
import { idFrom, type Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import { getEpisode } from '../contacts/episode-change.queries.ts'
import type { Words } from './words.rules.ts'

const FORM = 'conversation'

/** What somebody typed into the conversation page and has not saved. */
export interface ConversationDraft {
  id: Id
  version: number
  at: Date
  /** The revision that was on the page. */
  base: number
  typed: Words
}

/** One draft for each worker and episode. */
export const draftIdOf = (tx: Tx, episodeId: Id): Id => idFrom(FORM, episodeId, teamActor(tx.actor).accountId)

/** The caller's own draft. One statement. */
export async function findConversationDraft(tx: Tx, keys: Keys, episodeId: Id): Promise<ConversationDraft | undefined> {
  const draft = await findDraft(tx, keys, FORM, draftIdOf(tx, episodeId))
  return (
    draft && {
      id: draft.id,
      version: draft.version,
      at: draft.updatedAt,
      base: Number(draft.values.base),
      typed: draft.values.typed as Words,
    }
  )
}

export type Keeping = { kind: 'kept'; version: number } | { kind: 'two-windows' } | { kind: 'closed' }

/**
 * Keeps what is in the form, whole, without looking at what it says. `version` is that of the draft which the window knows:
 * where another window kept something since, nothing is written over it. Throws NotFound for another team's episode.
 */
export const keepConversation = (
  ctx: Context,
  keys: Keys,
  episodeId: string,
  kept: { base: number; version: number; typed: Words },
): Promise<Keeping> =>
  ctx.transaction(async (tx) => {
    const episode = await getEpisode(tx, episodeId)
    if (episode.status === 'closed') return { kind: 'closed' }
    const found = await findConversationDraft(tx, keys, episode.id)
    if ((found?.version ?? 0) !== kept.version) return { kind: 'two-windows' }
    saveDraft(tx, keys, FORM, { base: kept.base, typed: kept.typed }, draftIdOf(tx, episode.id))
    return { kind: 'kept', version: kept.version + 1 }
  })

/** Forgets the caller's words that are not on the record. */
export const forgetConversation = (ctx: Context, episodeId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const episode = await getEpisode(tx, episodeId)
    deleteDraft(tx, draftIdOf(tx, episode.id))
  })
