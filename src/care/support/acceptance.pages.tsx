import { InsetText } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import {
  ChangedNotice,
  mustBeCareful,
  safeContactLines,
  sayLanguageNeed,
  sayReasons,
  type OpenedReferral,
} from '#care/referrals/index.ts'
import { sayDay, type Day } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import { nameOf } from '#registers/people/index.ts'
import { sayLanguages, type Team } from '#registers/teams/index.ts'
import { ChoiceField, DayField, type Choice } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { LATER, type AcceptanceForm, type AllocationForm } from './acceptance.forms.ts'
import { inOrderOfFit, sayCandidate, speaks, type Candidate } from './caseload.rules.ts'

export interface AnswerProps {
  shell: Shell
  opened: OpenedReferral
  team: Team
  /** Who sees people in the team today, with what they have in hand. */
  candidates: readonly Candidate[]
  /** The account that chooses. */
  chooser: string
  /** The chooser is the manager, to whom comes what nobody decides. */
  decides: boolean
  /** Of the referral as this page shows it. */
  version: number
  /** What somebody else did while the page was open. */
  latest?: string
  today: Day
}

/** Saying yes: by when, and who. */
export const AcceptancePage = ({ form, ...props }: AnswerProps & { form: FormState<AcceptanceForm> }) => {
  const { shell, opened, team, candidates, version, latest } = props
  const { referral, person } = opened
  const name = nameOf(person)
  return (
    <FormPage
      shell={shell}
      title={`Accept the referral for ${name}`}
      back={`/referrals/${referral.id}`}
      form={form}
      submit="Accept"
      lede={
        <>
          {latest && <ChangedNotice latest={latest} />}
          <p>
            We tell {name}
            {referral.referrer.kind === 'self' ? '' : ' and whoever asked'} that you said yes, who will be in touch, and
            by when.
          </p>
        </>
      }
      aside={<Brief opened={opened} />}
    >
      <input type="hidden" name="version" value={version} />
      <DayField
        form={form}
        name="firstContactBy"
        label={`By when will you be in touch with ${name}?`}
        hint="Within 5 working days, unless they asked for later."
      />
      <LanguageWarning person={person} candidates={candidates} />
      <ChoiceField
        form={form}
        name="worker"
        label="Who will have them?"
        choices={[
          ...choicesOf(props),
          {
            value: LATER,
            text: 'Decide later',
            hint: props.decides ? 'You get this to decide.' : 'The team manager gets this to decide.',
            divider: 'or',
          },
        ]}
      />
      <p className="trellis-quiet">{sayLimit(team)}</p>
    </FormPage>
  )
}

const sayLimit = ({ openNowLimit }: Team): string =>
  openNowLimit === null
    ? 'Your team has set no limit for people at once.'
    : `Your team counts ${openNowLimit} people at once for a whole-time worker as full. You may go over it, but think of the worker.`

/** Giving a referral that still waits to a colleague. */
export const AllocationPage = ({ form, ...props }: AnswerProps & { form: FormState<AllocationForm> }) => {
  const { shell, opened, candidates, version, latest } = props
  const { referral, person } = opened
  return (
    <FormPage
      shell={shell}
      title={`Who answers the referral for ${nameOf(person)}?`}
      back={`/referrals/${referral.id}`}
      form={form}
      submit="Give it to them"
      lede={
        <>
          {latest && <ChangedNotice latest={latest} />}
          <p>Whoever gets it finds it on their own list, with everything that is to be done about it.</p>
        </>
      }
      aside={<Brief opened={opened} />}
    >
      <input type="hidden" name="version" value={version} />
      <LanguageWarning person={person} candidates={candidates} />
      <ChoiceField form={form} name="worker" label="Give it to" choices={choicesOf(props)} />
    </FormPage>
  )
}

const choicesOf = ({ opened: { person }, team, candidates, chooser }: AnswerProps): Choice[] =>
  inOrderOfFit(candidates, { language: person.language, chooser }, team).map((one) => ({
    value: one.accountId,
    text: one.accountId === chooser ? `${one.name} (you)` : one.name,
    hint: sayCandidate(one, person.language, team),
  }))

const LanguageWarning = ({
  person,
  candidates,
}: {
  person: OpenedReferral['person']
  candidates: readonly Candidate[]
}): ReactNode =>
  candidates.some((one) => speaks(one, person.language)) ? null : (
    <InsetText>
      <p>
        Nobody in your team speaks {sayLanguages([person.language])}. Whoever has them needs an interpreter for the
        first call.
      </p>
    </InsetText>
  )

/** What one needs to see while choosing. */
const Brief = ({ opened: { referral, person } }: { opened: OpenedReferral }) => (
  <>
    <h2 className="nhsuk-heading-s">What for</h2>
    <p>{sayReasons(referral.reasons)}</p>
    <h2 className="nhsuk-heading-s">{mustBeCareful(person) ? 'Be careful' : 'How to reach them'}</h2>
    <ul>
      {safeContactLines(person).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
    <h2 className="nhsuk-heading-s">Language</h2>
    <p>{sayLanguageNeed(person) ?? 'English'}</p>
  </>
)

/** A paused intake: why nothing can be accepted, and the ways on. */
export const IntakePausedPage = ({
  shell,
  opened,
  team,
  today,
}: Pick<AnswerProps, 'shell' | 'opened' | 'team' | 'today'>) => {
  const href = `/referrals/${opened.referral.id}`
  const until = team.pause?.until ? ` until ${sayDay(team.pause.until, today)}` : ''
  return (
    <AppShell shell={shell} title="Your intake is paused" back={href}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">Your intake is paused</h1>
          <p>
            {team.name} takes nobody{until}, so this cannot be accepted: whoever hears &ldquo;accepted&rdquo; must be
            seen.
          </p>
          {team.pause && <p>{team.pause.reason}</p>}
          <p>
            Your team manager can open the intake again. Or{' '}
            <a href={`${href}/decline`}>show {nameOf(opened.person)} another way on</a>.
          </p>
        </div>
      </div>
    </AppShell>
  )
}
