import type { Context } from '#platform/context.ts'
import { dayOf, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson, type Person } from '#registers/people/index.ts'
import { listContacts, type Contact } from './contact.queries.ts'
import { getEpisode, type TeamEpisode } from './episode-change.queries.ts'

/** An episode of the team with the person, for the pages on which it goes on. */
export interface OpenedEpisode {
  episode: TeamEpisode
  person: Person
  /** The latest first. */
  contacts: Contact[]
  /** Of the staff in it. */
  names: ReadonlyMap<Id, string>
  today: Day
}

/** Opens an episode; that somebody looked is written down. Throws NotFound. Four statements. */
export const openEpisode = ({
  context,
  params,
}: {
  context: Context
  params: { id: string }
}): Promise<OpenedEpisode> =>
  context.transaction(async (tx) => {
    const episode = await getEpisode(tx, params.id)
    journal(tx, 'episode.viewed', {
      subjectId: episode.id,
      subjectVersion: episode.version,
      personId: episode.personId,
    })
    const [person, contacts] = await Promise.all([getPerson(tx, episode.personId), listContacts(tx, episode.id)])
    const staff = [
      ...new Set([episode.workerId, ...contacts.map(({ recordedBy }) => recordedBy)].filter((id) => id !== null)),
    ]
    return { episode, person, contacts, names: await listStaffNames(tx, staff), today: dayOf(tx.now()) }
  })
