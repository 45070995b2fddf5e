import type { Recipient } from '#foundations/messages/index.ts'
import { mayContact, wayToTell, type Person } from '#registers/people/index.ts'

/** The person as the recipient of a message, by e-mail or text as they asked; undefined where only a human being can tell them. */
export function byScreen(person: Person, now: Date): Recipient | undefined {
  const way = wayToTell(person, now)
  return way && { kind: 'person', name: person.preferredName ?? person.givenName, ...way }
}

/** The person as the recipient of a letter; undefined where post is not safe or no address is known. */
export function byPost(person: Person, now: Date): Recipient | undefined {
  const decision = mayContact(person, 'post', now)
  if (!decision.ok) return undefined
  const { to, neutralSender } = decision.value
  return {
    kind: 'person',
    name: `${person.givenName} ${person.familyName}`,
    channel: 'letter',
    address: to,
    neutral: neutralSender,
  }
}
