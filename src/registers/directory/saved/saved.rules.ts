import { allow, refuse, type Decision } from '#platform/decision.ts'
import { isId, type Id } from '#platform/ids.ts'

/** The services somebody put on their list, the newest last. */
export type Saved = readonly Id[]

/** As many as a cookie holds with ease, and more than anybody compares. */
export const MOST_SAVED = 20

/** From the last change. */
export const SAVED_FOR_DAYS = 30

/** Puts services on a list, each once. Refuses what would make it too long: nothing falls off unseen. */
export function addTo(saved: Saved, ids: readonly Id[]): Decision<Saved, 'full'> {
  const all = [...new Set([...saved, ...ids])]
  return all.length > MOST_SAVED ? refuse('full') : allow(all)
}

export const takeOff = (saved: Saved, ids: readonly Id[]): Saved => saved.filter((id) => !ids.includes(id))

/** The value of the cookie: ids and nothing else. */
export const writeSaved = (saved: Saved): string => saved.join('.')

/** What a cookie holds; anything in it that is no id is left out. */
export const readSaved = (text: string): Saved => [...new Set(text.split('.').filter(isId))].slice(0, MOST_SAVED)

/** An id in 22 letters instead of 36, so that a list fits into a text message. */
export const shortId = (id: Id): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')

/** The ids of a list as its address holds them. */
export const writeShared = (saved: Saved): string => saved.map(shortId).join('.')

interface SavedAddress {
  /** A list that anybody may open: the address holds its ids and nothing about a person. Left out: the visitor's own. */
  services?: Saved
  /** What distances are measured from. */
  postcode?: string
  /** The search that one came from. */
  from?: string
  leaflet?: boolean
  large?: boolean
}

/** The address of a list. */
export function savedHref({ services, postcode, from, leaflet, large }: SavedAddress = {}): string {
  const query = new URLSearchParams({
    ...(services && { services: writeShared(services) }),
    ...(postcode && { postcode }),
    ...(from && { from }),
    ...(leaflet && { leaflet: '1' }),
    ...(leaflet && large && { large: '1' }),
  })
  return query.size > 0 ? `/saved?${query}` : '/saved'
}

/** The services an address names, in its order: short or whole ids. What makes no sense is left out; a kept link must not fail. */
export function readShared(text: unknown): Saved {
  const parts = typeof text === 'string' ? text.split(/[.,\s]+/) : []
  return [...new Set(parts.map(wholeId).filter(isId))].slice(0, MOST_SAVED)
}

function wholeId(text: string): string {
  if (!/^[\w-]{22}$/.test(text)) return text
  const hex = Buffer.from(text, 'base64url').toString('hex')
  return [0, 8, 12, 16, 20].map((from, n, at) => hex.slice(from, at[n + 1])).join('-')
}

/** Where a form may lead back to: the pages that have a button to save, with what they were asked. Anything else: the list. */
export function backFrom(text: unknown): string {
  const url = typeof text === 'string' && /^\/(?![/\\])/.test(text) ? URL.parse(text, 'http://here') : null
  if (url?.host !== 'here' || !/^\/(find|saved|services\/[0-9a-f-]{36})$/.test(url.pathname)) return '/saved'
  return url.pathname + url.search
}
