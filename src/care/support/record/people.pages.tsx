import { ageOn, sayDay, type Day } from '#platform/days.ts'
import { emptyForm } from '#platform/forms.ts'
import { nameOf, type Person } from '#registers/people/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { TextField } from '#ui/fields.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { StatusTag, type Tone } from '#ui/tag.tsx'
import { EPISODE_WORDS, type EpisodeStatus } from '../episode.rules.ts'
import { PEOPLE_A_PAGE, type ListedEpisode, type Whose } from './people.queries.ts'

/** A person of the list: with an episode, or only referred so far. */
export interface PersonRow {
  person: Pick<Person, 'id' | 'givenName' | 'familyName' | 'preferredName' | 'birthDate'>
  episode: ListedEpisode | null
}

interface PeoplePageProps {
  shell: Shell
  rows: readonly PersonRow[]
  whose: Whose
  /** How many there are in all, of whom the page shows some. */
  count: number
  /** From 1. */
  page: number
  today: Day
}

/** The people of the team: one's own first, those whose next date comes first at the top. */
export const PeoplePage = ({ shell, rows, whose, count, page, today }: PeoplePageProps) => (
  <AppShell shell={shell} title="People" wide>
    <h1 className="nhsuk-heading-l">People</h1>
    <SearchForm csrf={shell.csrf} />
    <nav className="trellis-sections" aria-label="Whose people">
      <ul className="trellis-sections__list">
        {(['mine', 'team'] as const).map((one) => (
          <li key={one}>
            <a
              className="trellis-sections__link"
              href={`/people?whose=${one}`}
              aria-current={one === whose ? 'page' : undefined}
            >
              {one === 'mine' ? 'My people' : 'All of the team'}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <p>{sayCount(count, whose)}</p>
    <DataTable
      caption="People"
      hideCaption
      columns={columns(today)}
      rows={rows}
      rowId={({ person }) => person.id}
      empty={<Nobody whose={whose} />}
    />
    <Pagination
      page={page}
      pages={Math.ceil(count / PEOPLE_A_PAGE)}
      href={(to) => `/people?whose=${whose}&page=${to}`}
    />
  </AppShell>
)

const sayCount = (count: number, whose: Whose): string => {
  const people = count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`
  return whose === 'mine'
    ? `You have ${people}. The next date comes first.`
    : `Your team works with ${people}. The next date comes first.`
}

const Nobody = ({ whose }: { whose: Whose }) => (
  <EmptyState
    action={
      whose === 'mine'
        ? { href: '/people?whose=team', text: 'See all of the team' }
        : { href: '/referrals', text: 'See who was referred' }
    }
  >
    <p>{whose === 'mine' ? 'Nobody is with you at the moment.' : 'Your team works with nobody at the moment.'}</p>
  </EmptyState>
)

interface FoundPageProps {
  shell: Shell
  typed: string
  found: readonly PersonRow[]
  today: Day
}

/** Who was found. What was typed stays on the page and never goes into an address. */
export const FoundPeoplePage = ({ shell, typed, found, today }: FoundPageProps) => (
  <AppShell shell={shell} title="People found" back="/people" wide>
    <h1 className="nhsuk-heading-l">People found</h1>
    <SearchForm csrf={shell.csrf} typed={typed} />
    <DataTable
      caption="People found"
      hideCaption
      columns={columns(today)}
      rows={found}
      rowId={({ person }) => person.id}
      empty={
        <EmptyState action={{ href: '/referrals', text: 'Look among the referrals' }}>
          <p>Your team knows nobody like that. Check the spelling, or try a birth date like 2 January 1950.</p>
        </EmptyState>
      }
    />
  </AppShell>
)

const SearchForm = ({ csrf, typed }: { csrf: string; typed?: string }) => (
  <form method="post" action="/people" className="trellis-find" role="search">
    <input type="hidden" name="_csrf" value={csrf} />
    <TextField
      form={emptyForm<unknown>({ words: typed })}
      name="words"
      label="Find somebody"
      hint="A name, a birth date or an NHS number"
      type="search"
    />
    <button className="nhsuk-button nhsuk-button--secondary" type="submit">
      Find
    </button>
  </form>
)

const columns = (today: Day): Column<PersonRow>[] => [
  { heading: 'Name', cell: ({ person }) => <a href={`/people/${person.id}`}>{nameOf(person)}</a> },
  { heading: 'Age', cell: ({ person }) => ageOn(person.birthDate, today) },
  {
    heading: 'Status',
    cell: ({ episode }) =>
      episode ? <StatusTag tone={TONES[episode.status]}>{EPISODE_WORDS[episode.status]}</StatusTag> : 'Referred',
  },
  { heading: 'Next', cell: ({ episode }) => sayNext(episode, today) },
  { heading: 'Who', cell: ({ episode }) => episode?.worker ?? 'Nobody yet' },
]

function sayNext(episode: ListedEpisode | null, today: Day): string {
  if (!episode?.nextDate || episode.status === 'closed') return '–'
  const day = sayDay(episode.nextDate, today)
  return episode.nextDate < today ? `Late: ${day}` : episode.nextDate === today ? 'Today' : day
}

const TONES: Record<EpisodeStatus, Tone> = { waiting: 'new', active: 'going', paused: 'waiting', closed: 'quiet' }
