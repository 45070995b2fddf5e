import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import type { FormIssue } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import { deleteDraft } from '#platform/draft.ts'
import { journal } from '#foundations/journal/index.ts'
import { lockEpisode } from '../contacts/episode-change.queries.ts'
import { readCarePlan } from './care-plan.queries.ts'
import type { CarePlan } from './care-plan.type.ts'
import { changedKinds, changesFrom } from './changes.rules.ts'
import { insertRevision } from './revision.queries.ts'
import { mergeWords, toWords, type Clash, type Words } from './words.rules.ts'

/** What became of an edit. Whatever was not saved comes back as `words`, whole. */
export type Writing =
  | { kind: 'saved'; revision: number }
  /** Somebody changed the same words meanwhile: both texts, and the plan as they left it. */
  | { kind: 'clash'; words: Words; clashes: Clash[]; current: CarePlan }
  | { kind: 'faulty'; words: Words; issues: FormIssue[]; current: CarePlan }
  | { kind: 'closed' }

export interface Edit {
  /** The revision that was on the page. */
  base: number
  /** What stood in the form. What a form did not ask stays as it is. */
  typed: Words
  /** Names the caller's draft that this edit came from; forgotten with the saving. */
  draftIdOf?: (tx: Tx, episodeId: Id) => Id
}

/**
 * Saves what was said as the next revision. Two who write at once both keep their words: what only one of them changed is
 * merged, and where both changed the same words nothing is saved until one of them has seen both texts. Saving what stands
 * already makes no revision. Throws NotFound for an episode that is not the caller's team's.
 */
export const writeWords = (ctx: Context, episodeId: string, { base, typed, draftIdOf }: Edit): Promise<Writing> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    if (episode.status === 'closed') return { kind: 'closed' }
    const current = await readCarePlan(tx, episode.id)
    const stale = base < current.revision
    const was = stale ? await readCarePlan(tx, episode.id, Math.max(base, 0)) : current
    const { merged, clashes } = mergeWords(toWords(was), toWords(current), typed)
    const words = { ...typed, ...merged }
    if (clashes.length > 0) return { kind: 'clash', words, clashes, current }
    const { changes, issues } = changesFrom(current, merged, dayOf(tx.now()))
    if (issues.length > 0) return { kind: 'faulty', words, issues, current }

    if (draftIdOf) deleteDraft(tx, draftIdOf(tx, episode.id))
    const kinds = changedKinds(changes)
    if (kinds.length === 0) return { kind: 'saved', revision: current.revision }
    const revision = current.revision + 1
    insertRevision(tx, episode, revision, changes)
    journal(tx, 'plan.written', {
      subjectId: episode.id,
      subjectVersion: revision,
      personId: episode.personId,
      detail: { changed: kinds },
    })
    return { kind: 'saved', revision }
  })
