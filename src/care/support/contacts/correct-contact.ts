import type { Context } from '#platform/context.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson } from '#registers/people/index.ts'
import { mayRecord, reachedBy, type ContactFact, type ContactRefusal } from './contact.rules.ts'
import { findContact, insertContact, listContacts, type ContactWords } from './contact.queries.ts'
import { changeEpisode, lockEpisode } from './episode-change.queries.ts'
import { goOn } from './record-contact.ts'

/** When it happened cannot be so. */
export type WrongTime = Extract<ContactRefusal, 'in-the-future' | 'before-us'>

export interface Correction extends ContactWords {
  /** Of the contact as it was read. */
  version: number
}

/**
 * Puts a contact right: the next version of it, while the old one stays. In an open episode it counts from then on; a closed
 * one keeps its end. Throws NotFound for a contact that is not of this episode.
 */
export const correctContact = (
  ctx: Context,
  services: Services,
  episodeId: string,
  contactId: string,
  { version, ...words }: Correction,
): Promise<Decision<{ personId: Id }, 'changed' | WrongTime>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    const [contacts, person] = await Promise.all([listContacts(tx, episode.id), getPerson(tx, episode.personId)])
    const found = findContact(contacts, contactId)
    if (!found) throw new NotFound('contact')
    if (found.version !== version) return refuse('changed')
    const decision = mayRecord({ ...episode, status: 'active' }, words.happenedAt, null, tx.now())
    if (!decision.ok) return refuse(decision.reason === 'before-us' ? 'before-us' : 'in-the-future')

    const corrected = { ...found, ...words, happenedAt: decision.value, version: version + 1 }
    const now = [corrected, ...contacts.filter(({ id }) => id !== found.id)]
    insertContact(tx, episode, corrected)
    journal(tx, 'contact.corrected', {
      subjectId: found.id,
      subjectVersion: version + 1,
      personId: person.id,
      detail: { episode: episode.id, kind: words.kind, outcome: words.outcome },
    })
    const reached = reachedBy(now)
    if (episode.status !== 'closed' && changesCourse(found, corrected))
      await goOn(tx, services, { episode, person, contacts: now, reached, chosen: null })
    else changeEpisode(tx, episode, { heardAt: reached.heardAt, tries: reached.tries })
    return allow({ personId: person.id })
  })

/** Better words leave the next step alone; another outcome or way does not. */
const changesCourse = (before: ContactFact, after: ContactFact): boolean =>
  before.outcome !== after.outcome || (before.kind === 'letter') !== (after.kind === 'letter')
