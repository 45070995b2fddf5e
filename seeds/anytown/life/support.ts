import { firstContactDefault } from '#care/referrals/index.ts'
import { addWorkingDays } from '#engines/working-days/index.ts'
import { addDays, daysBetween, dayOf, instantAt, type Day } from '#platform/days.ts'
import type { Random } from '../random.ts'
import { ENDED_OTHERWISE, FIRST_TALKS, HOW_IT_ENDED, LATER_TALKS, meantFor, REQUESTED } from '../support-words.ts'
import { connections } from './connecting.ts'
import { answersAt, feelingOf, type Feeling } from './feelings.ts'
import type { Contacted, Ended, Life, Step } from './life.type.ts'
import { saidBy } from './said.ts'

type Begun = Pick<Life, 'person' | 'request' | 'number'>

/** What a talk is for: how often people meet, in working days, and how many talks there are. */
interface Course {
  talks: number
  gap: [least: number, most: number]
  reason: Ended['reason']
}

/** Everything between a yes and goodbye, and beyond the end of it: whoever writes it down leaves out what lies in the future. */
export function supportFrom(life: Begun, acceptedAt: Date, random: Random): Step[] {
  const accepted: Step = { at: acceptedAt, kind: 'accepted', firstContactBy: firstContactDefault(acceptedAt) }
  const { tries, after } = triesFrom(life, acceptedAt, random)
  if (tries.length === 3 && random.chance(0.6)) return [accepted, ...tries, ...neverReached(after, random)]
  const course = courseOf(random)
  const talks = talksFrom(hour(after, tries.length > 0 ? 1 : random.integer(1, 3), random), course, random)
  const feeling = feelingOf(random)
  const steps = [
    accepted,
    ...tries,
    ...talks.map((at, n) => talk(life, noteOf(n, life, random), at, talks[n + 1], random)),
    { at: minutesAfter(talks[0]!, 12), kind: 'words', said: saidBy(life, random) } as const,
    ...askedAtFirst(feeling, talks, random),
    ...planned(talks, random),
    ...middle(feeling, talks, random),
    ...rest(talks, random),
    ...connections(life, talks, random),
    ...end(feeling, course, talks, life, random),
  ]
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** One talk, and then nothing until they are back: the next one is agreed for the week after today. */
export function awayFrom(life: Begun, acceptedAt: Date, now: Date, random: Random): Step[] {
  const talked = hour(acceptedAt, 1, random)
  const note = 'Goes to a cousin in Leeds for some weeks, and looks forward to it. We talk again when that is over.'
  const nextOn = addWorkingDays(addDays(dayOf(now), 4), 0)
  return [
    { at: acceptedAt, kind: 'accepted', firstContactBy: firstContactDefault(acceptedAt) },
    { at: talked, kind: 'contact', way: isRung(life.person) ? 'call' : 'visit', outcome: 'reached', note, nextOn },
    { at: minutesAfter(talked, 12), kind: 'words', said: saidBy(life, random) },
    ...asked(feelingOf(random), 'start', talked, 1, random),
  ]
}

const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

/** Some working days later, at an hour at which people work. */
const hour = (from: Date, workingDays: number, random: Random): Date =>
  instantAt(addWorkingDays(dayOf(from), workingDays), random.integer(9 * 60 + 15, 16 * 60))

const COURSES: readonly (readonly [Course, number])[] = [
  [{ talks: 6, gap: [6, 10], reason: 'finished' }, 34],
  [{ talks: 5, gap: [7, 10], reason: 'finished' }, 22],
  [{ talks: 9, gap: [7, 11], reason: 'finished' }, 14],
  [{ talks: 3, gap: [5, 9], reason: 'finished' }, 6],
  [{ talks: 2, gap: [6, 10], reason: 'declined' }, 6],
  [{ talks: 3, gap: [6, 10], reason: 'not-reached' }, 6],
  [{ talks: 4, gap: [6, 10], reason: 'other-service' }, 6],
  [{ talks: 4, gap: [7, 11], reason: 'moved' }, 3],
  [{ talks: 20, gap: [14, 24], reason: 'finished' }, 3],
]
const courseOf = (random: Random): Course => random.weighted(COURSES)

/** Tries in vain on different days and at different times, before the first talk. */
function triesFrom(life: Begun, acceptedAt: Date, random: Random): { tries: Step[]; after: Date } {
  const count = random.weighted([
    [0, 60],
    [1, 23],
    [2, 11],
    [3, 6],
  ] as const)
  const tries: Step[] = []
  let at = hour(acceptedAt, random.integer(1, 3), random)
  for (let n = 0; n < count; n++) {
    const hours = n % 2 === 0 ? [9 * 60 + 15, 11 * 60 + 45] : [13 * 60, 16 * 60]
    at = instantAt(addWorkingDays(dayOf(at), n === 0 ? 0 : 1), random.integer(hours[0]!, hours[1]!))
    tries.push({ at, ...inVain(life, random) })
  }
  return { tries, after: at }
}

/** Messages are left only where that is safe; who has no telephone is looked for at home. */
const inVain = ({ person }: Begun, random: Random): Contacted => ({
  kind: 'contact',
  way: isRung(person) ? 'call' : 'visit',
  outcome: isRung(person) && person.safeContact.voicemail && random.chance(0.4) ? 'left-message' : 'no-answer',
  note: null,
  nextOn: null,
})

/** Three tries, a letter, and nothing: the manager closes it, and the door stays open. */
function neverReached(lastTry: Date, random: Random): Step[] {
  const letter = hour(lastTry, 1, random)
  const closed = hour(letter, 11, random)
  return [
    { at: letter, kind: 'letter' },
    { at: closed, kind: 'closed', closure: endedBy('not-reached') },
    { at: hour(closed, 2, random), kind: 'told' },
  ]
}

function talksFrom(first: Date, { talks, gap }: Course, random: Random): Date[] {
  const all = [first]
  while (all.length < talks) all.push(hour(all.at(-1)!, random.integer(...gap), random))
  return all
}

/** What was noted of somebody's nth talk: never the same words twice running. */
const noteOf = (n: number, { number, request }: Begun, random: Random): string =>
  n === 0
    ? random.pick(meantFor(FIRST_TALKS, request.reasons)).text
    : LATER_TALKS[(number + n * 5) % LATER_TALKS.length]!

const isRung = ({ telephone, accessNeeds }: Begun['person']): boolean =>
  telephone !== null && !accessNeeds.includes('no-telephone')

const talk = ({ person }: Begun, note: string, at: Date, next: Date | undefined, random: Random): Step => ({
  at,
  kind: 'contact',
  way: isRung(person) && random.chance(0.65) ? 'call' : 'visit',
  outcome: 'reached',
  note: random.chance(0.9) ? note : null,
  nextOn: next ? dayOf(next) : null,
})

/** The questions that everybody is asked, after a talk; `share`: how likely somebody is to answer. */
function asked(
  feeling: Feeling,
  point: 'start' | 'review' | 'end',
  talked: Date,
  share: number,
  random: Random,
): Step[] {
  const answers = answersAt(feeling, point, random)
  const mode = random.chance(0.6) ? 'telephone' : 'face'
  if (!random.chance(share)) return []
  return Object.entries(answers).map(([measure, given]) => ({
    at: minutesAfter(talked, 20),
    kind: 'response',
    measure,
    point,
    answers: given,
    mode,
  }))
}

/** At the first talk, or else at the second: only who comes just twice never answers. */
function askedAtFirst(feeling: Feeling, [first, second, third]: readonly Date[], random: Random): Step[] {
  const steps = asked(feeling, 'start', first!, 0.9, random)
  return steps.length > 0 || !third ? steps : asked(feeling, 'start', second!, 1, random)
}

/** A plan is made at the second talk, and looked at again when its day has come. */
function planned(talks: readonly Date[], random: Random): Step[] {
  if (talks.length < 2 || random.chance(0.12)) return []
  const plans: Step[] = []
  let last: Date | undefined
  for (const at of talks.slice(1)) {
    if (last && daysBetween(dayOf(last), dayOf(at)) < 42) continue
    plans.push({ at: minutesAfter(at, 15), kind: 'plan', reviewOn: reviewAfter(at) })
    last = at
  }
  return plans
}

/** Eight weeks: the talk that comes next after six is in time for it. */
const reviewAfter = (at: Date): Day => addWorkingDays(addDays(dayOf(at), 56), 0)

/** After six weeks, or else at the talk that comes next; where talks lie far apart, at once. */
function middle(feeling: Feeling, talks: readonly Date[], random: Random): Step[] {
  const [review, next] = talks.slice(0, -1).filter((at) => daysBetween(dayOf(talks[0]!), dayOf(at)) >= 42)
  if (!review) return []
  const late = !next || daysBetween(dayOf(review), dayOf(next)) > 16
  const steps = asked(feeling, 'review', review, late ? 1 : 0.8, random)
  return steps.length > 0 || !next ? steps : asked(feeling, 'review', next, 1, random)
}

/** A few are in hospital or away for a while between two talks that lie far enough apart. */
function rest(talks: readonly Date[], random: Random): Step[] {
  const from = talks.findIndex((at, n) => n > 0 && talks[n + 1] && daysBetween(dayOf(at), dayOf(talks[n + 1]!)) >= 12)
  if (from < 0 || !random.chance(0.06)) return []
  const [began, next] = [talks[from]!, talks[from + 1]!]
  const back = instantAt(addWorkingDays(addDays(dayOf(next), -1), 0), 9 * 60 + 5)
  const reason = random.pick(['hospital', 'away', 'family'] as const)
  return [
    { at: minutesAfter(began, 40), kind: 'paused', reason, until: dayOf(back) },
    { at: back < next ? back : minutesAfter(next, -20), kind: 'resumed' },
  ]
}

/** How it ends: well at the last talk, or otherwise. What is still to be told then is told within days. */
function end(feeling: Feeling, { reason }: Course, talks: readonly Date[], life: Begun, random: Random): Step[] {
  const last = talks.at(-1)!
  const told = (at: Date): Step => ({ at: hour(at, random.integer(1, 4), random), kind: 'told' })
  if (reason === 'finished') {
    const closed = minutesAfter(last, random.integer(45, 90))
    return [
      ...asked(feeling, 'end', last, 0.72, random),
      { at: closed, kind: 'closed', closure: endedWell(life, random) },
      told(closed),
    ]
  }
  if (reason === 'not-reached') {
    const tries = [5, 6, 7, 8].map((days): Step => ({ at: hour(last, days, random), ...inVain(life, random) }))
    const closed = hour(last, 9, random)
    return [...tries, { at: closed, kind: 'closed', closure: endedBy(reason) }, told(closed)]
  }
  const closed = hour(last, reason === 'declined' ? 3 : 2, random)
  const no: Step[] =
    reason === 'declined'
      ? [{ at: hour(last, 2, random), kind: 'contact', way: 'call', outcome: 'declined', note: null, nextOn: null }]
      : []
  return [...no, { at: closed, kind: 'closed', closure: endedBy(reason) }, told(closed)]
}

function endedWell({ request }: Begun, random: Random): Ended {
  const { outcome, summary } = random.pick(meantFor(HOW_IT_ENDED, request.reasons))
  return { reason: 'finished', outcome, summary, requestedActions: random.chance(0.2) ? [random.pick(REQUESTED)] : [] }
}

const endedBy = (reason: Exclude<Ended['reason'], 'finished'>): Ended => ({
  reason,
  ...ENDED_OTHERWISE[reason],
  requestedActions: [],
})
