import { Button, Card } from 'nhsuk-react-components'
import { sayDay, type Day } from '#platform/days.ts'
import { StatusTag } from '#ui/tag.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import type { TeamLinks } from './team-links.type.ts'
import { sayAges, sayLanguages, sayWait, type IntakePause, type Team } from './team.rules.ts'

/** All that somebody needs to know before asking or referring. The way on stands high: on a phone the criteria fill three screens. */
export const TeamCard = ({ team, links, today }: { team: Team; links: TeamLinks; today: Day }) => (
  <Card>
    <Card.Heading className="nhsuk-heading-m">{team.name}</Card.Heading>
    <p>
      {team.pause ? (
        <StatusTag tone="careful">Not taking new people just now</StatusTag>
      ) : (
        <StatusTag tone="done">Taking new people</StatusTag>
      )}
    </p>
    {team.pause && <Pause pause={team.pause} today={today} />}
    <p>{team.summary}</p>
    {team.localTitle.many !== 'link workers' && <p>Here link workers are called {team.localTitle.many}.</p>}
    {!team.pause && <Wait wait={team.wait} today={today} />}
    {!team.pause && <Asking team={team} links={links} />}
    <Criteria team={team} />
    {team.pause ? <Reaching team={team} /> : <Joining team={team} />}
  </Card>
)

const Pause = ({ pause, today }: { pause: IntakePause; today: Day }) => (
  <>
    <p>{pause.reason}</p>
    {pause.until && <p>New people again from {sayDay(pause.until, today)}.</p>}
    {pause.meanwhile && <p>{pause.meanwhile}</p>}
  </>
)

function Wait({ wait, today }: { wait: Team['wait']; today: Day }) {
  if (!wait) return <p>Ask the team how long people wait just now.</p>
  const words = sayWait(wait.workingDays)
  return (
    <p>
      {wait.workingDays < 2 ? `A first talk is usually ${words}.` : `Most people wait ${words} for a first talk.`}{' '}
      <span className="trellis-quiet">The team said so on {sayDay(wait.statedOn, today)}.</span>
    </p>
  )
}

const Asking = ({ team, links }: { team: Team; links: TeamLinks }) =>
  links.ask || links.refer ? (
    <div className="nhsuk-button-group">
      {links.ask && (
        <Button href={links.ask(team.id)}>
          Ask for help<span className="nhsuk-u-visually-hidden"> from {team.name}</span>
        </Button>
      )}
      {links.refer && (
        <Button secondary href={links.refer(team.id)}>
          Refer someone<span className="nhsuk-u-visually-hidden"> to {team.name}</span>
        </Button>
      )}
    </div>
  ) : null

function Criteria({ team }: { team: Team }) {
  const ages = sayAges(team)
  return (
    <>
      <h3 className="nhsuk-heading-s">Who they can help</h3>
      <ul>
        {team.canHelp.map((who) => (
          <li key={who}>{who}</li>
        ))}
        {ages && <li>Ages: {ages}</li>}
        <li>Languages: {sayLanguages(team.languages)}</li>
      </ul>
      {team.cannotHelp.length > 0 && (
        <>
          <h3 className="nhsuk-heading-s">Who they cannot help, and where to go instead</h3>
          <ul>
            {team.cannotHelp.map(({ who, instead }) => (
              <li key={who}>
                <strong>{who}.</strong> {instead}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

const Joining = ({ team }: { team: Team }) => (
  <>
    <h3 className="nhsuk-heading-s">How to ask or refer</h3>
    <ul>
      {team.howToRefer.map((way) => (
        <li key={way}>{way}</li>
      ))}
      <Ways team={team} />
    </ul>
  </>
)

/** During a pause nobody can ask or refer: only how to reach the team is left. */
const Reaching = ({ team }: { team: Team }) =>
  (team.telephone ?? team.email) && (
    <>
      <h3 className="nhsuk-heading-s">If you have a question</h3>
      <ul>
        <Ways team={team} />
      </ul>
    </>
  )

const Ways = ({ team: { telephone, email } }: { team: Team }) => (
  <>
    {telephone && (
      <li>
        Telephone: <TelephoneLink number={telephone} />
      </li>
    )}
    {email && (
      <li>
        Email: <a href={`mailto:${email}`}>{email}</a>
      </li>
    )}
  </>
)
