import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { actorId } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { findDraft, saveDraft } from '#platform/draft.ts'
import { cookieName, cookieOptions } from '#platform/http/server.ts'
import { isId, newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { NEW_STATE, type AskState } from './ask.type.ts'
import type { SentReceipt } from './send-request.ts'

const KEPT_SECONDS = 28 * 86_400

/** Which draft this browser holds: the cookie is signed, so that nobody can name somebody else's. */
export function draftIdOf(request: FastifyRequest, flowId: string, https: boolean): Id | undefined {
  const value = request.cookies[cookieName(flowId, https)]
  const read = value ? request.unsignCookie(value) : undefined
  return read?.valid && isId(read.value) ? read.value : undefined
}

export const holdDraft = (reply: FastifyReply, flowId: string, https: boolean, id: Id): void =>
  void reply.setCookie(cookieName(flowId, https), id, { ...cookieOptions(https), maxAge: KEPT_SECONDS })

export const letGoOfDraft = (reply: FastifyReply, flowId: string, https: boolean): void =>
  void reply.clearCookie(cookieName(flowId, https), cookieOptions(https))

export interface AskDraft {
  id: Id
  state: AskState
  savedAt: Date
}

/** What was typed so far; undefined when nothing was, when it was sent, or when 28 days are over. */
export async function findAskDraft(
  tx: Tx,
  { keys }: Services,
  flowId: string,
  id: Id | undefined,
): Promise<AskDraft | undefined> {
  const draft = id && (await findDraft(tx, keys, flowId, id))
  return draft
    ? { id: draft.id, state: { ...NEW_STATE, ...(draft.values as Partial<AskState>) }, savedAt: draft.updatedAt }
    : undefined
}

export const saveAskDraft = (tx: Tx, { keys }: Services, flowId: string, state: AskState, id: Id = newId()): Id =>
  saveDraft(tx, keys, flowId, { ...state }, id)

/** Two windows, or a press while it is being sent, take turns: each adds to what the other kept. Until the transaction ends. */
export function lockDraft(tx: Tx, id: Id | undefined): void {
  if (id) tx.save(db.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${id}, 0))`.as('locked')))
}

/** Under whose name the answer to sending is kept: the draft's own, or that of the account that typed it. */
export const senderOf = (tx: Pick<Tx, 'actor'>, draftId: Id): Id => actorId(tx.actor) ?? draftId

/** What was answered when this draft was sent; kept for a day. */
export async function findSent(tx: Tx, draftId: Id | undefined): Promise<SentReceipt | undefined> {
  if (!draftId) return undefined
  const row = await tx.first(
    db
      .selectFrom('platform.idempotency_key')
      .select('answer')
      .where('owner_id', '=', senderOf(tx, draftId))
      .where('key', '=', draftId),
  )
  return row?.answer as SentReceipt | undefined
}
