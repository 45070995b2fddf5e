import { addWorkingDays } from '#engines/working-days/index.ts'
import { addDays, ageOn, day, dayOf, instantAt, type Day } from '#platform/days.ts'
import { isNeed, type Need } from '#registers/directory/needs/needs.ts'
import type { Random } from '../random.ts'
import type { Service } from '../service.type.ts'
import { SERVICES } from '../services.ts'
import type { Given, Life, Step } from './life.type.ts'
import { storyOf } from './request.ts'
import { sessionDays } from './session-days.ts'

/** From the second talk on, groups that suit: one, after a no or silence another, and for some a second one besides. */
export function connections(life: Pick<Life, 'person' | 'request'>, talks: readonly Date[], random: Random): Step[] {
  const suiting = suitingServices(life)
  const steps: Step[] = []
  let number = 0
  const connect = (at: Date): ReturnType<typeof oneConnection> | undefined => {
    if (suiting.length === 0) return undefined
    const [service] = suiting.splice(random.integer(0, suiting.length - 1), 1)
    const one = oneConnection(number++, service!, needFor(service!, life), at, random)
    steps.push(...one.steps)
    return one
  }
  const [, second, third, fourth] = talks
  const first = second && connect(minutesAfter(second, 25))
  const again = first?.lookAgainAt
  if (again && again < talks.at(-1)! && random.chance(0.8)) lookedAgain(connect(again)?.lookAgainAt)
  else if (again) lookedAgain(again)
  else if (third && fourth && random.chance(0.35)) lookedAgain(connect(minutesAfter(third, 25))?.lookAgainAt)
  return steps

  /** Nothing else was found, or wanted: somebody says so. */
  function lookedAgain(at: Date | null | undefined): void {
    if (at) steps.push({ at: instantAt(addWorkingDays(dayOf(at), 2), random.integer(9 * 60, 16 * 60)), kind: 'told' })
  }
}

const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

/** Open to somebody of their age, and for what they came with, or what a named character's worker thinks of. */
function suitingServices({ person, request }: Pick<Life, 'person' | 'request'>): Service[] {
  const mightSuit = storyOf(person)?.mightSuit
  const age = ageOn(person.birthDate as Day, TOWN_DAY)
  return SERVICES.filter(
    ({ key, status, who, needs }) =>
      status === 'active' &&
      !who.onlyFor &&
      age >= (who.minimumAge ?? 0) &&
      age <= (who.maximumAge ?? 200) &&
      (mightSuit ? mightSuit.includes(key) : isFor(needs, request.reasons)),
  )
}

/** The day for which the ages of the town are right. */
const TOWN_DAY = day('2026-04-01')

/** Groups for people who share one thing: nobody else is sent there, however well the rest would suit. */
const SHARED_BY_ALL: ReadonlySet<Need> = new Set([
  'memory',
  'disability',
  'veterans',
  'lgbtq',
  'addiction',
  'caring',
  'family',
  'newcomers',
  'language',
  'safety',
  'faith-and-culture',
])

const isFor = (needs: readonly Need[], reasons: readonly string[]): boolean =>
  needs.some((need) => reasons.includes(need)) &&
  needs.every((need) => !SHARED_BY_ALL.has(need) || reasons.includes(need))

function needFor({ needs }: Service, { request }: Pick<Life, 'request'>): Need {
  const asked = request.reasons.filter(isNeed)
  return asked.find((need) => needs.includes(need)) ?? asked[0]!
}

interface OneConnection {
  steps: Step[]
  /** When another is looked for, after a no or silence. */
  lookAgainAt: Date | null
}

function oneConnection(connection: number, service: Service, need: Need, at: Date, random: Random): OneConnection {
  const later = (from: Date, workingDays: number): Date =>
    instantAt(addWorkingDays(dayOf(from), workingDays), random.integer(9 * 60 + 30, 16 * 60 + 30))
  const offeredAt = later(at, 1)
  const begun: Step[] = [
    { at, kind: 'proposed', connection, service: service.key, need },
    { at: minutesAfter(at, 5), kind: 'agreed', connection },
    { at: offeredAt, kind: 'offered', connection },
  ]
  if (random.chance(0.06)) {
    const givenUp = later(offeredAt, 9)
    return { steps: [...begun, { at: givenUp, kind: 'unanswered', connection }], lookAgainAt: later(givenUp, 2) }
  }
  const answeredAt = later(offeredAt, random.integer(1, 4))
  const given = random.weighted(ANSWERS)
  const answered = answer(connection, service, answeredAt, given, random)
  if (given.answer === 'declined') return { steps: [...begun, answered], lookAgainAt: later(answeredAt, 2) }
  if (given.answer === 'accepted')
    return { steps: [...begun, answered, ...visits(connection, service, answered, random)], lookAgainAt: null }
  if (random.chance(0.3)) {
    const no = answer(connection, service, later(answeredAt, random.integer(10, 19)), FULL, random)
    return { steps: [...begun, answered, no], lookAgainAt: later(no.at, 2) }
  }
  const yes = answer(connection, service, later(answeredAt, random.integer(8, 18)), YES, random)
  return { steps: [...begun, answered, yes, ...visits(connection, service, yes, random)], lookAgainAt: null }
}

const YES: Given = { answer: 'accepted', words: null }
const FULL: Given = { answer: 'declined', reason: 'full', words: null }
const ANSWERS: readonly (readonly [Given, number])[] = [
  [YES, 74],
  [{ answer: 'accepted', words: 'Come ten minutes early and ask for one of us.' }, 6],
  [{ answer: 'waitlisted', words: 'Two weeks or so.' }, 8],
  [FULL, 6],
  [{ answer: 'declined', reason: 'few-helpers', words: null }, 2],
  [{ answer: 'declined', reason: 'not-our-people', words: null }, 2],
  [{ answer: 'declined', reason: 'needs-more', words: null }, 2],
]

type Answer = Extract<Step, { kind: 'answer' }>

/** The day of the first visit is one on which the group meets; mostly it is agreed with the yes. */
function answer(connection: number, service: Service, at: Date, given: Given, random: Random): Answer {
  const agreed = given.answer === 'accepted' && random.chance(0.9)
  const firstVisit = agreed ? { on: nextMeetings(service, addDays(dayOf(at), 3), 1)[0]!, metBy: null } : null
  return { at, kind: 'answer', connection, given, firstVisit }
}

const nextMeetings = ({ sessions }: Service, from: Day, count: number): Day[] =>
  sessionDays(
    sessions.map(({ day }) => day),
    from,
    count,
  )

/** The register, and the end: most go on by themselves. */
function visits(connection: number, service: Service, { at, firstVisit }: Answer, random: Random): Step[] {
  const from = firstVisit?.on ?? addDays(dayOf(at), 5)
  const days = nextMeetings(service, from, random.integer(2, 8)).filter((on) => on <= addDays(from, 120))
  const attended = days.map((on, n): Step => {
    const came = random.chance(n === 0 ? 0.9 : n === 1 ? 1 : 0.82)
    const reason = came || random.chance(0.5) ? null : random.pick(['Not well.', 'The bus did not come.', 'Sent word.'])
    return { at: instantAt(on, 19 * 60), kind: 'attended', connection, on, came, reason }
  })
  if (attended.length < 2) return attended
  const endedAt = instantAt(addWorkingDays(addDays(days.at(-1)!, 4), 0), 11 * 60)
  const reason = random.weighted([
    ['by-themselves', 70],
    ['finished', 12],
    ['stopped-coming', 8],
    ['moved-on', 6],
    ['not-right', 4],
  ] as const)
  return [...attended, { at: endedAt, kind: 'gone', connection, reason }]
}
