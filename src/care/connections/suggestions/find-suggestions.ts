import { suggest, type Offering, type Suggestion } from '#engines/matching/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { findPlace, type Place } from '#foundations/geography/index.ts'
import { searchServices, type FoundService, type Need } from '#registers/directory/index.ts'
import type { Person } from '#registers/people/index.ts'
import { listMatchFacts, type MatchFacts } from './match-facts.queries.ts'
import type { Looking } from './looking.rules.ts'
import { offeringOf, wordsMetBy } from './offering.rules.ts'
import { seekerOf } from './seeker.rules.ts'

/** A service that may suit, with what speaks for it and against it, and what a worker reads out. */
export interface Suggested extends Suggestion {
  found: FoundService
  facts: MatchFacts
  offering: Offering
}

export interface Suggestions {
  list: Suggested[]
  /** How many were left out because they could not be right: too young, closed, not checked for a year. */
  leftOut: number
  /** Distances are measured from here; null for somebody restricted, or without a postcode that is known. */
  from: Place | null
}

/** So many services are weighed, the nearest first, or those whose words fit best where the distance is not known. */
const WEIGHED = 150

/**
 * What may suit somebody, in order. Looks among services for one need, or among those that have the worker's words; all the
 * person's needs count in the order. Three statements.
 */
export async function findSuggestions(
  tx: Tx,
  person: Person,
  needs: readonly Need[],
  looking: Looking,
): Promise<Suggestions> {
  const today = dayOf(tx.now())
  const place = person.postcode ? await findPlace(tx, person.postcode) : undefined
  const from = place?.ok ? place.value : null
  const { need, words } = looking
  const search = { words, free: false, page: 1, ...(!words && need && { need }) }
  const { services, asking } = await searchServices(tx, search, from ?? undefined, WEIGHED)
  const facts = await listMatchFacts(
    tx,
    services.map(({ id }) => id),
    person.id,
  )
  const weighed = services.flatMap((found) => {
    const known = facts.get(found.id)
    return known
      ? [
          {
            found,
            facts: known,
            offering: offeringOf(found, known, words ? wordsMetBy(found, words, asking.main) : null, today),
          },
        ]
      : []
  })
  const wanted = [...new Set([...(need ? [need] : []), ...needs])]
  const seeker = seekerOf(person, wanted, looking, { district: from?.district ?? null, today })
  const byId = new Map(weighed.map((one) => [one.found.id, one]))
  const { suggestions, excluded } = suggest(
    seeker,
    weighed.map(({ offering }) => offering),
    today,
  )
  return { list: suggestions.map((one) => ({ ...byId.get(one.id)!, ...one })), leftOut: excluded.length, from }
}
