import { sayDay, type Day } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import { ChangedNotice } from '#ui/changed-notice.tsx'
import { DayField, TextAreaField, TextField } from '#ui/fields.tsx'
import { FormPage, type FormPageProps } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import { sayWait, type Team } from '../team.rules.ts'
import type { LimitsForm, PauseForm, WaitForm } from './settings.forms.ts'

interface Props<Form> {
  shell: Shell
  team: Team
  today: Day
  form: FormState<Form>
  /** Of the team as it is on the page. */
  version: number
  /** Somebody changed the team while the page was open. */
  changed?: boolean
}

/** Taking nobody new for a while: what is written here is what everybody reads. */
export const PauseTeamPage = (props: Props<PauseForm>) => (
  <TeamForm
    {...props}
    title={props.team.pause ? 'Change the pause' : 'Pause new referrals'}
    submit={props.team.pause ? 'Save' : 'Pause'}
    lede={
      <p>
        From then on nobody can be referred to {props.team.name}, or ask for themselves. Referrals that are here already
        stay with you. Everybody can read what you write here.
      </p>
    }
  >
    <TextAreaField
      form={props.form}
      name="reason"
      label="Why do you take nobody new?"
      hint="Keep it short and kind, and name nobody. For example: Two of us do the work of three until a colleague starts."
      rows={3}
      max={500}
    />
    <DayField
      form={props.form}
      name="until"
      label="From which day do you take new people again? (optional)"
      hint="It opens by itself on that day. Leave it empty if you do not know yet."
    />
    <TextAreaField
      form={props.form}
      name="meanwhile"
      label="Where can people go meanwhile? (optional)"
      hint="For example: Hillside community connectors cover Market Place Surgery too."
      rows={3}
      max={500}
    />
  </TeamForm>
)

/** Taking new people again. */
export const OpenTeamPage = (props: Omit<Props<never>, 'form'>) => (
  <TeamForm
    {...props}
    title="Take new people again"
    submit="Take new people"
    lede={<p>From now on people can ask {props.team.name} for help, and be referred.</p>}
    other={<a href="/team/pause">Change the pause instead</a>}
  />
)

/** What people are told about how long it takes. */
export const WaitPage = (props: Props<WaitForm>) => (
  <TeamForm
    {...props}
    title="How long do people wait?"
    submit="Save"
    lede={
      <p>
        {props.team.wait
          ? `People are told: ${sayWait(props.team.wait.workingDays)}. You said so on ${sayDay(props.team.wait.statedOn, props.today)}.`
          : 'People are told to ask you.'}{' '}
        What you say now is shown with today’s date.
      </p>
    }
  >
    <TextField
      form={props.form}
      name="workingDays"
      label="Working days until a first talk"
      hint="How long most people wait now. 5 is a week, 21 is a month, 0 is the same day."
      inputMode="numeric"
      width={3}
      suffix="working days"
    />
  </TeamForm>
)

/** How many people are enough for one worker. */
export const LimitsPage = (props: Props<LimitsForm>) => (
  <TeamForm
    {...props}
    title="How many people are enough?"
    submit="Save"
    lede={
      <p>
        Both count for a {props.team.localTitle.one} who works whole time, 37.5 hours; who works fewer hours has fewer
        people. Above a limit a flag shows. Nobody is turned away by it: only a pause does that.
      </p>
    }
  >
    <TextField
      form={props.form}
      name="openNowLimit"
      label="People at one time (optional)"
      inputMode="numeric"
      width={3}
      suffix="people"
    />
    <TextField
      form={props.form}
      name="peoplePerYear"
      label="People in a year"
      inputMode="numeric"
      width={4}
      suffix="people"
    />
  </TeamForm>
)

/** One thing that a manager sets for the team: the form, from the version that was on the page. */
const TeamForm = ({
  team,
  today,
  version,
  changed,
  lede,
  children,
  ...page
}: Omit<Props<never>, 'form'> & FormPageProps) => (
  <FormPage
    {...page}
    back="/team"
    lede={
      <>
        {changed && (
          <ChangedNotice latest={`Somebody changed the team meanwhile. It stands like this: ${sayTeam(team, today)}`} />
        )}
        {lede}
      </>
    }
  >
    <input type="hidden" name="version" value={version} />
    {children}
  </FormPage>
)

/** How a team stands, in a few sentences. */
function sayTeam({ pause, wait, openNowLimit, peoplePerYear }: Team, today: Day): string {
  const intake = pause
    ? `It takes nobody new${pause.until ? ` until ${sayDay(pause.until, today)}` : ''}: ${pause.reason.replace(/[.!]*$/, '.')}`
    : 'It takes new people.'
  const told = wait ? `People are told to wait ${sayWait(wait.workingDays)}.` : 'People are told no wait.'
  const limits = `${openNowLimit === null ? 'No limit' : `${openNowLimit} people`} at one time, ${peoplePerYear} in a year.`
  return `${intake} ${told} ${limits}`
}
