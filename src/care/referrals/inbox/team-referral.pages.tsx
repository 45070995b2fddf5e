import { Button, InsetText, WarningCallout } from 'nhsuk-react-components'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { nameOf, type Person } from '#registers/people/index.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary, type SummaryRow } from '#ui/summary.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { AGENCIES, DECLINE_REASONS, isOpen, STATUS_WORDS } from '../referral.rules.ts'
import { historyOf } from './history.rules.ts'
import { pressingOf, sayWhomToAsk } from './inbox.rules.ts'
import { AccessNeeds, safeContactLines, sayLanguageNeed, sayReasons, sayWho } from './person-brief.pages.tsx'
import type { TeamReferral } from './team-referral.queries.ts'

export interface TeamReferralProps {
  shell: Shell
  referral: TeamReferral
  person: Person
  practice: string | undefined
  duplicates: { id: Id; givenName: string; familyName: string; birthDate: string; why: string[] }[]
  names: ReadonlyMap<Id, string>
  /** Urgent words were found and nobody has said yet that they read them. */
  unread: boolean
  today: Day
}

/** A referral as a link worker needs it: who, how to reach them and how not, what they need, what for, what to fear, who asked. */
export const TeamReferralPage = (props: TeamReferralProps) => {
  const { shell, referral, person, names, unread, today } = props
  return (
    <AppShell shell={shell} title={`Referral for ${nameOf(person)}`} back="/referrals" wide>
      <h1 className="nhsuk-heading-l">
        <span className="nhsuk-caption-l">Referral {referral.reference} </span>
        {sayWho(person, today)}
      </h1>
      <Standing referral={referral} names={names} unread={unread} today={today} />
      {unread && <UrgentWords csrf={shell.csrf} href={`/referrals/${referral.id}/urgent-reading`} />}
      <Duplicates {...props} />
      <Actions referral={referral} person={person} />
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-one-half">
          <Summary title="How to reach them" rows={reaching(props)} />
          <Summary title="Who they are" rows={identity(props)} />
        </div>
        <div className="nhsuk-grid-column-one-half">
          <Summary title="What for" rows={purpose(referral)} />
          <Summary title="Who asked" rows={asking(referral)} />
          <Questions {...props} />
        </div>
      </div>
      <History {...props} />
    </AppShell>
  )
}

function Standing({
  referral,
  names,
  unread,
  today,
}: Pick<TeamReferralProps, 'referral' | 'names' | 'unread' | 'today'>) {
  const { status, ownerId } = referral
  const who = ownerId ? `${names.get(ownerId) ?? 'A colleague'} has it.` : isOpen(status) ? 'Nobody has it yet.' : ''
  if (isOpen(status)) {
    const { tone, words } = pressingOf({ ...referral, unread }, today)
    return (
      <p>
        <StatusTag tone={tone === 'quiet' ? 'waiting' : tone}>{STATUS_WORDS[status]}</StatusTag> {words}. {who}
      </p>
    )
  }
  return (
    <p>
      <StatusTag tone={status === 'accepted' ? 'done' : 'quiet'}>{STATUS_WORDS[status]}</StatusTag>{' '}
      {sayOutcome(referral, today)} {who}
    </p>
  )
}

function sayOutcome({ acceptance, decline, withdrawal }: TeamReferral, today: Day): string {
  if (acceptance) return `First contact by ${sayDay(acceptance.firstContactBy, today)}.`
  if (decline) return `${DECLINE_REASONS[decline.reason]}. The way on: ${decline.better}`
  return withdrawal?.by === 'person' ? 'The person does not want this now.' : 'It is not wanted any more.'
}

const UrgentWords = ({ csrf, href }: { csrf: string; href: string }) => (
  <WarningCallout>
    <WarningCallout.Heading>Urgent words: read this now</WarningCallout.Heading>
    <p>
      We found words in this referral that may mean danger. A machine noticed them, so it may be wrong: read &ldquo;What
      for&rdquo; and decide.
    </p>
    <p>
      In danger now? Ring <a href="tel:999">999</a>. Needs help today? Ring <a href="tel:111">111</a>; for mental health
      choose option 2.
    </p>
    <form method="post" action={href}>
      <input type="hidden" name="_csrf" value={csrf} />
      <Button secondary preventDoubleClick>
        I have read it and acted
      </Button>
    </form>
  </WarningCallout>
)

const WHY_ALIKE: Record<string, string> = {
  'nhs-number': 'the same NHS number',
  name: 'a like name and the same birth date',
  telephone: 'the same telephone and birth date',
}

const Duplicates = ({ duplicates, today }: Pick<TeamReferralProps, 'duplicates' | 'today'>) =>
  duplicates.length === 0 ? null : (
    <InsetText>
      <p>
        <strong>You may know this person already.</strong> Nothing was joined: ask them, or look at both.
      </p>
      <ul>
        {duplicates.map(({ id, givenName, familyName, birthDate, why }) => (
          <li key={id}>
            {givenName} {familyName}, born {sayDay(birthDate as Day, today)}:{' '}
            {why.map((one) => WHY_ALIKE[one] ?? one).join(', ')}
          </li>
        ))}
      </ul>
    </InsetText>
  )

/** What this team may do now; what it may not is not there. */
function Actions({ referral: { id, status, referrer }, person }: Pick<TeamReferralProps, 'referral' | 'person'>) {
  if (!isOpen(status)) return null
  const at = (noun: string) => `/referrals/${id}/${noun}`
  return (
    <div className="nhsuk-button-group">
      {status === 'received' && <Button href={at('acceptance')}>Accept</Button>}
      {status === 'received' && (
        <Button secondary href={at('question')}>
          Ask {sayWhomToAsk(referrer, nameOf(person))}
        </Button>
      )}
      {status === 'questioned' && <Button href={at('answer')}>Write down their answer</Button>}
      <Button secondary href={at('allocation')}>
        Give to somebody
      </Button>
      <Button secondary href={at('decline')}>
        Not for us
      </Button>
    </div>
  )
}

function reaching({ person }: TeamReferralProps): SummaryRow[] {
  const { telephone, email, addressLines, postcode, restricted } = person
  const kept = restricted ? 'Kept back' : undefined
  return [
    { key: 'Be careful', value: <Lines of={safeContactLines(person)} /> },
    { key: 'Telephone', value: telephone ? <a href={`tel:${telephone}`}>{telephone}</a> : kept },
    { key: 'Email', value: email ? <a href={`mailto:${email}`}>{email}</a> : kept },
    {
      key: 'Address',
      value: addressLines.length > 0 || postcode ? <Lines of={[...addressLines, postcode ?? '']} /> : kept,
    },
    { key: 'Language', value: sayLanguageNeed(person) ?? 'English' },
    { key: 'Access needs', value: <AccessNeeds person={person} /> },
  ]
}

function identity({ person, practice, referral, today }: TeamReferralProps): SummaryRow[] {
  const { title, givenName, familyName, preferredName, pronouns, birthDate, nhsNumberStatus } = person
  return [
    { key: 'Name', value: [title, givenName, familyName].filter(Boolean).join(' ') },
    ...(preferredName ? [{ key: 'Likes to be called', value: preferredName }] : []),
    ...(pronouns ? [{ key: 'Pronouns', value: pronouns }] : []),
    { key: 'Born', value: sayBirth(birthDate, today) },
    { key: 'GP practice', value: practice ?? 'No known GP practice' },
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
    { key: 'In their words', value: reasonText ? <Lines of={reasonText.split('\n')} /> : 'Nothing more was written' },
    {
      key: 'Risks',
      value:
        risks.length > 0 ? <Lines of={risks} /> : noKnownRisks ? 'No known risks, they say' : 'Nothing was said. Ask.',
    },
    { key: 'Consent', value: sayConsent(referral) },
    ...Object.entries(details).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [{ key: sayItem(name), value: sayValue(value) }],
    ),
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

const sayValue = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(sayValue).join(', ')
      : typeof value === 'boolean'
        ? value
          ? 'Yes'
          : 'No'
        : JSON.stringify(value)

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
    { key: 'Telephone', value: telephone && <a href={`tel:${telephone}`}>{telephone}</a> },
    { key: 'Email', value: email && <a href={`mailto:${email}`}>{email}</a> },
  ]
}

const Questions = ({ referral: { questions }, names, today }: TeamReferralProps) =>
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

const History = ({ referral, names, today }: TeamReferralProps) => (
  <section aria-labelledby="history">
    <h2 className="nhsuk-heading-m" id="history">
      What has happened
    </h2>
    <ul className="nhsuk-list">
      {historyOf(referral, names).map(({ at, words }) => (
        <li key={`${at.toISOString()} ${words}`}>
          {sayDay(dayOf(at), today)}, {sayTime(at)}: {words}
        </li>
      ))}
    </ul>
    {referral.others.length > 0 && (
      <>
        <h3 className="nhsuk-heading-s">Asked about the same person before</h3>
        <ul className="nhsuk-list">
          {referral.others.map(({ id, reference, status, receivedAt }) => (
            <li key={id}>
              <a href={`/referrals/${id}`}>{reference}</a>, {sayDay(dayOf(receivedAt), today)}:{' '}
              {STATUS_WORDS[status].toLowerCase()}
            </li>
          ))}
        </ul>
      </>
    )}
  </section>
)

const Lines = ({ of }: { of: readonly string[] }) => (
  <>
    {of
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p key={line} className="nhsuk-u-margin-bottom-1">
          {line}
        </p>
      ))}
  </>
)
