import { hash, randomUUID } from 'node:crypto'
import * as crypto from 'node:crypto'

/** A UUID as text, lower case. Made in the program, so that no statement needs `returning` (PostgreSQL 15 has no uuidv7 either). */
export type Id = string

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

type WithV7 = typeof crypto & { randomUUIDv7?: () => string }

/** A new id, version 7: sorted by time of making, so that indexes grow at one end. */
export const newId = (): Id => (crypto as WithV7).randomUUIDv7?.() ?? randomUUID()

/** Whether a text is an id: asked before anything from outside goes near a query or a setting. */
export const isId = (text: unknown): text is Id => typeof text === 'string' && PATTERN.test(text)

/**
 * The same id for the same words, always (RFC 9562 version 8, SHA-256). Used where a source has ids of its own that are
 * no UUIDs, and for the demo town, so that a link to a service of Anytown works on every machine.
 */
export function idFrom(...words: string[]): Id {
  const hex = hash('sha256', words.join('\u0000'), 'hex')
  const variant = (Number.parseInt(hex[16]!, 16) & 0x3) | 0x8
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant.toString(16)}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
