import { addWorkingDays } from '#engines/working-days/index.ts'
import { addDays, dayOf, daysBetween, instantAt } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { AnytownPerson } from '../person.type.ts'
import { createRandom, type Random } from '../random.ts'
import { DECLINED, QUESTIONS } from '../referral-words.ts'
import { TEAMS } from '../teams.ts'
import type { Life, Step } from './life.type.ts'
import { canBeAbout } from './reasons.ts'
import { requestFor } from './request.ts'
import { awayFrom, supportFrom } from './support.ts'

export interface Beginning {
  partnershipId: Id
  number: number
  person: AnytownPerson
  cameAt: Date
  now: Date
  /** What has become of the referral by now, where that is not left to chance: nobody of the team got round to it, they asked, or after a first talk the person went away. */
  fate?: Fate
  /** Whether the team may still wait for whoever referred to answer a question. */
  asks?: boolean
}

/** One person's way since they were referred, as far as it has come by `now`. The same number lives the same life. */
export function lifeOf({ partnershipId, number, person, cameAt, now, fate, asks = true }: Beginning): Life {
  const random = createRandom(7_919 * (number + 1))
  const team = TEAMS.find(({ covers }) => covers.practices.includes(person.practiceCode))!
  const { request, sender } = requestFor(partnershipId, person, team, dayOf(cameAt), random)
  const begun = { number, person, team, cameAt, request, sender }
  // Most of today's work is still to be done when somebody first looks, and some of the last days' was put off.
  const until = fate ? now : instantAt(addDays(dayOf(now), -random.weighted(PUT_OFF)), 8 * 60)
  const steps = withNewsTold(cameAt, fate ? fated(fate, { ...begun, now }, random) : stepsOf(begun, now, asks, random))
  return {
    ...begun,
    worker: random.pick(team.members.filter(({ roles }) => roles.includes('link_worker'))),
    manager: team.members.find(({ roles }) => roles.includes('team_manager'))!,
    steps: steps.filter(({ at }) => at < until && at < now),
  }
}

type Fate = 'waiting' | 'asked' | 'quiet'

function fated(
  fate: Fate,
  begun: Parameters<typeof supportFrom>[0] & { cameAt: Date; now: Date },
  random: Random,
): Step[] {
  if (fate === 'waiting') return []
  const at = answerTime(begun.cameAt, random)
  return fate === 'asked' ? [question(at, begun.person, random)] : awayFrom(begun, at, begun.now, random)
}

function question(at: Date, { sex }: AnytownPerson, random: Random): Step {
  return { at, kind: 'asked', question: random.pick(QUESTIONS.filter(({ ask }) => canBeAbout(ask, sex, 50))).ask }
}

/** In days. */
const PUT_OFF = [
  [0, 97],
  [1, 2],
  [3, 1],
] as const

/** What cannot be written to somebody is told on the next working day. */
function withNewsTold(cameAt: Date, steps: readonly Step[]): Step[] {
  const told = [{ at: cameAt }, ...steps.filter(({ kind }) => NEWS.has(kind))].map(({ at }): Step => ({
    at: instantAt(addWorkingDays(addDays(dayOf(at), 1), 0), 9 * 60),
    kind: 'told',
  }))
  return [...steps, ...told].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

const NEWS: ReadonlySet<Step['kind']> = new Set([
  'asked',
  'accepted',
  'answer',
  'unanswered',
  'letter',
  'paused',
  'closed',
])

function stepsOf(
  begun: Parameters<typeof supportFrom>[0] & Pick<Life, 'cameAt' | 'sender'>,
  now: Date,
  asks: boolean,
  random: Random,
): Step[] {
  const { cameAt, sender } = begun
  const at = answerTime(cameAt, random)
  const lately = now.getTime() - cameAt.getTime() < 7 * 86_400_000
  const told: Step = { at: instantAt(addWorkingDays(dayOf(at), 1), 10 * 60), kind: 'told' }
  switch (random.weighted(lately ? FATES.lately : FATES.before)) {
    case 'declined': {
      const answers = DECLINED.filter(({ note }) => canBeAbout(note, begun.person.sex, 50))
      return [{ at, kind: 'declined', answer: random.pick(answers) }, told]
    }
    case 'asked':
      if (!asks || daysBetween(dayOf(cameAt), dayOf(now)) > ASKED_WITHIN_DAYS) return supportFrom(begun, at, random)
      return [question(at, begun.person, random)]
    case 'withdrawn':
      return sender.kind === 'account' ? [{ at, kind: 'withdrawn' }, told] : supportFrom(begun, at, random)
    case 'waiting':
      return addWorkingDays(dayOf(cameAt), 1) < dayOf(now) ? supportFrom(begun, at, random) : []
    case 'accepted':
      return supportFrom(begun, at, random)
  }
}

/** Whoever referred has answered by then. */
const ASKED_WITHIN_DAYS = 4

/** What became of referrals: lately some still wait for an answer, or for the referrer's. */
const FATES = {
  lately: [
    ['accepted', 55],
    ['declined', 6],
    ['asked', 14],
    ['withdrawn', 3],
    ['waiting', 22],
  ],
  before: [
    ['accepted', 88],
    ['declined', 8],
    ['withdrawn', 4],
  ],
} as const

/** When the team got round to it: in working hours, up to two working days later. */
function answerTime(came: Date, random: Random): Date {
  const day = addWorkingDays(addDays(dayOf(came), 1), random.integer(0, 1))
  return instantAt(day, random.integer(9 * 60, 17 * 60))
}
