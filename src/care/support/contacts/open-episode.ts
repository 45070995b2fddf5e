import type { Context } from '#platform/context.ts'
import { dayOf, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson, type Person } from '#registers/people/index.ts'
import { listContacts, type Contact } from './contact.queries.ts'
import { getEpisode, type TeamEpisode } from './episode-change.queries.ts'
import { listToTell, type ToTell } from './to-tell.queries.ts'

/** An episode of the team with the person, for the pages on which it goes on. */
export interface OpenedEpisode {
  episode: TeamEpisode
  person: Person
  /** The latest first. */
  contacts: Contact[]
  /** What they have not heard yet, because it could not be written to them. */
  toTell: ToTell[]
  /** Of the staff in it. */
  names: ReadonlyMap<Id, string>
  today: Day
}

/**
 * Opens an episode; that somebody looked is written down. `withToTell`: false where what they have not heard is not shown. Throws
 * NotFound. Five statements.
 */
export const openEpisode = (
  {
    context,
    params,
  }: {
    context: Context
    params: { id: string }
  },
  { withToTell = true } = {},
): Promise<OpenedEpisode> =>
  context.transaction(async (tx) => {
    const episode = await getEpisode(tx, params.id)
    journal(tx, 'episode.viewed', {
      subjectId: episode.id,
      subjectVersion: episode.version,
      personId: episode.personId,
    })
    const [person, contacts, toTell] = await Promise.all([
      getPerson(tx, episode.personId),
      listContacts(tx, episode.id),
      withToTell ? listToTell(tx, episode) : [],
    ])
    const staff = [
      ...new Set([episode.workerId, ...contacts.map(({ recordedBy }) => recordedBy)].filter((id) => id !== null)),
    ]
    return { episode, person, contacts, toTell, names: await listStaffNames(tx, staff), today: dayOf(tx.now()) }
  })
