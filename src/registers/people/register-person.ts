import type { Keys } from '#platform/crypto.ts'
import type { Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { columnsOf, type PersonDetails } from './person-details.queries.ts'

export interface Registered {
  personId: Id
  isNew: boolean
  possibleDuplicates: number
}

/**
 * Finds or makes a person. Somebody is the same only when NHS number *and* birth date agree within the partnership, and
 * then nothing about them is changed. A new person who may be somebody else as well is noted as a possible duplicate
 * (same number with another birth date; same birth date with a like name or the same telephone) and never merged by
 * the machine. What it answers must not reach whoever asked from outside: that a person is known is itself a secret.
 * It opens nothing: the caller records the involvement that follows from what it does.
 */
export async function registerPerson(tx: Tx, keys: Keys, details: PersonDetails): Promise<Registered> {
  const [registered] = await registerPeople(tx, keys, [details])
  return registered!
}

/** The same for many in one statement, in their order; one may turn out to be one that came before it. */
export async function registerPeople(tx: Tx, keys: Keys, list: readonly PersonDetails[]): Promise<Registered[]> {
  const rows = list.map((details) => ({ ...DEFAULTS, ...forJson(columnsOf(keys, details)), id: details.id ?? newId() }))
  const registered = await tx.query<Registered>(REGISTER, [JSON.stringify(rows)])
  for (const { personId, isNew, possibleDuplicates } of registered)
    if (isNew)
      journal(tx, 'person.registered', {
        subjectId: personId,
        subjectVersion: 1,
        personId,
        detail: { possibleDuplicates },
      })
  return registered
}

const REGISTER = `select r.person_id as "personId", r.is_new as "isNew", r.possible_duplicates as "possibleDuplicates"
  from jsonb_array_elements($1::jsonb) with ordinality as d(details, number), people.register(d.details) r order by d.number`

/** A row made from JSON knows no column defaults. */
const DEFAULTS = {
  address_lines: [],
  safe_voicemail: false,
  safe_post: true,
  neutral_sender: false,
  language: 'en',
  interpreter: false,
  access_needs: [],
  further: {},
  restricted: false,
}

const forJson = (columns: object) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
    ]),
  )
