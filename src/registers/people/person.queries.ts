import { decrypt, type Keys } from '#platform/crypto.ts'
import type { Day } from '#platform/days.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { AccessNeed } from './access-needs.ts'
import type { NhsNumber } from './nhs-number.rules.ts'
import type { Channel, Reachable } from './person.rules.ts'

/** The code of "no known GP practice" (NHS Data Dictionary). */
export const NO_KNOWN_PRACTICE = 'V81999'

export type Sex = 'female' | 'male' | 'indeterminate' | 'not-known'

export interface Person extends Reachable {
  id: Id
  title: string | null
  givenName: string
  familyName: string
  preferredName: string | null
  birthDate: Day
  /** Whether an NHS number is held; the number itself is read with `readStoredNhsNumber`, where it is needed. */
  nhsNumberStatus: 'traced' | 'untraced' | null
  practiceCode: string
  preferredContact: Exclude<Channel, 'voicemail'> | null
  /** BCP 47. */
  language: string
  interpreter: boolean
  accessNeeds: AccessNeed[]
  pronouns: string | null
  gender: string | null
  ethnicity: string | null
  version: number
}

/**
 * A person, if this caller may see them: otherwise undefined, as if they were not there. A restricted person comes
 * without telephone, e-mail and address; see `viewRestrictedContact`. Sex, sexual orientation and the further PRSB
 * items stay apart from what staff see every day.
 */
export async function findPerson(tx: Tx, id: Id): Promise<Person | undefined> {
  const row = await tx.first(selectPeople().where('id', '=', id))
  return row && personOf(row)
}

/** The same; throws NotFound. */
export async function getPerson(tx: Tx, id: Id): Promise<Person> {
  const person = await findPerson(tx, id)
  if (!person) throw new NotFound('person')
  return person
}

/** Those of the given people whom this caller may see, in no order. One statement, for lists. */
export const listPeople = async (tx: Tx, ids: readonly Id[]): Promise<Person[]> =>
  (await tx.read(selectPeople().where('id', 'in', ids.length > 0 ? ids : [NOBODY]))).map(personOf)

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The NHS number of somebody whom this caller may see, for a message to the NHS; undefined when none is held. */
export async function readStoredNhsNumber(tx: Tx, keys: Keys, id: Id): Promise<NhsNumber | undefined> {
  const row = await tx.first(db.selectFrom('people.person').select('nhs_number').where('id', '=', id))
  if (!row) throw new NotFound('person')
  return row.nhs_number ? (decrypt(keys, row.nhs_number) as NhsNumber) : undefined
}

/** How somebody is named to those who work with them: "Grace Okafor", or by the name they like. */
export const nameOf = (person: Pick<Person, 'givenName' | 'familyName' | 'preferredName'>): string =>
  `${person.preferredName ?? person.givenName} ${person.familyName}`

/** "G. O.": whom a message is about, for whoever knows it. */
export const initialsOf = ({ givenName, familyName }: Pick<Person, 'givenName' | 'familyName'>): string =>
  [givenName, familyName].map((name) => `${firstLetter(name.trim()).toUpperCase()}.`).join(' ')

// With its accents, which may be units of their own.
const firstLetter = (name: string): string => LETTERS.segment(name).containing(0)?.segment ?? ''
const LETTERS = new Intl.Segmenter('en')

const selectPeople = () =>
  db
    .selectFrom('people.person')
    .select([
      'id',
      'title',
      'given_name',
      'family_name',
      'preferred_name',
      'birth_date',
      'nhs_number_status',
      'practice_code',
    ])
    .select([
      'preferred_contact',
      'safe_voicemail',
      'safe_post',
      'safe_hours',
      'neutral_sender',
      'language',
      'interpreter',
    ])
    .select(['access_needs', 'pronouns', 'gender', 'ethnicity', 'restricted', 'deceased_on', 'version'])
    .select((eb) => [
      // Left out by the database, so that no page can show by mistake what it was never given.
      eb.case().when('restricted', '=', false).then(eb.ref('telephone')).end().as('telephone'),
      eb.case().when('restricted', '=', false).then(eb.ref('email')).end().as('email'),
      eb.case().when('restricted', '=', false).then(eb.ref('address_lines')).end().as('address_lines'),
      eb.case().when('restricted', '=', false).then(eb.ref('postcode')).end().as('postcode'),
    ])

type Row = Awaited<ReturnType<typeof readRows>>[number]
const readRows = (tx: Tx) => tx.read(selectPeople())

const personOf = (row: Row): Person => ({
  id: row.id,
  title: row.title,
  givenName: row.given_name,
  familyName: row.family_name,
  preferredName: row.preferred_name,
  birthDate: row.birth_date as Day,
  nhsNumberStatus: row.nhs_number_status as Person['nhsNumberStatus'],
  practiceCode: row.practice_code,
  telephone: row.telephone,
  email: row.email,
  addressLines: row.address_lines ?? [],
  postcode: row.postcode,
  preferredContact: row.preferred_contact as Person['preferredContact'],
  safeContact: {
    voicemail: row.safe_voicemail,
    post: row.safe_post,
    hours: row.safe_hours,
    neutralSender: row.neutral_sender,
  },
  language: row.language,
  interpreter: row.interpreter,
  accessNeeds: row.access_needs as AccessNeed[],
  pronouns: row.pronouns,
  gender: row.gender,
  ethnicity: row.ethnicity,
  restricted: row.restricted,
  deceasedOn: row.deceased_on as Day | null,
  version: row.version,
})
