import { isWorkingDay } from '#engines/working-days/index.ts'
import { addDays, dayOf, instantAt } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { CHARACTERS } from './characters.ts'
import { lifeOf } from './life/life.ts'
import type { Life } from './life/life.type.ts'
import { live } from './live.ts'
import { workingDayBefore } from './load-worry.ts'
import { anytownPeople } from './people.ts'
import { createRandom, type Random } from './random.ts'

/** How many people live through the use cases: the named characters first. Those before them come in bulk (history/). */
export const LIVED = 40
/** In how many days they came. */
export const LIVED_DAYS = 38

/** The people of the town come from one seed, so that a longer list begins with the shorter one. */
export const PEOPLE_SEED = 20_260_401

/**
 * Lets the last weeks happen in Anytown: people are referred, asked about, accepted, sent elsewhere. Each step goes
 * through the use case that a real one goes through, at its own past hour, so that every list has what a real one would have.
 */
export async function loadReferrals(services: Services, partnershipId: Id): Promise<void> {
  for (const life of recentLives(partnershipId, services.clock())) await live(services, partnershipId, life)
}

/** The lives of those who came in the last weeks. */
export function recentLives(partnershipId: Id, now: Date): Life[] {
  const random = createRandom(PEOPLE_SEED + 1)
  const lives = anytownPeople(LIVED, createRandom(PEOPLE_SEED)).map((person, number) => {
    const daysAgo = number < CHARACTERS.length ? number * 2 : Math.floor(2 + (number - CHARACTERS.length) * 0.9)
    const fate = UNANSWERED.includes(number) ? 'waiting' : undefined
    return lifeOf({ partnershipId, number, person, cameAt: momentOf(now, daysAgo, random), now, fate })
  })
  const asked = askedOf(lives)
  const quiet = quietOf(lives.filter((life) => life !== asked))
  return lives.map((life) =>
    life === asked ? askedLately(partnershipId, life, now) : life === quiet ? quietFor(partnershipId, life, now) : life,
  )
}

/** Two whom nobody answered in time, so that it went up to who answers for the teams. */
const UNANSWERED: readonly number[] = [32, 34]

/** Somebody about whom the demo's referrer has a question to answer. */
const askedOf = (lives: readonly Life[]): Life | undefined =>
  lives.find(({ number, request }) => number >= CHARACTERS.length && request.referrer.email === DR_PATEL)
const DR_PATEL = 'a.patel@example.org'

function askedLately(partnershipId: Id, { number, person }: Life, now: Date): Life {
  const on = workingDayBefore(workingDayBefore(workingDayBefore(dayOf(now))))
  return lifeOf({ partnershipId, number, person, cameAt: instantAt(on, 11 * 60), now, fate: 'asked' })
}

/** Somebody of Priya's who went away for a while, so that nothing was heard of them for a month. */
const quietOf = (lives: readonly Life[]): Life | undefined =>
  lives.findLast(
    ({ number, team, person }) => !UNANSWERED.includes(number) && team.key === 'riverside' && !person.restricted,
  )

function quietFor(partnershipId: Id, { number, person }: Life, now: Date): Life {
  const came = instantAt(workingDayBefore(addDays(dayOf(now), -QUIET_DAYS - 7)), 11 * 60)
  const life = lifeOf({ partnershipId, number, person, cameAt: came, now, fate: 'quiet' })
  return { ...life, worker: life.team.members[0]! }
}
const QUIET_DAYS = 31

/** A moment in working hours so many days ago, never in the future. */
function momentOf(now: Date, daysAgo: number, random: Random): Date {
  if (daysAgo === 0) return new Date(now.getTime() - random.integer(10, 90) * 60_000)
  const day = addDays(dayOf(now), -daysAgo)
  const on = isWorkingDay(day) ? day : workingDayBefore(day) // practices refer when they are open
  return instantAt(on, random.integer(9 * 60, 17 * 60))
}
