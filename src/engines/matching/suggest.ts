import { exclusionOf } from './exclude.ts'
import type { Offering, Seeker, ShortList, Suggestion } from './match.type.ts'
import { weigh } from './weigh.ts'

/**
 * Puts services in order for one person, each with what speaks for it and against it, and names those that must not be
 * suggested. The order is by the sum of the points; what is full comes after everything that is not; between equals the nearer,
 * then the name. Pure and total: the same input gives the same list. `today` as 2026-04-01.
 */
export function suggest(seeker: Seeker, offerings: readonly Offering[], today: string): ShortList {
  const excluded: ShortList['excluded'] = []
  const kept: { offering: Offering; suggestion: Suggestion }[] = []
  for (const offering of offerings) {
    const why = exclusionOf(seeker, offering, today)
    if (why) excluded.push({ id: offering.id, why })
    else kept.push({ offering, suggestion: suggestionOf(seeker, offering, today) })
  }
  return { suggestions: kept.toSorted(inOrder).map(({ suggestion }) => suggestion), excluded }
}

function suggestionOf(seeker: Seeker, offering: Offering, today: string): Suggestion {
  const { reasons, doubts } = weigh(seeker, offering, today)
  const score = [...reasons, ...doubts].reduce((sum, { points }) => sum + points, 0)
  return { id: offering.id, score, full: offering.space.state === 'full', reasons, doubts }
}

type Kept = { offering: Offering; suggestion: Suggestion }

const inOrder = (a: Kept, b: Kept): number =>
  Number(a.suggestion.full) - Number(b.suggestion.full) ||
  b.suggestion.score - a.suggestion.score ||
  (a.offering.kilometres ?? Infinity) - (b.offering.kilometres ?? Infinity) ||
  a.offering.name.localeCompare(b.offering.name, 'en-GB') ||
  a.offering.id.localeCompare(b.offering.id)
