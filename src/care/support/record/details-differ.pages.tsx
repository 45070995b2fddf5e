import { sayTelephone } from '#platform/telephone.ts'
import {
  ACCESS_NEEDS,
  NO_KNOWN_PRACTICE,
  type AccessNeed,
  type Person,
  type SafeContact,
} from '#registers/people/index.ts'
import { WAYS } from '#care/referrals/index.ts'
import { sayLanguages } from '#registers/teams/index.ts'
import { Summary } from '#ui/summary.tsx'
import type { Changeable, Changes } from './details.rules.ts'

/** Both texts of everything in which what somebody typed and the person as they stand differ. */
export function Differences({
  person,
  changes: { safeContact = {}, ...changes },
}: {
  person: Person
  changes: Changes
}) {
  const rows = [
    ...fieldsOf(changes).map((field) => ({
      key: LABELS[field],
      now: say(field, person[field]),
      yours: say(field, changes[field]),
    })),
    ...fieldsOf(safeContact).map((field) => ({
      key: SAFE_LABELS[field],
      now: say(field, person.safeContact[field]),
      yours: say(field, safeContact[field]),
    })),
  ]
  if (rows.length === 0) return <p>Both say the same now.</p>
  return (
    <Summary
      rows={rows.map(({ key, now, yours }) => ({
        key,
        value: (
          <>
            Now: {now}
            <br />
            Yours: {yours}
          </>
        ),
      }))}
    />
  )
}

const fieldsOf = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]

function say(field: keyof Changeable | keyof SafeContact, value: unknown): string {
  if (Array.isArray(value)) {
    const words = field === 'accessNeeds' ? (value as AccessNeed[]).map((need) => ACCESS_NEEDS[need].label) : value
    return words.join(', ') || 'nothing'
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'string') return 'nothing'
  if (field === 'telephone') return sayTelephone(value)
  if (field === 'language') return sayLanguages([value])
  if (field === 'practiceCode' && value === NO_KNOWN_PRACTICE) return 'nothing'
  return field === 'preferredContact' ? (WAYS.find((way) => way.value === value)?.text ?? value) : value
}

const LABELS: Record<keyof Changeable, string> = {
  givenName: 'First name',
  familyName: 'Last name',
  preferredName: 'The name they like to be called',
  pronouns: 'Pronouns',
  telephone: 'Telephone number',
  email: 'Email address',
  addressLines: 'Address',
  postcode: 'Postcode',
  practiceCode: 'GP practice',
  preferredContact: 'How they like to be reached',
  language: 'Language',
  interpreter: 'They need an interpreter',
  accessNeeds: 'What they need',
}

const SAFE_LABELS: Record<keyof SafeContact, string> = {
  voicemail: 'May we leave a message?',
  post: 'May we write by post?',
  hours: 'When it is safe',
  neutralSender: 'Messages must not show who sends them',
}
