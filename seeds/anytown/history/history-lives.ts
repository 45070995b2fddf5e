import { isWorkingDay } from '#engines/working-days/index.ts'
import { addDays, dayOf, instantAt, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { lifeOf } from '../life/life.ts'
import type { Life } from '../life/life.type.ts'
import { LIVED, LIVED_DAYS, PEOPLE_SEED } from '../load-referrals.ts'
import { anytownPeople } from '../people.ts'
import { createRandom } from '../random.ts'

/** Two years of people besides those who are lived through: 2,000 in all. */
export const HISTORY = 2_000 - LIVED
const DAYS = 730

/** More are referred each month than in the one before: from three quarters of the middle to five quarters. */
const growthAt = (daysAgo: number): number => 1.25 - (0.5 * daysAgo) / DAYS

/** From January: much after Christmas and in the autumn, little in the holidays. */
const SEASONS = [1.2, 1.1, 1.05, 0.95, 1, 0.95, 0.9, 0.8, 1.1, 1.15, 1.1, 0.75]

/** A few ask for themselves at the weekend. */
const AT_WEEKENDS = 0.06

/** The lives of people who came in the two years before `now`, the earliest first; of a smaller town some of them. */
export function historyLives(partnershipId: Id, now: Date, count = HISTORY): Life[] {
  const random = createRandom(PEOPLE_SEED + 2)
  const days = daysOfComing(dayOf(now), count)
  return anytownPeople(LIVED + count, createRandom(PEOPLE_SEED))
    .slice(LIVED)
    .map((person, n) => {
      const cameAt = instantAt(days[n]!, random.integer(8 * 60 + 30, 17 * 60 + 30))
      // Questions that wait for whoever referred belong to the few of the last days, who are lived through.
      return lifeOf({ partnershipId, number: LIVED + n, person, cameAt, now, asks: false })
    })
}

/** As many days as people, in order, as thick as people came; those who are lived through fill up the last months. */
function daysOfComing(today: Day, count: number): Day[] {
  const days = Array.from({ length: DAYS }, (_, n) => addDays(today, n - DAYS))
  const weights = days.map((on, n) => weightOf(on, DAYS - n))
  const share = (count + LIVED) / sum(weights)
  const left = weights.map((weight, n) =>
    Math.max(0, weight * share - (DAYS - n <= LIVED_DAYS ? (LIVED / LIVED_DAYS) * (count / HISTORY) : 0)),
  )
  const step = sum(left) / count
  const chosen: Day[] = []
  let reached = step / 2
  for (const [n, weight] of left.entries())
    for (reached += weight; reached >= step && chosen.length < count; reached -= step) chosen.push(days[n]!)
  while (chosen.length < count) chosen.push(days.at(-1)!)
  return chosen
}

const weightOf = (on: Day, daysAgo: number): number =>
  growthAt(daysAgo) * SEASONS[Number(on.slice(5, 7)) - 1]! * (isWorkingDay(on) ? 1 : AT_WEEKENDS)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
