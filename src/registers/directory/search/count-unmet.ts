import { findUrgentWords } from '#engines/urgent-words/index.ts'
import type { Place } from '#foundations/geography/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { NEEDS_FILE } from '../needs/needs-file.ts'
import type { Need } from '../needs/needs.ts'
import { countUnmetSearch } from '../unmet/unmet-search.queries.ts'
import type { Found } from './search.queries.ts'
import { isNarrowed, type Search } from './search.rules.ts'

/**
 * Counts a search that found nothing suitable, by what it asked for and the postcode district: neither the words nor the
 * postcode are kept. The first page only: whoever turns pages asks once.
 * Not where choices shut out what there is, nor where words may mean danger: that is no lack of a group.
 */
export function countUnmet(tx: Tx, search: Search, found: Found, place?: Place): void {
  const { words, page } = search
  if (!words || page > 1 || found.suited || isNarrowed(search) || findUrgentWords(words).length > 0) return
  countUnmetSearch(tx, { needs: needsOf(found.asking.main), ...(place && { district: place.district }) })
}

const needsOf = (topics: readonly string[]): Need[] => [
  ...new Set(topics.flatMap((code) => NEEDS_FILE.topics.get(code)?.need ?? [])),
]
