import { WarningCallout } from 'nhsuk-react-components'
import { sayDay, type Day } from '#platform/days.ts'
import { sayAges, sayWait, type Team } from '#registers/teams/index.ts'
import { ChoiceField } from '#ui/fields.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { sayTelephone } from '#platform/telephone.ts'
import type { ReferForm } from './refer.forms.ts'
import type { Covering } from './who-covers.ts'

interface Props {
  form: ReferForm
  covering: Covering
  today: Day
}

/** Which team gets it: chosen by itself when there is only one that takes referrals. */
export function TeamChoice({ form, covering }: Omit<Props, 'today'>) {
  const open = covering.teams.filter(({ pause }) => !pause)
  if (open.length > 1)
    return (
      <ChoiceField
        form={{ ...form, values: { ...form.values, team: covering.chosen?.id } }}
        name="team"
        label="Which team?"
        choices={open.map(({ id, name, wait }) => ({
          value: id,
          text: name,
          hint: wait ? `Usual wait: ${sayWait(wait.workingDays)}` : undefined,
        }))}
      />
    )
  if (!covering.chosen) return null
  return (
    <>
      <input type="hidden" name="team" value={covering.chosen.id} />
      <p id="team">
        This goes to <strong>{covering.chosen.name}</strong>.
      </p>
    </>
  )
}

/** What one must know before typing anything: who they help, who they cannot, whether they take people, how long it takes. */
export function Criteria({ form, covering, today }: Props) {
  const { teams, nearest, issues } = covering
  if (teams.length > 0) return teams.map((team) => <TeamCriteria key={team.id} team={team} today={today} />)
  if (nearest) return <Nobody team={nearest.team} />
  return (
    <p>
      {issues.length > 0 && form.issues.length > 0
        ? 'When we know the practice or the postcode, you will see here who can help.'
        : 'Give the practice or the postcode first. You will see here who can help, and who cannot.'}
    </p>
  )
}

const TeamCriteria = ({ team, today }: { team: Team; today: Day }) => {
  const ages = sayAges(team)
  return (
    <section aria-label={team.name}>
      <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-2">{team.name}</h2>
      <p className="nhsuk-u-margin-bottom-2">
        {team.pause ? (
          <StatusTag tone="careful">Not taking new people just now</StatusTag>
        ) : (
          <StatusTag tone="done">Taking new people</StatusTag>
        )}
      </p>
      {team.pause && (
        <p>
          {team.pause.reason} {team.pause.until && `New people again from ${sayDay(team.pause.until, today)}. `}
          {team.pause.meanwhile}
        </p>
      )}
      {!team.pause && team.wait && (
        <p className="nhsuk-u-margin-bottom-2">Usual wait for a first talk: {sayWait(team.wait.workingDays)}.</p>
      )}
      <h3 className="nhsuk-heading-xs nhsuk-u-margin-bottom-1">Who they can help</h3>
      <ul className="nhsuk-u-font-size-16">
        {team.canHelp.map((who) => (
          <li key={who}>{who}</li>
        ))}
        {ages && <li>Ages: {ages}</li>}
      </ul>
      {team.cannotHelp.length > 0 && (
        <>
          <h3 className="nhsuk-heading-xs nhsuk-u-margin-bottom-1">Who they cannot help, and where to go instead</h3>
          <ul className="nhsuk-u-font-size-16">
            {team.cannotHelp.map(({ who, instead }) => (
              <li key={who}>
                <strong>{who}.</strong> {instead}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const Nobody = ({ team }: { team: Team }) => (
  <WarningCallout>
    <WarningCallout.Heading headingLevel="h2">No team covers them</WarningCallout.Heading>
    <p>
      The nearest is {team.name}.{' '}
      {team.telephone && `Ring ${sayTelephone(team.telephone)} and ask who can help where they live.`}
    </p>
    <p>
      Or <a href="/find">find support near them</a>.
    </p>
  </WarningCallout>
)
