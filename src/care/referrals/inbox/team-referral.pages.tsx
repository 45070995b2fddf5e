import { Button, InsetText, WarningCallout } from 'nhsuk-react-components'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { nameOf } from '#registers/people/index.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { DECLINE_REASONS, isOpen, STATUS_WORDS } from '../referral.rules.ts'
import { historyOf } from './history.rules.ts'
import { pressingOf, sayWhomToAsk } from './inbox.rules.ts'
import { sayWho } from './person-brief.pages.tsx'
import { Lines, ReferralSummary, type ReferralShown } from './referral-summary.pages.tsx'
import type { TeamReferral } from './team-referral.queries.ts'

export interface TeamReferralProps extends ReferralShown {
  shell: Shell
  duplicates: { id: Id; givenName: string; familyName: string; birthDate: string; why: string[] }[]
  /** Urgent words were found and nobody has said yet that they read them. */
  unread: boolean
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
      {unread && <UrgentWords csrf={shell.csrf} referral={referral} />}
      <Duplicates {...props} />
      <Actions referral={referral} person={person} />
      <ReferralSummary {...props} />
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

/** The words themselves stand here: whoever reads this need not look for them. */
const UrgentWords = ({ csrf, referral: { id, reasonText, risks } }: { csrf: string; referral: TeamReferral }) => (
  <WarningCallout>
    <WarningCallout.Heading headingLevel="h2">Urgent words: read this now</WarningCallout.Heading>
    <Lines of={[...(reasonText ?? '').split('\n'), ...risks]} />
    <p className="nhsuk-u-margin-top-4">
      A machine noticed words that may mean danger. It may be wrong: you decide. In danger now? Ring{' '}
      <a href="tel:999">999</a>. Needs help today? Ring <a href="tel:111">111</a>; for mental health choose option 2.
    </p>
    <form method="post" action={`/referrals/${id}/urgent-reading`}>
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
