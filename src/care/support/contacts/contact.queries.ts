import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import { isId, type Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { ContactFact, ContactKind, ContactOutcome } from './contact.rules.ts'
import type { TeamEpisode } from './episode-change.queries.ts'

/** One call, visit, message or failed attempt, as it counts now. */
export interface Contact extends ContactFact {
  id: Id
  version: number
  episodeId: Id
  place: string | null
  /** Who else was there. */
  others: string | null
  note: string | null
  /** Not shown to the person: about third parties, or harmful. */
  withheld: boolean
  recordedBy: Id
  recordedAt: Date
}

export type ContactWords = Pick<Contact, 'happenedAt' | 'kind' | 'outcome' | 'place' | 'others' | 'note' | 'withheld'>

/** The contacts of an episode that the caller may see, the latest first, each in the version that counts. One statement. */
export async function listContacts(tx: Tx, episodeId: Id): Promise<Contact[]> {
  const rows = await tx.read(
    selectContacts()
      .where('c.episode_id', '=', episodeId)
      .where(
        sql<boolean>`not exists (select from support.contact n where n.partnership_id = c.partnership_id and n.id = c.id and n.version > c.version)`,
      )
      .orderBy('c.happened_at', 'desc')
      .orderBy('c.id', 'desc'),
  )
  return rows.map(contactOf)
}

/** Every version of a contact of an episode, the one that counts first; none where there is no such contact. One statement. */
export async function listVersions(tx: Tx, episodeId: Id, contactId: string): Promise<Contact[]> {
  if (!isId(contactId)) return []
  const rows = await tx.read(
    selectContacts().where('c.episode_id', '=', episodeId).where('c.id', '=', contactId).orderBy('c.version', 'desc'),
  )
  return rows.map(contactOf)
}

const selectContacts = () =>
  db
    .selectFrom('support.contact as c')
    .select(['c.id', 'c.version', 'c.episode_id as episodeId', 'c.happened_at as happenedAt', 'c.kind', 'c.outcome'])
    .select([
      'c.place',
      'c.others',
      'c.note',
      'c.withheld',
      'c.recorded_by as recordedBy',
      'c.recorded_at as recordedAt',
    ])

const contactOf = ({
  kind,
  outcome,
  ...row
}: { kind: string; outcome: string } & Omit<Contact, 'kind' | 'outcome'>) => ({
  ...row,
  kind: kind as ContactKind,
  outcome: outcome as ContactOutcome,
})

/** Writes a contact, or the next version of one. */
export function insertContact(
  tx: Tx,
  episode: TeamEpisode,
  { id, version, ...words }: ContactWords & { id: Id; version: number },
): void {
  tx.add('support.contact', {
    partnership_id: tx.actor.partnershipId,
    id,
    version,
    episode_id: episode.id,
    person_id: episode.personId,
    team_id: episode.teamId,
    happened_at: words.happenedAt,
    kind: words.kind,
    outcome: words.outcome,
    place: words.place,
    others: words.others,
    note: words.note,
    withheld: words.withheld,
    recorded_by: teamActor(tx.actor).accountId,
    recorded_at: tx.now(),
  })
}

/** Writes that they talked for the first time. */
export function insertStart(tx: Tx, episodeId: Id, contactId: Id, startedAt: Date): void {
  tx.add('support.start', {
    partnership_id: tx.actor.partnershipId,
    episode_id: episodeId,
    contact_id: contactId,
    started_by: teamActor(tx.actor).accountId,
    started_at: startedAt,
  })
}

/** A contact among those of its episode, by an id from an address. */
export const findContact = (contacts: readonly Contact[], id: string): Contact | undefined =>
  isId(id) ? contacts.find((contact) => contact.id === id) : undefined
