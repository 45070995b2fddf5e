import { contextOf, type Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Jobs } from '#platform/jobs.ts'
import type { Services } from '#platform/services.ts'
import { SendFault, type Adapter } from './adapters/adapter.ts'
import { findMessageForUpdate, saveAttempt, saveFate, type Message } from './message.queries.ts'
import { CLAIM_MS, dueFrom, pauseAfter, TRIES, WENT_BEFORE_STOPPED, withLink } from './message.rules.ts'
import { SEND } from './queue-message.ts'

/** Called in the transaction that gives a message up; the caller makes a task for a human being of it. */
export type OnAbandoned = (tx: Tx, message: Message) => void | Promise<void>

export interface Sending {
  services: Pick<Services, 'database' | 'jobs' | 'clock'>
  adapters: readonly Adapter[]
  onAbandoned: OnAbandoned
}

type Outcome = { reference: string } | SendFault

/**
 * Sends one message, if it is its turn. No transaction is open while the other side talks: the message is claimed, sent,
 * and its fate written. At least once: if the program dies between the other side's yes and our commit, the claim runs
 * out and the message goes a second time, under the same id.
 */
export async function sendMessage(sending: Sending, partnershipId: Id, messageId: Id): Promise<void> {
  const { database, clock } = sending.services
  const ctx = contextOf(database, { kind: 'job', partnershipId, cause: SEND }, newId(), clock)
  const message = await ctx.transaction((tx) => claim(tx, sending, messageId))
  if (!message) return
  const triedAt = ctx.now()
  const adapter = adapterFor(sending.adapters, message)
  const outcome = await handOver(adapter, message)
  await writeFate(ctx, sending, message, adapter, { triedAt, outcome })
}

/** Takes the message for this worker, or answers undefined: it is over, not due yet (then its job comes again), or given up. */
async function claim(tx: Tx, sending: Sending, id: Id): Promise<Message | undefined> {
  const message = await findMessageForUpdate(tx, id)
  if (message?.status !== 'queued') return undefined
  const now = tx.now()
  if (message.claimedUntil && message.claimedUntil > now)
    return later(tx, sending.services.jobs, message, message.claimedUntil)
  if (message.claimedUntil) noteInterruption(tx, sending.adapters, message)
  if (message.attempts >= TRIES) {
    await giveUp(tx, sending.onAbandoned, message, 'interrupted')
    return undefined
  }
  const due = dueFrom(message, message.nextTryAt > now ? message.nextTryAt : now)
  if (due > now) {
    saveFate(tx, id, { nextTryAt: due, claimedUntil: null })
    return later(tx, sending.services.jobs, message, due)
  }
  const attempts = message.attempts + 1
  saveFate(tx, id, { attempts, claimedUntil: new Date(now.getTime() + CLAIM_MS) })
  return { ...message, attempts }
}

async function later(tx: Tx, jobs: Jobs, { id }: Message, at: Date): Promise<undefined> {
  await jobs.send(tx, SEND, { partnershipId: tx.actor.partnershipId, messageId: id }, at)
}

/** The worker that claimed it was never heard of again. */
function noteInterruption(tx: Tx, adapters: readonly Adapter[], message: Message): void {
  const adapter = adapterFor(adapters, message)?.name ?? 'none'
  saveAttempt(tx, message.id, { number: message.attempts, triedAt: tx.now(), adapter, outcome: 'interrupted' })
}

const adapterFor = (adapters: readonly Adapter[], { channel }: Message): Adapter | undefined =>
  adapters.find((adapter) => adapter.channels.includes(channel))

async function handOver(adapter: Adapter | undefined, message: Message): Promise<Outcome> {
  if (!adapter) return new SendFault({ retry: false, code: 'no-adapter' })
  try {
    return await adapter.send({ ...message, body: withLink(message.body, message.link) })
  } catch (error) {
    return error instanceof SendFault ? error : new SendFault({ retry: true, code: 'unexpected' })
  }
}

interface Try {
  triedAt: Date
  outcome: Outcome
}

async function writeFate(
  ctx: Context,
  sending: Sending,
  sent: Message,
  adapter: Adapter | undefined,
  { triedAt, outcome }: Try,
): Promise<void> {
  const fault = outcome instanceof SendFault ? outcome : undefined
  await ctx.transaction(async (tx) => {
    const message = await findMessageForUpdate(tx, sent.id)
    saveAttempt(tx, sent.id, {
      number: sent.attempts,
      triedAt,
      adapter: adapter?.name ?? 'none',
      outcome: fault?.code ?? 'accepted',
    })
    if (message?.status !== 'queued') return noteTooLate(tx, message, fault)
    if ('reference' in outcome) return noteSent(tx, message, outcome.reference, adapter?.readHere)
    if (message.attempts !== sent.attempts) return undefined // taken for lost meanwhile: whoever has it now decides
    await noteFault(tx, sending, message, outcome)
  })
}

/** It was stopped while the other side already had it: the record says that it went all the same. */
function noteTooLate(tx: Tx, message: Message | undefined, fault: SendFault | undefined): void {
  if (message?.status === 'cancelled' && !fault)
    saveFate(tx, message.id, { errorCode: WENT_BEFORE_STOPPED, claimedUntil: null })
}

function noteSent(tx: Tx, { id }: Message, reference: string, readHere: true | undefined): void {
  saveFate(tx, id, {
    status: 'sent',
    providerReference: reference,
    claimedUntil: null,
    errorCode: null,
    ...(!readHere && { forgetLink: true }),
  })
  if (readHere) saveFate(tx, id, { status: 'delivered' })
}

/** What was sent did not arrive, or could not be sent: it is tried again after a pause, or given up. */
export async function noteFault(
  tx: Tx,
  { services, onAbandoned }: Pick<Sending, 'services' | 'onAbandoned'>,
  message: Message,
  fault: SendFault,
): Promise<void> {
  const pause = pauseAfter(message.attempts)
  if (!fault.retry || pause === undefined) return giveUp(tx, onAbandoned, message, fault.code)
  const nextTryAt = dueFrom(message, new Date(tx.now().getTime() + pause))
  saveFate(tx, message.id, { status: 'sent' })
  saveFate(tx, message.id, { status: 'failed', errorCode: fault.code })
  saveFate(tx, message.id, { status: 'queued', nextTryAt, claimedUntil: null })
  await later(tx, services.jobs, message, nextTryAt)
}

async function giveUp(tx: Tx, onAbandoned: OnAbandoned, message: Message, code: string): Promise<void> {
  saveFate(tx, message.id, { status: 'sent' })
  saveFate(tx, message.id, { status: 'failed', errorCode: code })
  saveFate(tx, message.id, { status: 'abandoned', claimedUntil: null, forgetLink: true })
  await onAbandoned(tx, {
    ...message,
    status: 'abandoned',
    statusAt: tx.now(),
    errorCode: code,
    claimedUntil: null,
    link: null,
  })
}
