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
  if (Array.isArray(value)) return `[${value.map((one) => inOrder(one) ?? 'null').join(',')}]`
  let fields = ''
  for (const name of Object.keys(value).toSorted()) {
    const inner = inOrder((value as Record<string, unknown>)[name])
    if (inner !== undefined) fields += `${fields && ','}${JSON.stringify(name)}:${inner}`
  }
  return `{${fields}}`
}
