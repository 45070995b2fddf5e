import { sayDay, type Day } from '#platform/days.ts'
import { ACCESS_NEEDS, NO_KNOWN_PRACTICE } from '#registers/people/index.ts'
import { Summary, type SummaryRow } from '#ui/summary.tsx'
import { sayTelephone } from '#platform/telephone.ts'
import { REASONS } from '../reasons.ts'
import type { SentReferralDetails } from './sent-referral.queries.ts'

/** What was sent, as it was sent. */
export const SentSummary = ({ referral, today }: { referral: SentReferralDetails; today: Day }) => (
  <Summary title="What was sent" rows={[...personRows(referral, today), ...askRows(referral)]} />
)

function personRows({ person, practiceName }: SentReferralDetails, today: Day): SummaryRow[] {
  if (!person) return []
  const { safe_contact: safe } = person
  return [
    { key: 'Name', value: [person.title, person.given_name, person.family_name].filter(Boolean).join(' ') },
    ...said('Likes to be called', person.preferred_name),
    { key: 'Date of birth', value: sayDay(person.birth_date, today) },
    { key: 'NHS number', value: person.nhs_number_given ? 'Given' : 'Not given' },
    {
      key: 'GP practice',
      value: person.practice_code === NO_KNOWN_PRACTICE ? 'Not known' : (practiceName ?? person.practice_code),
    },
    ...said('Postcode', person.postcode),
    ...said('Telephone', person.telephone && sayTelephone(person.telephone)),
    ...said('Email', person.email),
    ...said('Likes to be reached by', person.preferred_contact && WAYS[person.preferred_contact]),
    ...said('Safe hours', safe.hours),
    {
      key: 'Safe ways',
      value: [
        safe.voicemail ? 'Voicemail is safe' : 'No voicemail',
        safe.post ? 'letters are safe' : 'no letters',
        safe.neutral_sender && 'messages must not show who sends them',
      ]
        .filter(Boolean)
        .join(', '),
    },
    ...said(
      'Needs',
      [...person.access_needs.map((code) => ACCESS_NEEDS[code].label), person.interpreter && 'an interpreter']
        .filter(Boolean)
        .join(', '),
    ),
  ]
}

const WAYS = { telephone: 'Telephone', text: 'Text message', email: 'Email', post: 'Letter' } as const

const CONSENT = {
  given: 'They said yes',
  'best-interests': 'Decided in their best interests',
  'not-asked': 'They were not asked',
} as const

const askRows = ({
  reasons,
  reasonText,
  risks,
  noKnownRisks,
  consent,
  tellPractice,
}: SentReferralDetails): SummaryRow[] => [
  { key: 'Help with', value: reasons.map((code) => REASONS[code].label).join(', ') },
  ...said('In words', reasonText),
  { key: 'To keep people safe', value: noKnownRisks ? 'No known risks' : <Lines lines={risks} /> },
  { key: 'Do they agree?', value: [CONSENT[consent.sharing], consent.note].filter(Boolean).join('. ') },
  { key: 'GP practice is told', value: tellPractice ? 'Yes' : 'No' },
]

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul className="nhsuk-list">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)

const said = (key: string, value: string | null): SummaryRow[] => (value ? [{ key, value }] : [])
