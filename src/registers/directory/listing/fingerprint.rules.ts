import { hash } from 'node:crypto'
import type { Listing } from './listing.type.ts'

const known = new WeakMap<Listing, string>()

/** Tells whether a listing differs from the stored one, in whatever order its source writes the fields. Reckoned once for each. */
export function fingerprintOf(listing: Listing): string {
  const found = known.get(listing) ?? hash('sha256', inOrder(listing) ?? '', 'base64url')
  known.set(listing, found)
  return found
}

/** What JSON.stringify gives, with the fields of each object in the order of their names. */
function inOrder(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const one of value) text += `${text && ','}${inOrder(one) ?? 'null'}`
    return `[${text}]`
  }
  for (const name of Object.keys(value).toSorted()) {
    const inner = inOrder((value as Record<string, unknown>)[name])
    if (inner !== undefined) text += `${text && ','}${quoted(name)}:${inner}`
  }
  return `{${text}}`
}

const names = new Map<string, string>()

/** The same few names come again and again. */
function quoted(name: string): string {
  const known = names.get(name)
  if (known) return known
  const made = JSON.stringify(name)
  if (names.size < 1_000) names.set(name, made)
  return made
}
