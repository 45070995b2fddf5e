import { isNeed, type Need } from '#registers/directory/index.ts'

export const WEEKDAYS = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
} as const
export type Weekday = keyof typeof WEEKDAYS

/** Ways of taking part, as a worker chooses them. */
export const WAYS = { out: 'Going there', home: 'From home: a visit, the telephone or online' } as const
export type Way = keyof typeof WAYS

/** What a worker looks for. It stands in the address: codes and the worker's words, nothing of the person. */
export interface Looking {
  need: Need | null
  words: string
  days: Weekday[]
  way: Way | null
  moneyIsTight: boolean
  /** Services to lay side by side. */
  compare: string[]
}

/** Reads it from an address; what makes no sense in it is left out. `first`: the need when none is chosen. */
export function readLooking(query: unknown, first: Need | null): Looking {
  const asked = new Map(Object.entries((query ?? {}) as Record<string, unknown>))
  const all = (name: string) => [asked.get(name)].flat().filter((value): value is string => typeof value === 'string')
  const one = (name: string) => all(name)[0] ?? ''
  const [need, way] = [one('need'), one('way')]
  return {
    need: isNeed(need) ? need : first,
    words: one('words')
      .replaceAll(/\p{Cc}/gu, ' ')
      .toWellFormed()
      .trim()
      .slice(0, 200),
    days: (Object.keys(WEEKDAYS) as Weekday[]).filter((day) => all('days').includes(day)),
    way: Object.hasOwn(WAYS, way) ? (way as Way) : null,
    moneyIsTight: one('money') === 'tight',
    compare: [...new Set(all('compare'))].slice(0, 2),
  }
}

/** The address of a search, for links that keep it. */
export function lookingHref(episodeId: string, { need, words, days, way, moneyIsTight, compare }: Looking): string {
  const query = new URLSearchParams()
  if (need) query.set('need', need)
  if (words) query.set('words', words)
  for (const day of days) query.append('days', day)
  if (way) query.set('way', way)
  if (moneyIsTight) query.set('money', 'tight')
  for (const id of compare) query.append('compare', id)
  return `/episodes/${episodeId}/connections/suggestions${query.size > 0 ? `?${query}` : ''}`
}
