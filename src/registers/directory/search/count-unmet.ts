import { findUrgentWords } from '#engines/urgent-words/index.ts'
import type { Place } from '#foundations/geography/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { NEEDS_FILE } from '../needs/needs-file.ts'
import type { Need } from '../needs/needs.ts'
import { countUnmetSearch } from '../unmet/unmet-search.queries.ts'
import { asksByItself, rememberToday } from './asked-today.ts'
import type { Found } from './search.queries.ts'
import { isNarrowed, type Search } from './search.rules.ts'

/** Where a search comes from: its network address and what its browser says of itself. Kept nowhere. */
export interface Asker {
  address: string
  headers: Parameters<typeof asksByItself>[0]
}

const isFirstToday = rememberToday()

/**
 * Counts a search that found nothing suitable, by what it asked for and the postcode district: neither the words nor the
 * postcode are kept. The first page only: whoever turns pages asks once; and once a day for the same needs and district from one
 * browser, however often it loads the page. Not what robots ask, or what a browser fetches in advance.
 * Not where choices shut out what there is, nor where words may mean danger: that is no lack of a group.
 */
export function countUnmet(tx: Tx, search: Search, found: Found, { address, headers }: Asker, place?: Place): void {
  const { words, page } = search
  if (!words || page > 1 || found.suited || isNarrowed(search) || findUrgentWords(words).length > 0) return
  if (asksByItself(headers)) return
  const needs = needsOf(found.asking.main)
  const who = [address, headers['user-agent']].flat().join(' ')
  const what = [tx.actor.partnershipId, place?.district ?? '', ...needs.toSorted()].join(' ')
  if (isFirstToday(dayOf(tx.now()), who, what))
    countUnmetSearch(tx, { needs, ...(place && { district: place.district }) })
}

const needsOf = (topics: readonly string[]): Need[] => [
  ...new Set(topics.flatMap((code) => NEEDS_FILE.topics.get(code)?.need ?? [])),
]
