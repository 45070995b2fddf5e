import { Button } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import type { Day } from '#platform/days.ts'
import type { Practice } from '#foundations/geography/index.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Hero } from '#ui/hero.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import type { Asked, LinkWorkerAnswer } from './find-link-worker.ts'
import { TeamCard } from './team-card.pages.tsx'
import type { TeamLinks } from './team-links.type.ts'
import type { Team } from './team.rules.ts'

/** One box: the practice or the postcode decides which team it is. */
export const LinkWorkersPage = ({ shell }: { shell: Shell }) => (
  <AppShell
    shell={shell}
    title="Find a link worker"
    hero={
      <Hero
        title="Find a link worker"
        lede="A link worker has time to listen. They help you find what is good for you near home: company, advice, things to do."
      >
        <SearchBox />
      </Hero>
    }
  >
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h2 className="nhsuk-heading-m">What you will see</h2>
        <p>Each team works with some GP practices and some places. We show you which one is yours:</p>
        <ul>
          <li>who it can help, and where to go if it cannot</li>
          <li>how long people wait just now</li>
          <li>how to ask for help, for yourself or for someone else</li>
        </ul>
        <p>
          In some places link workers have another name, like community connector or village agent. They do the same
          work.
        </p>
      </div>
    </div>
  </AppShell>
)

const SearchBox = () => (
  <form className="trellis-search" action="/link-workers" method="get" role="search" aria-label="Find a link worker">
    <div className="trellis-search__field trellis-search__field--words">
      <label className="nhsuk-label" htmlFor="q">
        GP practice, or postcode
      </label>
      <input
        className="nhsuk-input"
        id="q"
        name="q"
        type="text"
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        data-combobox="/practices/suggest"
      />
    </div>
    <Button className="trellis-search__button">Find</Button>
  </form>
)

interface AnswerProps {
  shell: Shell
  answer: LinkWorkerAnswer
  links: TeamLinks
  today: Day
}

/** Who covers it; or which one is meant; or, where there is nothing, a kind way on. */
export function LinkWorkerAnswerPage({ shell, answer, links, today }: AnswerProps) {
  switch (answer.kind) {
    case 'teams':
      return <TeamsPage {...{ shell, links, today }} {...answer} />
    case 'nobody':
      return <NobodyPage {...{ shell, links }} {...answer} />
    case 'choose':
      return <ChoosePage shell={shell} {...answer} />
    case 'nothing':
      return <NothingPage shell={shell} {...answer} />
  }
}

type Answer<Kind extends LinkWorkerAnswer['kind']> = Extract<LinkWorkerAnswer, { kind: Kind }>

const TeamsPage = ({ shell, asked, teams, links, today }: Omit<AnswerProps, 'answer'> & Answer<'teams'>) => (
  <AnswerShell shell={shell} title={`Link workers for ${nameOf(asked)}`}>
    <PlaceNote asked={asked} />
    {teams.length > 1 && <p>{teams.length} teams cover it. You can choose.</p>}
    {teams.map((team) => (
      <TeamCard key={team.id} team={team} links={links} today={today} />
    ))}
    <PracticeNote asked={asked} />
  </AnswerShell>
)

const NobodyPage = ({
  shell,
  asked,
  nearest,
  others,
  links,
}: Pick<AnswerProps, 'shell' | 'links'> & Answer<'nobody'>) => (
  <AnswerShell shell={shell} title={`No team covers ${nameOf(asked)} yet`}>
    <PlaceNote asked={asked} />
    <EmptyState action={links.find ? { href: links.find, text: 'Find support near you' } : undefined}>
      <p>We know of no link worker team for {nameOf(asked)}. You can still get help:</p>
      <ul>
        {nearest && (
          <li>
            The nearest team is {nearest.team.name}, {sayDistance(nearest.kilometres)}.{' '}
            {nearest.team.telephone && (
              <>
                Ring <TelephoneLink number={nearest.team.telephone} /> and ask who can help where you live.
              </>
            )}
          </li>
        )}
        <li>
          {asked.kind === 'practice' ? `Ask at ${withAddress(asked.practice)}.` : 'Ask at your GP practice.'} Practices
          often know someone.
        </li>
      </ul>
    </EmptyState>
    <RingATeam teams={others} />
    <PracticeNote asked={asked} />
  </AnswerShell>
)

const AnswerShell = ({ shell, title, children }: { shell: Shell; title: string; children: ReactNode }) => (
  <AppShell shell={shell} title={title} back="/link-workers">
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">{title}</h1>
        {children}
        <h2 className="nhsuk-heading-m">Look for another</h2>
        <SearchBox />
      </div>
    </div>
  </AppShell>
)

/** What the answer rests on, where that is less than what was asked. */
function PlaceNote({ asked }: { asked: Asked }) {
  if (asked.kind !== 'place' || asked.place?.precision === 'postcode' || asked.text === asked.district) return null
  return (
    <p>
      We do not know the postcode {asked.text}
      {asked.place && `, so we looked at the area ${asked.district} as a whole`}. Check that you typed it right.
    </p>
  )
}

const PracticeNote = ({ asked }: { asked: Asked }) =>
  asked.kind === 'place' && (
    <p>Teams often go by GP practice. If your practice is somewhere else, look for it by its name.</p>
  )

const nameOf = (asked: Asked): string =>
  asked.kind === 'practice' ? asked.practice.name : asked.kind === 'pcn' ? asked.pcn.name : asked.text

const sayDistance = (kilometres: number): string =>
  kilometres < 1.6 ? 'less than a mile away' : `about ${Math.round(kilometres / 1.609344)} miles away`

const withAddress = ({ name, address }: Practice): string => (address ? `${name}, ${address}` : name)

const ChoosePage = ({ shell, words, practices, pcns }: { shell: Shell } & Answer<'choose'>) => (
  <AnswerShell shell={shell} title="Which one do you mean?">
    <p>More than one is like &ldquo;{words}&rdquo;.</p>
    <ul className="nhsuk-list">
      {practices.map((practice) => (
        <li key={practice.code}>
          <a href={`/link-workers?practice=${practice.code}`}>{practice.name}</a>{' '}
          <span className="trellis-quiet">{[practice.address, practice.postcode].filter(Boolean).join(', ')}</span>
        </li>
      ))}
      {pcns.map((pcn) => (
        <li key={pcn.code}>
          <a href={`/link-workers?pcn=${pcn.code}`}>{pcn.name}</a>{' '}
          <span className="trellis-quiet">a group of practices</span>
        </li>
      ))}
    </ul>
    <p>Not there? Try the postcode where the person lives.</p>
  </AnswerShell>
)

const NothingPage = ({ shell, words, teams }: { shell: Shell } & Answer<'nothing'>) => (
  <AnswerShell shell={shell} title="We could not find that">
    <p>We know no GP practice or postcode like &ldquo;{words}&rdquo;.</p>
    <ul>
      <li>Check how it is spelled, or try one word of the name.</li>
      <li>Or type the postcode where the person lives.</li>
    </ul>
    <RingATeam teams={teams} />
  </AnswerShell>
)

const MOST = 8

/** Where we cannot say which team it is, a person can. */
const RingATeam = ({ teams }: { teams: readonly Team[] }) =>
  teams.length > 0 && (
    <>
      <h2 className="nhsuk-heading-m">Or ring a team</h2>
      <p>Any of them will tell you who can help.</p>
      <ul className="nhsuk-list">
        {teams.slice(0, MOST).map((team) => (
          <li key={team.id}>
            {team.name}
            {team.telephone && (
              <>
                : <TelephoneLink number={team.telephone} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
