import type { Context } from '#platform/context.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson, type Person } from '#registers/people/index.ts'
import { listVersions, type Contact } from './contact.queries.ts'
import { getEpisode } from './episode-change.queries.ts'

/** One contact to be read, with what stood in it before. */
export interface OpenedContact {
  person: Person
  contact: Contact
  /** The latest first. */
  earlier: Contact[]
  /** Of the staff who wrote it. */
  names: ReadonlyMap<Id, string>
  today: Day
}

/** Opens a contact of an episode of the team; that somebody looked is written down. Throws NotFound. Five statements. */
export const openContact = (ctx: Context, episodeId: string, contactId: string): Promise<OpenedContact> =>
  ctx.transaction(async (tx) => {
    const episode = await getEpisode(tx, episodeId)
    journal(tx, 'episode.viewed', {
      subjectId: episode.id,
      subjectVersion: episode.version,
      personId: episode.personId,
    })
    const [person, [contact, ...earlier]] = await Promise.all([
      getPerson(tx, episode.personId),
      listVersions(tx, episode.id, contactId),
    ])
    if (!contact) throw new NotFound('contact')
    const writers = [...new Set([contact, ...earlier].map(({ recordedBy }) => recordedBy))]
    return { person, contact, earlier, names: await listStaffNames(tx, writers), today: dayOf(tx.now()) }
  })
