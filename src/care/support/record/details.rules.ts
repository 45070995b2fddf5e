import { isDeepStrictEqual } from 'node:util'
import type { Person, PersonDetails, SafeContact } from '#registers/people/index.ts'
import type { Details } from './details.forms.ts'

/** What can be changed on the page, in the words of the register of people. */
export type Changeable = Pick<
  PersonDetails,
  | 'givenName'
  | 'familyName'
  | 'preferredName'
  | 'pronouns'
  | 'telephone'
  | 'email'
  | 'addressLines'
  | 'postcode'
  | 'practiceCode'
  | 'preferredContact'
  | 'language'
  | 'interpreter'
  | 'accessNeeds'
>

export interface Changes extends Partial<Changeable> {
  safeContact?: Partial<SafeContact>
}

/** Only what differs from the person as they stand; a restricted person's telephone and address are never in it. */
export function changesOf(person: Person, typed: Details, practiceCode: string): Changes {
  const { practice: _, voicemail, post, hours, neutralSender, preferredContact, ...plain } = typed
  const safeContact = differing({ voicemail, post, hours, neutralSender }, person.safeContact)
  const rest = differing(
    { ...plain, practiceCode, preferredContact: preferredContact === 'none' ? null : preferredContact },
    { ...person, accessNeeds: inOrderOf(plain.accessNeeds, person.accessNeeds) },
  )
  return { ...rest, ...(Object.keys(safeContact).length > 0 && { safeContact }) }
}

/** The held ones in the order of the typed ones, so that order alone is no change. */
const inOrderOf = <T>(typed: readonly T[], held: readonly T[]): T[] => [
  ...typed.filter((one) => held.includes(one)),
  ...held.filter((one) => !typed.includes(one)),
]

const differing = <T extends object>(typed: T, held: Record<keyof T, unknown>): Partial<T> =>
  Object.fromEntries(
    Object.entries(typed).filter(
      ([name, value]) => value !== undefined && !isDeepStrictEqual(value, held[name as keyof T]),
    ),
  ) as Partial<T>
