import type { Context } from '#platform/context.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import { saveUnmetSearches, type UnmetNeed, type UnmetSearches } from '#registers/directory/index.ts'
import { createRandom, type Random } from './random.ts'

/** Two years of searches that found nothing suitable, as the counts that they would have left; written in one statement. */
export const loadUnmetSearches = (ctx: Context): Promise<void> =>
  ctx.transaction(async (tx) => saveUnmetSearches(tx, unmetSearches(dayOf(tx.now()))))

const DAYS = 730

/** The counts of each day before `today`: the same for the same day. A quarter more of them in the second year. */
export function unmetSearches(today: Day): UnmetSearches[] {
  const random = createRandom(30)
  const counts = new Map<string, UnmetSearches>()
  for (let ago = DAYS; ago >= 1; ago--) {
    const day = addDays(today, -ago)
    const searches = random.integer(0, ago > DAYS / 2 ? 4 : 5)
    for (let n = 0; n < searches; n++) {
      const [need, area] = [neededOn(day, random), random.weighted(AREAS)]
      const key = `${day} ${need} ${area}`
      const known = counts.get(key)
      if (known) known.times++
      else counts.set(key, { day, need, area, times: 1 })
    }
  }
  return [...counts.values()]
}

/** What Anytown has little of is looked for in vain most. */
const NEEDED: readonly (readonly [UnmetNeed, number])[] = [
  ['debt', 12],
  ['other', 11],
  ['language', 9],
  ['getting-about', 8],
  ['memory', 7],
  ['pain', 7],
  ['fuel-and-warmth', 6],
  ['housing', 6],
  ['digital', 4],
  ['loneliness', 4],
  ['worry', 3],
  ['work', 3],
  ['addiction', 2],
  ['veterans', 2],
  ['lgbtq', 1],
]
const WINTER = new Set(['11', '12', '01', '02', '03'])

const neededOn = (day: Day, random: Random): UnmetNeed =>
  random.weighted(
    WINTER.has(day.slice(5, 7))
      ? NEEDED.map(([need, weight]) => [need, need === 'fuel-and-warmth' ? weight * 3 : weight] as const)
      : NEEDED,
  )

/** Not everybody gives a postcode. */
const AREAS: readonly (readonly [string | null, number])[] = [
  ['ZZ1', 2],
  ['ZZ2', 5],
  ['ZZ3', 3],
  [null, 4],
]
