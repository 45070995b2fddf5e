import { blindIndex, type Keys } from '#platform/crypto.ts'
import type { Day } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { readSearchWords } from './search-words.rules.ts'

export interface FoundPerson {
  id: Id
  givenName: string
  familyName: string
  preferredName: string | null
  birthDate: Day
  practiceCode: string
  deceasedOn: Day | null
}

/**
 * People whose names begin with each of the words; when there are none, those whose names are like them. A birth date or an
 * NHS number among the words narrows. Finds only those whom the caller may see as whole records (team, practice), and
 * nobody for callers that are no account. At most `limit` (50 at the very most). That somebody searched is written down,
 * not for what.
 */
export async function searchPeople(tx: Tx, keys: Keys, typed: string, limit = 20): Promise<FoundPerson[]> {
  const { words, birthDate, nhsNumber } = readSearchWords(typed)
  const index = nhsNumber ? blindIndex(keys, nhsNumber) : null
  const found = await tx.query<FoundPerson>(SEARCH, [words, birthDate ?? null, index, limit])
  journal(tx, 'person.searched', { detail: { found: found.length } })
  return found
}

const SEARCH = `select id, given_name as "givenName", family_name as "familyName", preferred_name as "preferredName",
  birth_date as "birthDate", practice_code as "practiceCode", deceased_on as "deceasedOn" from people.search($1, $2, $3, $4)`
