import type { ReactNode } from 'react'
import { dayOf, sayDay, type Day } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import { DayField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { UrgentHelp } from '#ui/urgent-help.tsx'
import { sayTelephone } from '#platform/telephone.ts'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { isOpen } from '../referral.rules.ts'
import { endOf, workOf, type Work } from '../progress.rules.ts'
import type { Better, Standing } from './referral-status.queries.ts'

/** A person's link asks one more thing that others do not know. The title says nothing, for a telephone that others see. */
export const BirthDatePage = ({ shell, form, closed }: { shell: Shell; form: FormState; closed: boolean }) => (
  <FormPage
    shell={shell}
    title="What is your date of birth?"
    form={form}
    quickExit
    other={<a href="/link-workers">Find a number to ring</a>}
    lede={
      <p>
        {closed
          ? 'There were too many wrong dates. Please wait a quarter of an hour, then try again.'
          : 'We ask so that nobody else can read what is here.'}
      </p>
    }
  >
    <DayField form={form} name="birth" label="Your date of birth" hint="For example, 15 3 1950" />
  </FormPage>
)

/** Used, late, altered or somebody else's: all look the same, and there is a way on. */
export const NoSuchLinkPage = ({ shell }: { shell: Shell }) => (
  <AppShell shell={shell} title="This link does not work any more">
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">This link does not work any more</h1>
        <p>It may be old, or a letter of it may be missing. If you copied it, copy all of it.</p>
        <p>Ring the people who sent it to you. They can tell you how things stand, and send you a new one.</p>
        <p>
          <a href="/link-workers">Find their number</a>
        </p>
        <UrgentHelp />
      </div>
    </div>
  </AppShell>
)

/** How things stand, for the person or for whoever asked on their behalf. */
export const StandingPage = ({
  shell,
  standing,
  today,
  children,
}: {
  shell: Shell
  standing: Standing
  today: Day
  children?: ReactNode
}) => (
  <AppShell shell={shell} title="How things stand" quickExit>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">{headline(standing)}</h1>
        <p className="nhsuk-lede-text">{news(standing, today)}</p>
        {standing.decline && <BetterPlace better={standing.decline.better} />}
        {children}
        <Summary
          rows={[
            { key: 'Your number', value: standing.reference },
            {
              key: 'Who has it',
              value: standing.worker ? `${standing.worker}, ${standing.team.name}` : standing.team.name,
            },
            { key: 'Came to us', value: sayDay(dayOf(standing.receivedAt), today) },
          ]}
        />
        {standing.team.telephone && (
          <p>
            {isUnderWay(standing) ? 'Any question, or would you rather stop?' : 'Any question?'} Ring{' '}
            {standing.team.name} on <TelephoneLink number={standing.team.telephone} />.
          </p>
        )}
      </div>
    </div>
  </AppShell>
)

const BetterPlace = ({ better }: { better: Better }) => (
  <div className="nhsuk-inset-text">
    <h2 className="nhsuk-heading-s">Where to go instead</h2>
    {better.team && (
      <p>
        {better.team.name}
        {better.team.telephone && `, telephone ${sayTelephone(better.team.telephone)}`}
      </p>
    )}
    {better.service && (
      <p>
        <a href={`/services/${better.service.id}`}>{better.service.name}</a>
      </p>
    )}
    {better.text && <p>{better.text}</p>}
  </div>
)

/** There is still something to stop. */
const isUnderWay = ({ status, progress }: Standing): boolean =>
  status === 'accepted' ? workOf(progress) !== 'closed' : isOpen(status)

function headline({ status, referrerKind, progress }: Standing): string {
  const whose = referrerKind === 'self' ? 'your request' : 'the request'
  switch (status) {
    case 'received':
      return `We have ${whose}`
    case 'questioned':
      return 'We have asked a question first'
    case 'accepted':
      return WORK_HEADLINES[workOf(progress)]
    case 'declined':
      return 'Someone else can help better'
    case 'withdrawn':
      return `${whose.charAt(0).toUpperCase()}${whose.slice(1)} was taken back`
  }
}

function news(standing: Standing, today: Day): string {
  const { status, team, worker, nextDate, referrerName } = standing
  switch (status) {
    case 'received':
      return `${worker ? `${worker} from ${team.name} has it` : `${team.name} have it`}. You will hear by ${sayDay(nextDate, today)}.`
    case 'questioned':
      return `${team.name} asked ${referrerName} something. They go on as soon as they have the answer.`
    case 'accepted':
      return newsOfWork(standing, today)
    case 'declined':
      return `${team.name} cannot help this time. That is not your doing. There is a better place.`
    case 'withdrawn':
      return `Nothing more will happen, unless you ask again. You are always welcome to.`
  }
}

const WORK_HEADLINES: Record<Work, string> = {
  waiting: 'We have said yes',
  active: 'The work has begun',
  paused: 'The work is resting',
  closed: 'The work has ended',
}

function newsOfWork({ team, worker, nextDate, firstContactBy, referrerKind, progress }: Standing, today: Day): string {
  const who = `${worker ?? 'Someone'} from ${team.name}`
  const by = firstContactBy ?? nextDate
  const [them, they] = referrerKind === 'self' ? ['you', 'You'] : ['them', 'They']
  const end = endOf(progress)
  if (end) {
    const back = end.reason === 'died' ? '' : ` ${they} can come back at any time: just ring.`
    return `It ended on ${sayDay(dayOf(end.at), today)}.${back}`
  }
  switch (workOf(progress)) {
    case 'active':
      return `${who} is working with ${them}.`
    case 'paused':
      return `${who} will ask again how it is, on the day that was agreed.`
    default:
      return by < today
        ? `${who} was to be in touch by ${sayDay(by, today)}, and has not talked with ${them} yet. Please ring.`
        : `${who} will be in touch by ${sayDay(by, today)}.`
  }
}
