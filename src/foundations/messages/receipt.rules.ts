import type { Id } from '#platform/ids.ts'
import type { Message } from './message.queries.ts'
import { LINK_PLACE } from './message.rules.ts'

/** What a provider says became of a message that it took. */
export interface Receipt {
  /** What the provider calls it: each try has its own. */
  providerReference: string
  messageId: Id
  status: 'delivered' | 'permanent-failure' | 'temporary-failure' | 'technical-failure'
}

export type Consequence = 'nothing' | 'delivered' | 'try-again' | 'give-up' | 'ask-later'

type Known = Pick<Message, 'status' | 'providerReference' | 'claimedUntil' | 'createdAt' | 'body' | 'link'>

/** A day later "we will ring you by Friday" may be wrong: then somebody looks at it first. */
const STALE_MS = 24 * 3_600_000

/**
 * What follows from a receipt. It may come twice, late, for an earlier try, or before we have written down that the
 * message went (`ask-later`). That it arrived is believed of any try; that it failed, of the last one only.
 */
export function judgeReceipt(message: Known, receipt: Receipt, now: Date): Consequence {
  const { status, claimedUntil, providerReference } = message
  if (receipt.status === 'delivered') return status === 'queued' || status === 'sent' ? 'delivered' : 'nothing'
  if (status === 'queued' && claimedUntil && claimedUntil > now) return 'ask-later'
  if (status !== 'sent' || providerReference !== receipt.providerReference) return 'nothing'
  if (receipt.status === 'permanent-failure' || hasLostItsLink(message)) return 'give-up'
  return now.getTime() - message.createdAt.getTime() < STALE_MS ? 'try-again' : 'give-up'
}

/** Links are forgotten once sent: the words cannot be sent again without. */
const hasLostItsLink = ({ body, link }: Known): boolean => body.includes(LINK_PLACE) && link === null
