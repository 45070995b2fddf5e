import type { Id } from '#platform/ids.ts'
import { nextSafeInstant, type SafeHours } from './safe-hours.rules.ts'

/**
 * Every allowed move of a message; the database refuses the others too (a test compares). A try that is refused goes
 * sent, failed and then back to queued or to abandoned, all in one transaction: at rest, `failed` is never seen.
 */
export const MOVES = {
  queued: ['sent', 'cancelled'],
  sent: ['delivered', 'failed'],
  failed: ['queued', 'abandoned'],
  delivered: [],
  cancelled: [],
  abandoned: [],
} as const satisfies Record<string, readonly string[]>

export type MessageStatus = keyof typeof MOVES

/** What is known of a message's tries; `taken`: the other side said that it has it. */
export interface MessageFacts {
  taken: boolean
  /** Of the last try that went wrong, until one goes right. */
  errorCode: string | null
}

/** It was stopped while the other side already had it. */
export const WENT_BEFORE_STOPPED = 'went-before-it-was-stopped'

/** Where a message may stand by what became of its tries: stopping one, and a provider's receipt, leave no row of their own. */
export function statusesFrom({ taken, errorCode }: MessageFacts): readonly MessageStatus[] {
  if (errorCode === WENT_BEFORE_STOPPED) return ['cancelled']
  if (errorCode) return ['queued', 'abandoned', 'cancelled']
  return taken ? ['sent', 'delivered'] : ['queued', 'cancelled']
}

/** How a status is said. `sent` promises no more than that a mail server took it. */
export const STATUS_WORDS: Record<MessageStatus, string> = {
  queued: 'Waiting',
  sent: 'Sent',
  delivered: 'Delivered',
  failed: 'Not sent',
  cancelled: 'Stopped',
  abandoned: 'Could not be sent',
}

export type Channel = 'email' | 'text' | 'letter'
export type RecipientKind = 'person' | 'referrer' | 'provider' | 'team' | 'practice'

/** A recipient whom the caller has resolved: which way is allowed and safe was decided with what the person told us. */
export interface Recipient {
  kind: RecipientKind
  name: string
  /** `none`: no way is allowed, or none is known. */
  channel: Channel | 'none'
  /** E-mail address, telephone number, or the lines of a postal address. */
  address: string | null
  /** Neither words nor sender may give away what it is about. */
  neutral: boolean
  notBefore?: Date
  /** Binds every try, the repeated ones too. For letters leave it out: post arrives when it arrives. */
  safeHours?: SafeHours
}

/** What a message needs to be put on its way. */
export interface QueuedMessage {
  id: Id
  notBefore: Date | null
  safeHours: SafeHours | null
}

/** An address that something can be sent to by that way; one only, so that no second recipient hides in it. */
export function isUsable(channel: Channel, address: string): boolean {
  if (channel === 'email') return /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+\.[a-z0-9-]{2,}$/i.test(address)
  if (channel === 'text') return /^\+?\d{10,15}$/.test(address.replace(/[\s()-]/g, ''))
  return address.trim() !== ''
}

/** The first instant from `earliest` on at which the message may go. */
export function dueFrom(
  { notBefore, safeHours }: Pick<QueuedMessage, 'notBefore' | 'safeHours'>,
  earliest: Date,
): Date {
  const from = notBefore && notBefore > earliest ? notBefore : earliest
  return safeHours ? nextSafeInstant(safeHours, from) : from
}

/** After the last pause there is one more try; then a human being takes over. */
const PAUSES_IN_MINUTES = [1, 5, 30, 120, 360]
export const TRIES = PAUSES_IN_MINUTES.length + 1

/** How long to wait after this many tries, in milliseconds; undefined when there were enough. */
export function pauseAfter(tries: number): number | undefined {
  const minutes = PAUSES_IN_MINUTES[tries - 1]
  return minutes === undefined ? undefined : minutes * 60_000
}

/** Longer than any adapter takes. A worker that says nothing for that long is taken for lost, and the message is tried again. */
export const CLAIM_MS = 10 * 60_000

/** Stands for the link in the words that are kept: the link itself opens a record and is forgotten once sent. */
export const LINK_PLACE = '{link}'

/** The words as they go out. */
export const withLink = (body: string, link: string | null): string =>
  link ? body.replaceAll(LINK_PLACE, () => link) : body
