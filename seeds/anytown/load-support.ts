import {
  agreeConnection,
  answerConnection,
  endConnection,
  offerConnection,
  proposeConnection,
  recordAttendance,
} from '#care/connections/index.ts'
import { agreePlan, closeEpisode, recordContact, recordResponse, writeWords } from '#care/support/index.ts'
import { addWorkingDays } from '#engines/working-days/index.ts'
import type { Context } from '#platform/context.ts'
import type { Decision } from '#platform/decision.ts'
import { addDays, dayOf, instantAt, type Day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import type { Need } from '#registers/directory/needs.ts'
import { serviceId } from './load-directory.ts'
import type { Random } from './random.ts'
import { SERVICES } from './services.ts'
import { FIRST_TALKS, GOALS, HOW_IT_ENDED, LATER_TALKS, MATTERS, STRENGTHS } from './support-words.ts'

export interface Supported {
  episodeId: Id
  workerId: Id
  acceptedAt: Date
  needs: readonly Need[]
  /** In their own words, where they are a named character. */
  matters?: string
  strengths?: readonly string[]
  mightSuit?: readonly string[]
}

/** The worker at a moment of the past. */
export type At = (moment: Date) => Context

/**
 * What happens between accepting and closing, as far as it has come by now: tries and talks, what matters, questionnaires, the
 * plan, a group, the register, the end. Goes through the use cases that real steps go through, each at its own hour.
 */
export async function liveOn(services: Services, at: At, person: Supported, random: Random): Promise<void> {
  const now = services.clock()
  const moment = (workingDays: number): Date =>
    instantAt(addWorkingDays(dayOf(person.acceptedAt), workingDays), random.integer(9 * 60 + 15, 16 * 60))
  const until = (when: Date): boolean => when < now

  const talked = await firstTalk(services, at, person, random, moment)
  if (!talked) return
  await conversation(at, person, talked, random)
  if (random.chance(0.7)) await questions(at, person, 'start', talked, random)
  const planned = moment(14)
  if (until(planned) && random.chance(0.8)) await plan(at, person, planned)
  const connected = moment(16)
  if (until(connected)) await connect(services, at, person, connected, now, random)
  for (const days of [22, 34])
    if (until(moment(days))) await talk(services, at, person, moment(days), random.pick(LATER_TALKS))
  const closing = moment(48)
  if (until(closing) && random.chance(0.75)) await close(services, at, person, closing, random)
}

/** One or two tries in vain for some, then a talk. Answers when they first talked, or nothing when it has not come to that. */
async function firstTalk(
  services: Services,
  at: At,
  person: Supported,
  random: Random,
  moment: (days: number) => Date,
): Promise<Date | undefined> {
  const tries = random.weighted([
    [0, 60],
    [1, 28],
    [2, 12],
  ] as const)
  for (let n = 0; n < tries; n++) {
    const tried = moment(2 + n * 2)
    if (tried >= services.clock()) return undefined
    must(
      await recordContact(at(tried), services, person.episodeId, {
        ...NO_WORDS,
        id: newId(),
        happenedAt: tried,
        kind: 'call',
        outcome: 'no-answer',
        nextOn: null,
      }),
    )
  }
  const talked = moment(3 + tries * 2)
  if (talked >= services.clock()) return undefined
  await talk(services, at, person, talked, random.pick(FIRST_TALKS))
  return talked
}

const NO_WORDS = { place: null, others: null, note: null, withheld: false }

async function talk(services: Services, at: At, { episodeId }: Supported, when: Date, note: string): Promise<void> {
  must(
    await recordContact(at(when), services, episodeId, {
      ...NO_WORDS,
      id: newId(),
      happenedAt: when,
      kind: 'call',
      outcome: 'reached',
      note,
      nextOn: null,
    }),
  )
}

async function conversation(
  at: At,
  { episodeId, needs, matters, strengths }: Supported,
  when: Date,
  random: Random,
): Promise<void> {
  const { goal, step } = random.pick(GOALS)
  const [goalId, actionId, concernId] = [newId(), newId(), newId()]
  const written = await writeWords(at(new Date(when.getTime() + 600_000)), episodeId, {
    base: 0,
    typed: {
      'about.mostImportant': matters ?? random.pick(MATTERS),
      'about.pleaseDo': random.pick(['Ring before you come.', 'Call me by my first name.', 'Tell me things straight.']),
      strengths: strengths?.join('\n') ?? random.pick(STRENGTHS),
      [`concern.${concernId}.text`]: random.pick([
        'It gets worse in the evenings.',
        'It has been like this since last winter.',
        'It is the worry more than the thing itself.',
      ]),
      [`concern.${concernId}.need`]: needs[0]!,
      [`goal.${goalId}.text`]: goal,
      [`goal.${goalId}.concern`]: concernId,
      [`goal.${goalId}.importance`]: String(random.integer(6, 10)),
      [`goal.${goalId}.confidence`]: String(random.integer(3, 8)),
      [`action.${actionId}.what`]: step,
      [`action.${actionId}.goal`]: goalId,
      [`action.${actionId}.who`]: 'Together',
      noKnownRisks: 'yes',
    },
  })
  if (written.kind !== 'saved')
    throw new Error(
      `Anytown: ${episodeId}: ${written.kind} ${JSON.stringify('issues' in written ? written.issues : '')}`,
    )
}

/** Loneliness in three questions (1 to 3 each) and wellbeing in four (0 to 10); better at the end, mostly. */
async function questions(
  at: At,
  { episodeId }: Supported,
  point: 'start' | 'end',
  when: Date,
  random: Random,
): Promise<void> {
  const better = point === 'end' ? random.integer(0, 3) : 0
  const low = (from: number, to: number) => Math.max(1, Math.min(3, random.integer(from, to) - Math.min(better, 1)))
  const high = (from: number, to: number) => Math.min(10, random.integer(from, to) + better)
  const said = { point, answeredOn: dayOf(when), answeredBy: 'person', mode: 'telephone' } as const
  const ctx = at(new Date(when.getTime() + 900_000))
  must(
    await recordResponse(ctx, episodeId, 'ucla3', {
      ...said,
      answers: { companionship: low(2, 3), 'left-out': low(1, 3), isolated: low(2, 3) },
    }),
  )
  must(
    await recordResponse(ctx, episodeId, 'ons4', {
      ...said,
      answers: {
        satisfied: high(3, 6),
        worthwhile: high(3, 7),
        happy: high(3, 6),
        anxious: Math.max(0, random.integer(4, 8) - better),
      },
    }),
  )
}

async function plan(at: At, { episodeId, workerId }: Supported, when: Date): Promise<void> {
  must(
    await agreePlan(at(when), episodeId, {
      revision: 1,
      agreedWith: 'person',
      representative: null,
      whyNot: null,
      agreedOn: dayOf(when),
      reviewOn: addWorkingDays(addDays(dayOf(when), 42), 0),
      responsibleId: workerId,
    }),
  )
}

/** A group that suits: asked on the telephone or by e-mail; most say yes. */
async function connect(
  services: Services,
  at: At,
  person: Supported,
  when: Date,
  now: Date,
  random: Random,
): Promise<void> {
  const suits = SERVICES.filter(
    (s) =>
      s.status === 'active' &&
      !s.who.onlyFor &&
      (person.mightSuit ? person.mightSuit.includes(s.key) : s.needs.some((need) => person.needs.includes(need))),
  )
  const service = suits[0] && random.pick(suits)
  if (!service) return
  const later = (days: number): Date => instantAt(addWorkingDays(dayOf(when), days), 11 * 60)
  const need = person.needs.find((n) => service.needs.includes(n)) ?? person.needs[0]!
  const proposed = await proposeConnection(at(when), person.episodeId, { serviceId: serviceId(service.key), need })
  if (!proposed.ok) return
  const id = proposed.value
  must(
    await agreeConnection(at(later(1)), id, {
      shared: ['name', 'access-needs'],
      helps: null,
      by: 'person',
      version: 1,
    }),
  )
  if (later(2) >= now) return
  must(await offerConnection(at(later(2)), services, id, { way: 'telephone', note: null, version: 2 }))
  if (later(4) >= now || random.chance(0.08)) return
  const given = random.weighted([
    [{ answer: 'accepted', words: null }, 80],
    [{ answer: 'waitlisted', words: 'Two weeks or so.' }, 10],
    [{ answer: 'declined', reason: 'full', words: null }, 10],
  ] as const)
  must(await answerConnection(at(later(4)), services, id, { given }))
  if (given.answer !== 'accepted') return
  const weeks: Day[] = [8, 13, 18, 23].map((days) => dayOf(later(days))).filter((on) => on < dayOf(now))
  for (const on of weeks)
    must(await recordAttendance(at(instantAt(on, 15 * 60)), id, { on, came: random.chance(0.85), reason: null }))
  if (weeks.length === 4 && random.chance(0.4))
    await endConnection(at(later(26)), id, { reason: 'by-themselves', words: null })
}

async function close(services: Services, at: At, person: Supported, when: Date, random: Random): Promise<void> {
  if (random.chance(0.8)) await questions(at, person, 'end', when, random)
  const ctx = at(when)
  const version = await ctx.transaction(
    async (tx) =>
      (await tx.query<{ version: number }>('select version from support.episode where id = $1', [person.episodeId]))[0]!
        .version,
  )
  must(
    await closeEpisode(ctx, services, person.episodeId, {
      version,
      reason: 'finished',
      requestedActions: [],
      noActionsRequired: true,
      ...random.pick(HOW_IT_ENDED),
      tellPractice: true,
      diedOn: null,
    }),
  )
}

/** A step that Anytown takes must be one that the rules allow: otherwise the story is wrong, and says so. */
function must(decision: Decision<unknown, string>): void {
  if (!decision.ok) throw new Error(`Anytown: a step was refused: ${decision.reason}`)
}
