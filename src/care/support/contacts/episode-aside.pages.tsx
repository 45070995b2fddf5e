import { safeContactLines, sayLanguageNeed } from '#care/referrals/index.ts'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import { nameOf } from '#registers/people/index.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { EPISODE_WORDS } from '../episode.rules.ts'
import { KINDS, OUTCOMES } from './contact.rules.ts'
import type { Contact } from './contact.queries.ts'
import type { OpenedEpisode } from './open-episode.ts'
import type { ToTell } from './to-tell.queries.ts'

/** Beside a form: how to reach somebody and how not, and what came of the last tries. */
export const EpisodeAside = ({ opened }: { opened: OpenedEpisode }) => {
  const { person, contacts, names, today } = opened
  const language = sayLanguageNeed(person)
  return (
    <>
      <h2 className="nhsuk-heading-s">Reaching {nameOf(person)}</h2>
      {person.telephone && (
        <p>
          <TelephoneLink number={person.telephone} />
        </p>
      )}
      <ul className="nhsuk-list">
        {[...safeContactLines(person), ...(language ? [language] : [])].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h2 className="nhsuk-heading-s">Lately</h2>
      {contacts.length === 0 ? (
        <p className="trellis-quiet">Nobody has been in touch with them yet.</p>
      ) : (
        <ul className="nhsuk-list">
          {contacts.slice(0, SHOWN).map((contact) => (
            <li key={contact.id}>{sayContact(contact, names.get(contact.recordedBy) ?? 'A colleague', today)}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={`/people/${person.id}`}>Open their record</a>
      </p>
    </>
  )
}

/** News for which there was no safe way to write: the next talk is when they hear it, and its form ends the task. */
export const NotHeardYet = ({ name, toTell }: { name: string; toTell: readonly ToTell[] }) => (
  <>
    <h2 className="nhsuk-heading-s">Tell them when you talk</h2>
    <p>We could not write to {name} about this. Once you write down that you talked, it counts as told.</p>
    <ul>
      {toTell.map(({ about, aboutId }) => (
        <li key={`${about} ${aboutId}`}>
          <NewsLink about={about} aboutId={aboutId} />
        </li>
      ))}
    </ul>
  </>
)

function NewsLink({ about, aboutId }: ToTell) {
  if (about === 'referral') return <a href={`/referrals/${aboutId}`}>How their referral stands</a>
  if (about === 'connection') return <a href={`/connections/${aboutId}`}>News from a group</a>
  return <>How our work with them stands</>
}

const SHOWN = 4

/** "Wednesday 1 April, 2pm: telephone call, no answer. Priya Nair." */
export const sayContact = (
  { happenedAt, kind, outcome }: Pick<Contact, 'happenedAt' | 'kind' | 'outcome'>,
  who: string,
  today: Day,
): string =>
  `${sayDay(dayOf(happenedAt), today)}, ${sayTime(happenedAt)}: ${KINDS[kind].toLowerCase()}, ${lower(OUTCOMES[outcome])}. ${who}.`

const lower = (words: string): string =>
  words.startsWith('I ') ? words : `${words.charAt(0).toLowerCase()}${words.slice(1)}`

/** What was asked for is not possible as the episode stands now; what was typed is not lost. */
export const NotNowPage = ({
  shell,
  opened,
  title,
  typed,
}: {
  shell: Shell
  opened: OpenedEpisode
  title: string
  typed?: string | null
}) => {
  const { episode, person } = opened
  const name = nameOf(person)
  return (
    <AppShell shell={shell} title={title} back={`/people/${person.id}`}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">{title}</h1>
          <p>
            {name}: {EPISODE_WORDS[episode.status].toLowerCase()}. Nothing was saved, and nobody was told.
          </p>
          {typed && (
            <>
              <h2 className="nhsuk-heading-s">What you typed</h2>
              <p>{typed}</p>
            </>
          )}
          <ul className="nhsuk-list">
            {episode.status === 'closed' ? (
              <li>
                Do they want to come back? <a href={`/episodes/${episode.id}/return`}>Start again with {name}</a>
              </li>
            ) : (
              <li>
                <a href={`/episodes/${episode.id}/contact`}>Write down a contact</a>
              </li>
            )}
            <li>
              <a href={`/people/${person.id}`}>Open their record</a>
            </li>
            <li>
              <a href="/today">Go to your day</a>
            </li>
          </ul>
        </div>
      </div>
    </AppShell>
  )
}
