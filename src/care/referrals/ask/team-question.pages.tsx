import { Button, Details } from 'nhsuk-react-components'
import { sayDay, type Day } from '#platform/days.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import type { Team } from '#registers/teams/index.ts'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import type { AskFlow } from './ask-facts.ts'
import type { AskFacts, Found } from './ask.type.ts'

/** What one wants to know of the team beside some of the questions: who is closed, whom they help, how to ring. */
export function AboutTeams({
  question,
  facts: { teams, team },
  today,
}: {
  question: string
  facts: AskFacts
  today: Day
}) {
  if (question === 'team') return <PausedTeams teams={teams} today={today} />
  if (question === 'help' && team) return <WhoTheyHelp team={team} />
  if (question !== 'consent' || !team?.telephone) return null
  return (
    <p>
      Rather talk first? Ring {team.name} on <TelephoneLink number={team.telephone} />.
    </p>
  )
}

/** Criteria beside the form, not after it. */
const WhoTheyHelp = ({ team }: { team: Team }) => (
  <Details>
    <Details.Summary>You are asking {team.name}. Who do they help?</Details.Summary>
    <Details.Text>
      <ul>
        {team.canHelp.map((who) => (
          <li key={who}>{who}</li>
        ))}
      </ul>
      {team.cannotHelp.length > 0 && <p>Who they cannot help, and where to go instead:</p>}
      <ul>
        {team.cannotHelp.map(({ who, instead }) => (
          <li key={who}>
            <strong>{who}.</strong> {instead}
          </li>
        ))}
      </ul>
    </Details.Text>
  </Details>
)

/** Teams that cover but take nobody now, beside those that do. */
function PausedTeams({ teams, today }: { teams: readonly Team[]; today: Day }) {
  const paused = teams.filter(({ pause }) => pause)
  if (paused.length === 0) return null
  return (
    <Details>
      <Details.Summary>{paused.map(({ name }) => name).join(', ')}: not taking new people now</Details.Summary>
      <Details.Text>
        {paused.map((team) => (
          <Pause key={team.id} team={team} today={today} />
        ))}
      </Details.Text>
    </Details>
  )
}

interface WayOnPageProps {
  shell: Shell
  ask: AskFlow
  teams: readonly Team[]
  found: Found
  nearest?: { team: Team; kilometres: number }
  back: string
  today: Day
}

/** Nobody to send it to: the team is full for now, or nobody covers. Never a dead end. */
export function WayOnPage({ shell, ask, teams, found, nearest, back, today }: WayOnPageProps) {
  const place = found.practice?.name ?? found.postcode ?? 'there'
  return (
    <AppShell shell={shell} title="Other ways on" back={back} quickExit>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">
            {teams.length > 0 ? `${teams[0]!.name} take nobody new just now` : `We know of no team for ${place} yet`}
          </h1>
          {teams.map((team) => (
            <Pause key={team.id} team={team} today={today} />
          ))}
          {teams.length === 0 && <Nobody found={found} nearest={nearest} />}
          <div className="nhsuk-button-group">
            <Button href="/find">Find support near you</Button>
            <Button secondary href={`${ask.flow.path}/where`}>
              Change the practice or postcode
            </Button>
          </div>
          <p>We keep what you typed for 28 days. You can come back to it from this phone or computer.</p>
        </div>
      </div>
    </AppShell>
  )
}

const Pause = ({ team: { name, pause, telephone }, today }: { team: Team; today: Day }) => (
  <>
    <p>{pause?.reason}</p>
    {pause?.meanwhile && <p>{pause.meanwhile}</p>}
    <p>
      {pause?.until && <>They take new people again from {sayDay(pause.until, today)}. </>}
      {telephone && (
        <>
          You can ring {name} on <TelephoneLink number={telephone} />.
        </>
      )}
    </p>
  </>
)

const Nobody = ({ found, nearest }: Pick<WayOnPageProps, 'found' | 'nearest'>) => (
  <EmptyState>
    <p>There is help all the same:</p>
    <ul>
      {nearest && (
        <li>
          The nearest team is {nearest.team.name}.{' '}
          {nearest.team.telephone && (
            <>
              Ring <TelephoneLink number={nearest.team.telephone} /> and ask who can help where you are.
            </>
          )}
        </li>
      )}
      <li>Ask at {found.practice?.name ?? 'a GP practice'}. They often know someone.</li>
    </ul>
  </EmptyState>
)
