import { mayContact, type Reachable } from './person.rules.ts'
import { readSafeHours, type SafeHours } from './safe-hours.rules.ts'

/** A way by which a message may go out without a human being: which, where to, and what binds it. */
export interface WayToTell {
  channel: 'email' | 'text'
  address: string
  neutral: boolean
  safeHours?: SafeHours
}

/**
 * The way to write to somebody, as they asked: their preferred one first, e-mail before text otherwise. Undefined where
 * only a human being can tell them: no written way is known, safe or allowed. A time that is not safe now is waited for.
 * Texts go to mobile numbers only: a landline reads them out to whoever picks up.
 */
export function wayToTell(person: Reachable & { preferredContact: string | null }, at: Date): WayToTell | undefined {
  const order = person.preferredContact === 'text' ? (['text', 'email'] as const) : (['email', 'text'] as const)
  for (const channel of order) {
    const way = allowed(person, channel, at)
    if (way) return way
  }
  return undefined
}

function allowed(person: Reachable, channel: 'email' | 'text', at: Date): WayToTell | undefined {
  const decision = mayContact(person, channel, at)
  const address = channel === 'email' ? person.email : person.telephone
  if (!address || (!decision.ok && decision.reason !== 'not-now')) return undefined
  if (channel === 'text' && !isMobile(address)) return undefined
  const safeHours = person.safeContact.hours ? readSafeHours(person.safeContact.hours) : undefined
  return { channel, address, neutral: person.safeContact.neutralSender, safeHours }
}

const isMobile = (telephone: string) => /^(\+44|0)7[1-9]\d{8}$/.test(telephone.replace(/[\s()-]/g, ''))
