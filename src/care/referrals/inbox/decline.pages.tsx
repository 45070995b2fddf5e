import { Button, Fieldset } from 'nhsuk-react-components'
import { sayDay, type Day } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import type { FoundService } from '#registers/directory/index.ts'
import type { Team } from '#registers/teams/index.ts'
import { ChoiceField, SelectField, TextAreaField, TextField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import { DECLINE_REASONS } from '../referral.rules.ts'
import type { DeclineForm } from './answer.forms.ts'
import { ChangedNotice } from './changed.pages.tsx'

export interface DeclineProps {
  shell: Shell
  form: FormState<DeclineForm>
  href: string
  personName: string
  /** The person asked for themselves: nobody else is told. */
  askedThemselves: boolean
  version: number
  latest?: string
  /** The other teams of the partnership. */
  teams: readonly Team[]
  /** What the words found; undefined while nobody has looked. */
  found?: readonly FoundService[]
  today: Day
}

/** Saying no, with the next best thing. Looking for a service sends the page as it is, so that nothing typed is lost. */
export const DeclinePage = ({
  shell,
  form,
  href,
  personName,
  askedThemselves,
  version,
  latest,
  teams,
  found,
  today,
}: DeclineProps) => (
  <FormPage
    shell={shell}
    title={`Not for us: ${personName}`}
    back={href}
    form={form}
    submit="Say no, and show the way on"
    lede={
      <>
        {latest && <ChangedNotice latest={latest} />}
        <p>
          {askedThemselves ? 'We tell' : 'We tell whoever asked why, and tell'} {personName} in kind words where to
          turn. Nobody is left with a plain no.
        </p>
      </>
    }
  >
    <input type="hidden" name="version" value={version} />
    <ChoiceField
      form={form}
      name="reason"
      label="Why is this not for you?"
      small
      choices={Object.entries(DECLINE_REASONS).map(([value, text]) => ({ value, text }))}
    />
    {!askedThemselves && (
      <TextAreaField
        form={form}
        name="note"
        label="A word to whoever asked (if you like)"
        hint="The person does not see this."
        rows={3}
        max={1000}
      />
    )}
    <Fieldset>
      <Fieldset.Legend size="m">Where to instead</Fieldset.Legend>
      <p className="nhsuk-hint">Give at least one of these three.</p>
      <SelectField
        form={form}
        name="betterTeamId"
        label="A team that fits better"
        empty="No team"
        choices={teams.map((team) => ({ value: team.id, text: nameWithPause(team, today) }))}
      />
      <TextField
        form={form}
        name="words"
        label="A service: look for it"
        hint="For example: choir, debt advice"
        width={20}
      />
      <Button secondary small name="step" value="look">
        Look for services
      </Button>
      {found && <FoundServices form={form} found={found} />}
      <TextAreaField
        form={form}
        name="betterText"
        label="Or say it in your words"
        hint={`${askedThemselves ? 'The person sees this' : 'The person and whoever asked both see this'}, as you write it. Give a telephone number.`}
        rows={3}
        max={500}
      />
    </Fieldset>
  </FormPage>
)

const nameWithPause = ({ name, organisationName, pause }: Team, today: Day): string =>
  `${name}, ${organisationName}${pause ? ` (takes nobody${pause.until ? ` until ${sayDay(pause.until, today)}` : ' just now'})` : ''}`

const FoundServices = ({ form, found }: { form: FormState<DeclineForm>; found: readonly FoundService[] }) =>
  found.length === 0 ? (
    <p>Nothing fits these words. Try one other word, or say it in your own words below.</p>
  ) : (
    <ChoiceField
      form={form}
      name="betterServiceId"
      label="Which of these?"
      small
      choices={[
        ...found.map(({ id, name, summary, place }) => ({
          value: id,
          text: name,
          hint: [summary?.replace(/\.$/, ''), place].filter(Boolean).join('. '),
        })),
        { value: '', text: 'None of these', divider: 'or' },
      ]}
    />
  )
