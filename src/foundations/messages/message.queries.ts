import type { Selectable } from 'kysely'
import type { MessagesMessage } from '#db/database.types.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { Channel, MessageStatus, RecipientKind } from './message.rules.ts'
import type { SafeHours } from './safe-hours.rules.ts'

/** A message as it is kept. */
export interface Message {
  id: Id
  /** On whose behalf; null for what concerns no organisation. */
  organisationId: Id | null
  teamId: Id | null
  template: string
  channel: Channel
  recipientKind: RecipientKind
  recipientName: string
  address: string
  personId: Id | null
  about: { kind: string; id: Id }
  subject: string
  /** With `LINK_PLACE` where the link goes. */
  body: string
  link: string | null
  neutral: boolean
  notBefore: Date | null
  safeHours: SafeHours | null
  status: MessageStatus
  statusAt: Date
  attempts: number
  nextTryAt: Date
  claimedUntil: Date | null
  /** What the other side calls it, once it has taken it. */
  providerReference: string | null
  errorCode: string | null
  createdAt: Date
}

export type NewMessage = Omit<
  Message,
  'status' | 'statusAt' | 'attempts' | 'claimedUntil' | 'providerReference' | 'errorCode'
>

/** Keeps a new message: queued and untried, because the serving role may say nothing else of a new one. */
export function saveMessage(tx: Tx, message: NewMessage): void {
  const { safeHours, about, ...plain } = message
  tx.add('messages.message', {
    partnership_id: tx.actor.partnershipId,
    id: plain.id,
    organisation_id: plain.organisationId,
    team_id: plain.teamId,
    template: plain.template,
    channel: plain.channel,
    recipient_kind: plain.recipientKind,
    recipient_name: plain.recipientName,
    address: plain.address,
    person_id: plain.personId,
    about_kind: about.kind,
    about_id: about.id,
    subject: plain.subject,
    body: plain.body,
    link: plain.link,
    neutral: plain.neutral,
    not_before: plain.notBefore,
    safe_days: safeHours && [...safeHours.days],
    safe_from: safeHours && safeHours.from,
    safe_to: safeHours && safeHours.to,
    next_try_at: plain.nextTryAt,
    status_at: plain.createdAt,
    created_at: plain.createdAt,
  })
}

/** The message, held until the end of the transaction: two workers, or a worker and a withdrawal, decide one after the other. */
export async function findMessageForUpdate(tx: Tx, id: Id): Promise<Message | undefined> {
  const row = await tx.first(messages().where('id', '=', id).forUpdate())
  return row && messageOf(row)
}

/** Newest first. `skip` and `take` count messages. */
export async function listMessages(
  tx: Tx,
  skip: number,
  take: number,
): Promise<{ messages: Message[]; total: number }> {
  const [rows, counted] = await Promise.all([
    tx.read(messages().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(take).offset(skip)),
    tx.first(db.selectFrom('messages.message').select((eb) => eb.fn.countAll<number>().as('total'))),
  ])
  return { messages: rows.map(messageOf), total: counted!.total }
}

/** Messages that should have been tried long ago: their job was lost. */
export async function listOverdueMessages(tx: Tx, before: Date): Promise<Id[]> {
  const rows = await tx.read(
    db
      .selectFrom('messages.message')
      .select('id')
      .where('status', '=', 'queued')
      .where('next_try_at', '<', before)
      .orderBy('next_try_at')
      .limit(1_000),
  )
  return rows.map((row) => row.id)
}

export interface Fate {
  status?: MessageStatus
  attempts?: number
  nextTryAt?: Date
  claimedUntil?: Date | null
  providerReference?: string
  errorCode?: string | null
  /** The link is put out of its memory. */
  forgetLink?: true
}

/** Writes what becomes of a message. The database refuses a move that MOVES does not have. */
export function saveFate(tx: Tx, id: Id, fate: Fate): void {
  tx.save(
    db
      .updateTable('messages.message')
      .set({
        ...(fate.status && { status: fate.status, status_at: tx.now() }),
        ...(fate.attempts !== undefined && { attempts: fate.attempts }),
        ...(fate.nextTryAt && { next_try_at: fate.nextTryAt }),
        ...(fate.claimedUntil !== undefined && { claimed_until: fate.claimedUntil }),
        ...(fate.providerReference !== undefined && { provider_reference: fate.providerReference }),
        ...(fate.errorCode !== undefined && { error_code: fate.errorCode }),
        ...(fate.forgetLink && { link: null }),
      })
      .where('id', '=', id),
  )
}

/** One try, as a fact. A late answer to a try that was taken for lost adds nothing to it. */
export function saveAttempt(
  tx: Tx,
  messageId: Id,
  attempt: { number: number; triedAt: Date; adapter: string; outcome: string },
): void {
  tx.save(
    db
      .insertInto('messages.attempt')
      .values({
        partnership_id: tx.actor.partnershipId,
        message_id: messageId,
        number: attempt.number,
        tried_at: attempt.triedAt,
        adapter: attempt.adapter,
        outcome: attempt.outcome,
      })
      .onConflict((on) => on.doNothing()),
  )
}

/** Stops what is about a record or concerns a person and has not gone. Answers how many. */
export async function cancelQueued(tx: Tx, aboutId: Id | null, personId: Id | null): Promise<number> {
  const [row] = await tx.query<{ stopped: number }>('select messages.cancel($1, $2, $3) as stopped', [
    aboutId,
    personId,
    tx.now(),
  ])
  return row!.stopped
}

const messages = () => db.selectFrom('messages.message').selectAll()

function messageOf(row: Selectable<MessagesMessage>): Message {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    teamId: row.team_id,
    template: row.template,
    channel: row.channel as Channel,
    recipientKind: row.recipient_kind as RecipientKind,
    recipientName: row.recipient_name,
    address: row.address,
    personId: row.person_id,
    about: { kind: row.about_kind, id: row.about_id },
    subject: row.subject,
    body: row.body,
    link: row.link,
    neutral: row.neutral,
    notBefore: row.not_before,
    safeHours: row.safe_days && { days: new Set(row.safe_days), from: row.safe_from!, to: row.safe_to! },
    status: row.status as MessageStatus,
    statusAt: row.status_at,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    claimedUntil: row.claimed_until,
    providerReference: row.provider_reference,
    errorCode: row.error_code,
    createdAt: row.created_at,
  }
}
