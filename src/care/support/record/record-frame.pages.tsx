import { Button } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { ageOn, sayDay, type Day } from '#platform/days.ts'
import { ACCESS_NEEDS, nameOf, type Person } from '#registers/people/index.ts'
import { safeContactLines, sayLanguageNeed } from '#care/referrals/index.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { EPISODE_WORDS } from '../episode.rules.ts'
import type { OpenedRecord } from './open-record.ts'
import { RECORD_SECTIONS, type RecordSection } from './record-sections.ts'

interface RecordFrameProps {
  shell: Shell
  record: OpenedRecord
  /** Which section the page is. */
  section: RecordSection['key']
  title: string
  error?: boolean
  children: ReactNode
}

/** Every page of a person's record: who they are on a band that stays in sight on a desktop, the sections, then the page itself. */
export const RecordFrame = ({ shell, record, section, title, error, children }: RecordFrameProps) => (
  <AppShell shell={shell} title={`${title}, ${nameOf(record.person)}`} back="/people" error={error} wide>
    <PersonBand record={record} section={section} />
    <Sections record={record} current={section} />
    {children}
  </AppShell>
)

/** Name as they like it, pronouns, age; how and when to contact them; what keeps them safe and what they need. */
function PersonBand({ record, section }: Pick<RecordFrameProps, 'record' | 'section'>) {
  const { person, today, works } = record
  return (
    <section className="trellis-band" aria-label="Who this is">
      <div className="trellis-band__who">
        <p className="trellis-band__name">{nameOf(person)}</p>
        <p>{whoLine(person, today).join(', ')}</p>
        <p>{sayWhere(record)}</p>
        {works && section !== 'details' && (
          <p>
            <a href={`/people/${person.id}/details`}>
              Change<span className="nhsuk-u-visually-hidden"> their</span> details
            </a>
          </p>
        )}
      </div>
      <div className="trellis-band__contact">
        <Reaching record={record} />
      </div>
      <Needs person={person} />
    </section>
  )
}

const whoLine = ({ pronouns, birthDate, givenName, familyName, preferredName }: Person, today: Day): string[] =>
  [
    pronouns,
    `aged ${ageOn(birthDate, today)}`,
    preferredName && preferredName !== givenName && `full name ${givenName} ${familyName}`,
  ].filter((part) => typeof part === 'string' && part !== '') as string[]

function sayWhere({ episode, standing, today }: OpenedRecord): string {
  if (!episode) return 'No episode yet: the referral waits for an answer.'
  const words = EPISODE_WORDS[episode.status]
  if (episode.status === 'closed') return `${words}.`
  const next = episode.nextDate ? ` Next by ${sayDay(episode.nextDate, today)}.` : ''
  return `${words}. ${episode.worker ?? `No ${standing.team.workerWord} yet`}.${next}`
}

function Reaching({ record }: { record: OpenedRecord }) {
  const { person, isOwn, episode, standing } = record
  const { telephone, email, restricted } = person
  return (
    <>
      {telephone && (
        <p>
          <TelephoneLink number={telephone} />
        </p>
      )}
      {email && (
        <p>
          <a href={`mailto:${email}`}>{email}</a>
        </p>
      )}
      {safeContactLines(person).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {restricted && !isOwn && (
        <p>Ask {episode?.worker ?? `the ${standing.team.workerWord} who has them, once somebody is named`}.</p>
      )}
      {restricted && isOwn && (
        <Button secondary small href={`/people/${person.id}/contact-opening`}>
          Open telephone and address
        </Button>
      )}
    </>
  )
}

function Needs({ person }: { person: Person }) {
  const language = sayLanguageNeed(person)
  if (!language && person.accessNeeds.length === 0) return null
  return (
    <ul className="trellis-band__needs">
      {language && <li>{language}</li>}
      {person.accessNeeds.map((need) => (
        <li key={need}>
          <strong>{ACCESS_NEEDS[need].label}.</strong> {ACCESS_NEEDS[need].staff}
        </li>
      ))}
    </ul>
  )
}

const Sections = ({ record, current }: { record: OpenedRecord; current: string }) => (
  <nav className="trellis-sections" aria-label="Sections of the record">
    <ul className="trellis-sections__list">
      {RECORD_SECTIONS.map(({ key, text, href }) => {
        const to = href(record)
        return to ? (
          <li key={key}>
            <a className="trellis-sections__link" href={to} aria-current={key === current ? 'page' : undefined}>
              {typeof text === 'string' ? text : text(record)}
            </a>
          </li>
        ) : null
      })}
    </ul>
  </nav>
)
