import { dayOf, sayDay, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { NO_KNOWN_PRACTICE, type Person } from '#registers/people/index.ts'
import { Summary, type SummaryRow } from '#ui/summary.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { AGENCIES } from '../referral.rules.ts'
import { AccessNeeds, mustBeCareful, safeContactLines, sayLanguageNeed, sayReasons } from './person-brief.pages.tsx'
import type { TeamReferral } from './team-referral.queries.ts'

/** A referral and what other modules know of it. */
export interface ReferralShown {
  referral: TeamReferral
  person: Person
  /** The name of their GP practice, where geography knows it. */
  practice: string | undefined
  /** Of the staff in it. */
  names: ReadonlyMap<Id, string>
  today: Day
}

/** Everything that was sent, in the order a link worker needs it. On a telephone the second half follows the first. */
export const ReferralSummary = (shown: ReferralShown) => (
  <div className="nhsuk-grid-row">
    <div className="nhsuk-grid-column-one-half">
      <Summary title="How to reach them" rows={reaching(shown)} />
      <Summary title="Who they are" rows={identity(shown)} />
    </div>
    <div className="nhsuk-grid-column-one-half">
      <Summary title="What for" rows={purpose(shown.referral)} />
      <Summary title="Who asked" rows={asking(shown.referral)} />
      <Questions {...shown} />
    </div>
  </div>
)

function reaching({ person }: ReferralShown): SummaryRow[] {
  const { telephone, email, addressLines, postcode, restricted } = person
  const kept = restricted ? 'Kept back' : undefined
  return [
    { key: mustBeCareful(person) ? 'Be careful' : 'How they like it', value: <Lines of={safeContactLines(person)} /> },
    { key: 'Telephone', value: telephone ? <TelephoneLink number={telephone} /> : kept },
    { key: 'Email', value: email ? <a href={`mailto:${email}`}>{email}</a> : kept },
    {
      key: 'Address',
      value: addressLines.length > 0 || postcode ? <Lines of={[...addressLines, postcode ?? '']} /> : kept,
    },
    { key: 'Language', value: sayLanguageNeed(person) ?? 'English' },
    { key: 'Access needs', value: <AccessNeeds person={person} /> },
  ]
}

function identity({ person, practice, referral, today }: ReferralShown): SummaryRow[] {
  const { title, givenName, familyName, preferredName, pronouns, birthDate, nhsNumberStatus } = person
  return [
    { key: 'Name', value: [title, givenName, familyName].filter(Boolean).join(' ') },
    ...(preferredName ? [{ key: 'Likes to be called', value: preferredName }] : []),
    ...(pronouns ? [{ key: 'Pronouns', value: pronouns }] : []),
    { key: 'Born', value: sayBirth(birthDate, today) },
    {
      key: 'GP practice',
      value: practice ?? (person.practiceCode === NO_KNOWN_PRACTICE ? 'No known GP practice' : person.practiceCode),
    },
    {
      key: 'NHS number',
      value: nhsNumberStatus
        ? nhsNumberStatus === 'traced'
          ? 'Held and confirmed'
          : 'Held, not confirmed'
        : 'Not given',
    },
    { key: 'GP practice is told', value: referral.tellPractice ? 'Yes' : 'No' },
  ]
}

// The year is always wanted here, also for somebody born this year.
const sayBirth = (birth: Day, today: Day): string =>
  birth.slice(0, 4) === today.slice(0, 4) ? `${sayDay(birth, today)} ${birth.slice(0, 4)}` : sayDay(birth, today)

function purpose(referral: TeamReferral): SummaryRow[] {
  const { reasons, reasonText, risks, noKnownRisks, details } = referral
  return [
    { key: 'Reasons', value: sayReasons(reasons) },
    { key: 'What they wrote', value: reasonText ? <Lines of={reasonText.split('\n')} /> : 'Nothing more was written' },
    {
      key: 'Risks',
      value:
        risks.length > 0 ? <Lines of={risks} /> : noKnownRisks ? 'No known risks, they say' : 'Nothing was said. Ask.',
    },
    { key: 'Consent', value: sayConsent(referral) },
    ...Object.entries(details).flatMap(([name, value]) => {
      const said = sayValue(value)
      return said ? [{ key: sayItem(name), value: said }] : []
    }),
  ]
}

const GIVERS = {
  person: 'the person',
  parent: 'a parent',
  attorney: 'an attorney',
  deputy: 'a deputy',
  carer: 'a carer',
  professional: 'a professional',
} as const

function sayConsent({ consent: { sharing, by, note } }: TeamReferral): string {
  const words = {
    given: `Agreed to sharing this, by ${GIVERS[by]}`,
    'best-interests': `Not asked: decided in their best interests by ${GIVERS[by]}`,
    'not-asked': 'Not asked yet. Ask before you share anything',
  }[sharing]
  return note ? `${words}. ${note}` : `${words}.`
}

/** "socialContext" and "social_context" as words. */
const sayItem = (name: string): string => {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** An answer in words. What is no answer, such as the person as the sender gave them, is empty. */
function sayValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.map(sayValue).filter(Boolean).join(', ')
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : ''
}

function asking({ referrer }: TeamReferral): SummaryRow[] {
  const { kind, name, role, profession, relationship, agency, organisation, telephone, email } = referrer
  if (kind === 'self') return [{ key: 'Name', value: 'They asked for themselves' }]
  return [
    { key: 'Name', value: name },
    {
      key: kind === 'carer' ? 'Who they are' : 'Role',
      value: kind === 'carer' ? relationship : [role, profession].filter(Boolean).join(', '),
    },
    ...(kind === 'carer'
      ? []
      : [{ key: 'Where', value: [organisation, agency && AGENCIES[agency]].filter(Boolean).join(', ') }]),
    { key: 'Telephone', value: telephone && <TelephoneLink number={telephone} /> },
    { key: 'Email', value: email && <a href={`mailto:${email}`}>{email}</a> },
  ]
}

const Questions = ({ referral: { questions }, names, today }: ReferralShown) =>
  questions.length === 0 ? null : (
    <Summary
      title="Questions"
      rows={questions.map(({ question, askedBy, askedAt, answer }) => ({
        key: `${names.get(askedBy) ?? 'A colleague'}, ${sayDay(dayOf(askedAt), today)}`,
        value: (
          <>
            <Lines of={question.split('\n')} />
            {answer ? <Lines of={[`Answer: ${answer}`]} /> : <p className="trellis-quiet">No answer yet.</p>}
          </>
        ),
      }))}
    />
  )

/** Each line a paragraph. */
export const Lines = ({ of }: { of: readonly string[] }) => (
  <>
    {of
      .filter((line) => line.trim() !== '')
      .map((line, n) => (
        <p key={`${n} ${line}`} className="nhsuk-u-margin-bottom-1">
          {line}
        </p>
      ))}
  </>
)
