import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Day } from '#platform/days.ts'
import { isWithin, readSafeHours } from './safe-hours.rules.ts'

/** Ways to reach somebody. Voicemail is a way of its own: others may hear it. */
export const CHANNELS = ['telephone', 'voicemail', 'text', 'email', 'post'] as const
export type Channel = (typeof CHANNELS)[number]

/** What the person told us about reaching them without harm. */
export interface SafeContact {
  voicemail: boolean
  post: boolean
  /** In their words: "weekdays before 3pm". Null: any time. */
  hours: string | null
  /** Messages must not show who sends them. */
  neutralSender: boolean
}

export interface Reachable {
  telephone: string | null
  email: string | null
  addressLines: readonly string[]
  postcode: string | null
  safeContact: SafeContact
  /** Codes of access-needs.ts; "no-telephone" closes telephone and voicemail. */
  accessNeeds: readonly string[]
  restricted: boolean
  deceasedOn: Day | null
}

export type ContactRefusal =
  | 'deceased'
  | 'restricted'
  | 'no-address'
  | 'not-this-way'
  | 'not-now'
  | 'hours-need-a-person'

export const CONTACT_REFUSALS: Record<ContactRefusal, string> = {
  deceased: 'This person has died.',
  restricted: 'Only the link worker who has this person may contact them.',
  'no-address': 'We do not know how to reach them this way.',
  'not-this-way': 'They asked us not to use this way.',
  'not-now': 'They asked us to use other times.',
  'hours-need-a-person': 'Read what they said about times, then decide.',
}

export interface SafeWay {
  /** A number, an e-mail address, or the lines of a postal address. */
  to: string
  neutralSender: boolean
}

/**
 * Whether a message may go to somebody this way at this moment, and where to. Binds every outgoing message: what is
 * refused becomes a later try ("not-now") or a task for a human being (all others), never silence. Post arrives when it
 * arrives, so hours bind only what rings or lights up.
 */
export function mayContact(person: Reachable, channel: Channel, at: Date): Decision<SafeWay, ContactRefusal> {
  if (person.deceasedOn) return refuse('deceased')
  if (person.restricted) return refuse('restricted')
  if (isClosed(person, channel)) return refuse('not-this-way')
  const to = addressFor(person, channel)
  if (!to) return refuse('no-address')
  const { hours, neutralSender } = person.safeContact
  if (hours?.trim() && channel !== 'post') {
    const safe = readSafeHours(hours)
    if (!safe) return refuse('hours-need-a-person')
    if (!isWithin(safe, at)) return refuse('not-now')
  }
  return allow({ to, neutralSender })
}

function isClosed({ safeContact, accessNeeds }: Reachable, channel: Channel): boolean {
  if (channel === 'post') return !safeContact.post
  if (channel === 'voicemail' && !safeContact.voicemail) return true
  return (channel === 'telephone' || channel === 'voicemail') && accessNeeds.includes('no-telephone')
}

function addressFor(person: Reachable, channel: Channel): string | null {
  if (channel === 'email') return person.email
  if (channel !== 'post') return person.telephone
  const { addressLines, postcode } = person
  return addressLines.length > 0 && postcode ? [...addressLines, postcode].join('\n') : null
}
