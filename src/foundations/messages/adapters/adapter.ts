import type { Id } from '#platform/ids.ts'
import type { Channel } from '../message.rules.ts'

/** One message as it leaves: words complete, one recipient. */
export interface OutgoingMessage {
  /** The same at every try, so that a receiver can drop a repeat. */
  id: Id
  channel: Channel
  recipientName: string
  address: string
  neutral: boolean
  subject: string
  body: string
  /** Tries begun, this one among them. */
  attempts: number
  createdAt: Date
}

/** A way out of the program. */
export interface Adapter {
  /** Kept with each try. */
  name: string
  channels: readonly Channel[]
  /** Messages are read on a page of our own: taken is delivered, and their links must keep working there. */
  readHere?: true
  /** Hands the message over; answers what the other side calls it. Throws `SendFault`. */
  send(message: OutgoingMessage): Promise<{ reference: string }>
  close?(): void
}

/** It was not taken. `code`: small letters, digits and hyphens; never the server's own words, which may repeat an address. */
export class SendFault extends Error {
  override name = 'SendFault'
  readonly retry: boolean
  readonly code: string
  constructor({ retry, code }: { retry: boolean; code: string }) {
    super(code)
    this.retry = retry
    this.code = code
  }
}
