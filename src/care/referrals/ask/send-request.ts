import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { deleteDraft } from '#platform/draft.ts'
import { Invalid } from '#platform/errors.ts'
import { once, requestHash, type Plan } from '#platform/idempotency.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { firstOpen } from '#ui/question-flow/flow.rules.ts'
import { planReferral } from '../create-referral.ts'
import type { Receipt } from '../referral-request.ts'
import { findAskDraft, findSent, lockDraft, senderOf } from './ask-draft.ts'
import { isUrgent, readFacts, type AskFlow } from './ask-facts.ts'
import { referralFrom } from './referral-from-answers.ts'

/** The receipt as it is kept for a day: ids and codes, and the words that everybody gets. */
export interface SentReceipt extends Receipt {
  team_id: Id
  /** How they will hear: "telephone", "text", "email", "post", or "me" for whoever asked. */
  hear: string
}

export type Sending =
  | { kind: 'sent'; receipt: SentReceipt }
  /** Something is still to be answered, or the team has closed its door since. */
  | { kind: 'not-ready' }
  /** There is no such draft, and none was sent in the last day. */
  | { kind: 'nothing' }
  /** The same is being sent at this moment. */
  | { kind: 'busy' }

/**
 * Makes a referral of a draft, once: whoever presses twice, reloads or goes back gets the first receipt. The draft is
 * forgotten in the same transaction. `mayGo`: a last look at what would be sent.
 */
export async function sendRequest(
  ctx: Context,
  services: Services,
  ask: AskFlow,
  draftId: Id,
  mayGo: MayGo = () => true,
): Promise<Sending> {
  try {
    const sent = await once(ctx, senderOf(ctx, draftId), draftId, requestHash(draftId), (tx) =>
      plan(tx, services, ask, draftId, mayGo),
    )
    if (sent.outcome === 'done' || sent.outcome === 'repeated')
      return { kind: 'sent', receipt: sent.answer.answer as SentReceipt & Record<string, unknown> }
    return { kind: 'busy' }
  } catch (error) {
    if (error instanceof NotReady || error instanceof Invalid) return { kind: 'not-ready' }
    if (!(error instanceof NoDraft)) throw error
    const receipt = await ctx.transaction((tx) => findSent(tx, draftId))
    return receipt ? { kind: 'sent', receipt } : { kind: 'nothing' }
  }
}

export type MayGo = (email: string | null, askedToConfirm: string | null) => boolean

class NoDraft extends Error {}
class NotReady extends Error {}

async function plan(
  tx: Tx,
  services: Services,
  ask: AskFlow,
  draftId: Id,
  mayGo: MayGo,
): Promise<Plan<{ status: number; answer: Record<string, unknown> }>> {
  lockDraft(tx, draftId)
  const draft = await findAskDraft(tx, services, ask.flow.id, draftId)
  if (!draft) throw new NoDraft()
  const facts = await readFacts(tx, ask, draft.state)
  if (firstOpen(ask.flow, draft.state.typed, facts, ask.texts)) throw new NotReady()
  const request = referralFrom(draft.state, facts)
  if (!mayGo(request.referrer.email, draft.state.askedToConfirm)) throw new NotReady()
  const { answer, write } = await planReferral(tx, services, request)
  const urgent = answer.answer.urgent || isUrgent(draft.state)
  const hear = facts.answers.you ? 'me' : String(facts.answers.reach?.preferred)
  return {
    answer: { status: answer.status, answer: { ...answer.answer, urgent, team_id: request.teamId, hear } },
    async write() {
      await write()
      deleteDraft(tx, draftId)
    },
  }
}
