import type { Offering } from '#engines/matching/index.ts'
import { dayOf, sayDay, type Day } from '#platform/days.ts'
import {
  isNeed,
  NEEDS,
  nextSession,
  sayCostShortly,
  sayNext,
  sayWhen,
  type FoundService,
  type Need,
  type OnlyFor,
  type Schedule,
} from '#registers/directory/index.ts'
import { isOpen, type ConnectionStatus } from '../connection.rules.ts'
import { spaceLeft } from '../space-left.rules.ts'
import type { MatchFacts } from './match-facts.queries.ts'

/** A search result and its further facts, as matching weighs them. `wordsMet`: how the worker's words were met, if there were any. */
export function offeringOf(
  found: FoundService,
  facts: MatchFacts,
  wordsMet: Offering['wordsMet'],
  today: Day,
): Offering {
  return {
    id: found.id,
    name: found.name,
    status: found.status,
    needs: facts.needs,
    meantFor: facts.needs.flatMap((need) =>
      isNeed(need) && AUDIENCES.has(need) ? [{ code: need, label: NEEDS[need].label }] : [],
    ),
    wordsMet,
    minimumAge: found.minimumAge,
    maximumAge: found.maximumAge,
    onlyFor: found.onlyFor && { code: found.onlyFor, words: ONLY_FOR[found.onlyFor] },
    modes: found.modes,
    kilometres: found.kilometres,
    rough: found.rough === true,
    languages: facts.languages,
    stepFree: facts.stepFree,
    hearingLoop: facts.hearingLoop,
    cost: {
      kind: found.costKind,
      words: sayCostShortly({ kind: found.costKind, amount: found.costAmount, fees: found.fees }),
    },
    days: daysOf(found.schedules),
    space: spaceLeft(found.capacity, facts.taken, today),
    checkedOn:
      [found.assuredOn, found.checkedOn]
        .filter((day) => day && day <= today)
        .toSorted()
        .at(-1) ?? null,
    districts: districtsOf(facts.areas),
    safetyNote: facts.safetyNote,
    before: facts.before && {
      open: isOpen(facts.before.status),
      words: `${BEFORE[facts.before.status]} (${sayDay(facts.before.on as Day, today)})`,
    },
  }
}

/** Needs that say for whom a service is: somebody who is not in that situation may be out of place there. */
const AUDIENCES: ReadonlySet<Need> = new Set([
  'newcomers',
  'addiction',
  'caring',
  'family',
  'memory',
  'bereavement',
  'veterans',
  'lgbtq',
  'disability',
  'long-term-condition',
  'older-life',
  'faith-and-culture',
])

const ONLY_FOR: Record<OnlyFor, string> = {
  women: 'women',
  men: 'men',
  carers: 'people who look after someone',
  veterans: 'people who served in the armed forces',
  parents: 'parents',
  lgbtq: 'LGBTQ+ people',
}

const BEFORE: Record<ConnectionStatus, string> = {
  proposed: 'thought of already',
  agreed: 'they said that they would like to go',
  offered: 'asked already',
  accepted: 'they have a place',
  waitlisted: 'they are on the waiting list',
  started: 'they go there',
  declined: 'the group said no before',
  unanswered: 'the group did not answer before',
  withdrawn: 'taken back before',
  ended: 'they went there before',
}

/** The days on which it meets; null where nobody told us. "Every day" is all of them. */
function daysOf(schedules: readonly Schedule[]): string[] | null {
  const days = schedules.flatMap(({ freq, byday }) =>
    freq === 'DAILY' && !byday ? WEEK : (byday?.toUpperCase().match(/MO|TU|WE|TH|FR|SA|SU/g) ?? []),
  )
  return days.length > 0 ? WEEK.filter((day) => days.includes(day)) : null
}

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Areas count as a limit only where all of them are postcode districts: other names cannot be compared with a postcode. */
function districtsOf(areas: readonly string[]): string[] {
  const all = areas.map((area) => area.trim().toUpperCase())
  return all.every((area) => /^[A-Z]{1,2}\d[A-Z\d]?$/.test(area)) ? all : []
}

/**
 * A word counts as said in the name or first line by its beginning: "singing" is met by "singers". Else all of it is met by
 * what the words mean (`main`, the topics that they name), some of it by what stands near that or has a word.
 */
export function wordsMetBy(
  { name, summary, matched }: Pick<FoundService, 'name' | 'summary' | 'matched'>,
  words: string,
  main: readonly string[],
): Offering['wordsMet'] {
  const said = `${name} ${summary ?? ''}`.toLowerCase()
  const beginnings =
    words
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu)
      ?.map((word) => word.slice(0, 4)) ?? []
  if (matched.length === 0) return 'near'
  if (beginnings.some((beginning) => said.includes(beginning))) return 'name'
  return main.some((topic) => matched.includes(topic)) ? 'all' : 'any'
}

/** When it meets next, or how it meets. */
export function sayNextTime({ schedules }: Pick<FoundService, 'schedules'>, now: Date): string {
  const next = nextSession(schedules, now)
  if (next) return sayNext(next, dayOf(now))
  return schedules[0] ? sayWhen(schedules[0]) : 'Ask about times'
}
