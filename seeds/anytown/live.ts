import {
  agreeConnection,
  answerConnection,
  endConnection,
  giveUpWaiting,
  offerConnection,
  proposeConnection,
  recordAttendance,
} from '#care/connections/index.ts'
import { askReferrer, createReferral, declineReferral, withdrawReferral } from '#care/referrals/index.ts'
import {
  acceptReferral,
  agreePlan,
  closeEpisode,
  endTask,
  pauseEpisode,
  recordContact,
  recordResponse,
  resumeEpisode,
  sendLetter,
  writeWords,
} from '#care/support/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { contextOf, type Actor, type Context } from '#platform/context.ts'
import { dayOf } from '#platform/days.ts'
import type { Decision } from '#platform/decision.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import type { Life, Step } from './life/life.type.ts'
import { closureOf, contactOf, typedWords, TOLD_BY_HAND } from './life/as-typed.ts'
import { managerOf, workerOf } from './life/staff.ts'
import { serviceId } from './load-directory.ts'

/** Lives a life through the use cases that a real one goes through, each step at its own past hour. */
export async function live(services: Services, partnershipId: Id, life: Life): Promise<void> {
  const at = (moment: Date, actor: Actor): Context => contextOf(services.database, actor, newId(), fixedClock(moment))
  const { id } = await createReferral(at(life.cameAt, life.sender), services, life.request)
  const worker = workerOf(partnershipId, life)
  const lived: Lived = { services, life, referralId: id, episodeId: '', connections: [] }
  for (const step of life.steps) {
    const manager = step.kind === 'accepted' || step.kind === 'declined' || step.kind === 'asked'
    const actor = step.kind === 'withdrawn' ? life.sender : manager ? managerOf(partnershipId, life) : worker
    const decision = await STEPS[step.kind](at(step.at, actor), step as never, lived)
    // A step that Anytown takes must be one that the rules allow: otherwise the story is wrong, and says so.
    if (decision && !decision.ok) throw new Error(`Anytown: person ${life.number}, ${step.kind}: ${decision.reason}`)
  }
}

interface Lived {
  services: Services
  life: Life
  referralId: Id
  episodeId: Id
  connections: Id[]
}

type Taken = Promise<Decision<unknown, string> | undefined>
type Steps = {
  [Kind in Step['kind']]: (ctx: Context, step: Extract<Step, { kind: Kind }>, lived: Lived) => Taken
}

const STEPS: Steps = {
  async accepted(ctx, { firstContactBy }, lived) {
    const workerId = workerOf(ctx.actor.partnershipId, lived.life).accountId
    const { services, referralId } = lived
    const accepted = await acceptReferral(ctx, services, referralId, { firstContactBy, workerId, version: 1 })
    if (accepted.ok) lived.episodeId = accepted.value.episodeId
    return accepted
  },
  declined: (ctx, { answer: { reason, note, better } }, { services, referralId }) =>
    declineReferral(ctx, services, referralId, {
      reason,
      note,
      betterText: better,
      betterTeamId: null,
      betterServiceId: null,
      version: 1,
    }),
  asked: (ctx, { question }, { services, referralId }) =>
    askReferrer(ctx, services, referralId, { question, version: 1 }),
  withdrawn: (ctx, _step, { services, referralId }) =>
    withdrawReferral(ctx, services, referralId, { note: WITHDRAWN_NOTE, version: 1 }),
  contact: (ctx, step, { services, episodeId }) =>
    recordContact(ctx, services, episodeId, { ...contactOf(step), id: newId(), nextOn: step.nextOn }),
  letter: async (ctx, _step, { services, episodeId }) =>
    sendLetter(ctx, services, episodeId, await versionOf(ctx, episodeId)),
  async words(ctx, { said }, { episodeId }) {
    const typed = typedWords(said, { concern: newId(), goal: newId(), action: newId() })
    const written = await writeWords(ctx, episodeId, { base: 0, typed })
    if (written.kind !== 'saved') throw new Error(`Anytown: words were not saved: ${JSON.stringify(written)}`)
    return undefined
  },
  response: (ctx, { measure, at: _at, kind: _kind, ...response }, { episodeId }) =>
    recordResponse(ctx, episodeId, measure, { ...response, answeredOn: dayOf(ctx.now()), answeredBy: 'person' }),
  plan: (ctx, { reviewOn }, { episodeId, life }) =>
    agreePlan(ctx, episodeId, {
      revision: 1,
      agreedWith: 'person',
      representative: null,
      whyNot: null,
      agreedOn: dayOf(ctx.now()),
      reviewOn,
      responsibleId: workerOf(ctx.actor.partnershipId, life).accountId,
    }),
  paused: async (ctx, { reason, until }, { episodeId }) =>
    pauseEpisode(ctx, episodeId, { reason, until, note: null, version: await versionOf(ctx, episodeId) }),
  resumed: (ctx, _step, { episodeId }) => resumeEpisode(ctx, episodeId),
  async proposed(ctx, { service, need, connection }, lived) {
    const proposed = await proposeConnection(ctx, lived.episodeId, { serviceId: serviceId(service), need })
    if (proposed.ok) lived.connections[connection] = proposed.value
    return proposed
  },
  agreed: (ctx, { connection }, { connections }) =>
    agreeConnection(ctx, connections[connection]!, { shared: SHARED, helps: null, by: 'person', version: 1 }),
  offered: (ctx, { connection }, { services, connections }) =>
    offerConnection(ctx, services, connections[connection]!, { way: 'telephone', note: null, version: 2 }),
  answer: (ctx, { connection, given, firstVisit }, { services, connections }) =>
    answerConnection(ctx, services, connections[connection]!, { given, firstVisit }),
  unanswered: (ctx, { connection }, { services, connections }) =>
    giveUpWaiting(ctx, services, connections[connection]!, 3),
  attended: (ctx, { connection, on, came, reason }, { connections }) =>
    recordAttendance(ctx, connections[connection]!, { on, came, reason }),
  gone: (ctx, { connection, reason }, { connections }) =>
    endConnection(ctx, connections[connection]!, { reason, words: null }),
  async told(ctx, _step, lived) {
    for (const id of await listByHand(ctx, lived)) await endTask(ctx, id)
    return undefined
  },
  closed: async (ctx, { closure }, { services, episodeId, life }) =>
    closeEpisode(ctx, services, episodeId, {
      ...closureOf(closure, life.request),
      version: await versionOf(ctx, episodeId),
    }),
}

/** What every invented person lets a group see. */
export const SHARED = ['name', 'access-needs'] as const
export const WITHDRAWN_NOTE = 'They moved to their family.'

const versionOf = (ctx: Context, episodeId: Id): Promise<number> =>
  ctx.transaction(
    async (tx) =>
      (await tx.query<{ version: number }>('select version from support.episode where id = $1', [episodeId]))[0]!
        .version,
  )

/** What is to be told about an episode, its referral and its connections, and was told by somebody since. */
const listByHand = (ctx: Context, { referralId, episodeId, connections }: Lived): Promise<Id[]> =>
  ctx.transaction(async (tx) => {
    const about = [referralId, ...(episodeId ? [episodeId] : []), ...connections]
    const tasks = await tx.query<{ id: Id }>(
      `select id from tasks.task where about_id = any ($1::uuid[]) and kind = any ($2::text[]) and status = 'open' order by made_at, id`,
      [about, TOLD_BY_HAND],
    )
    return tasks.map((task) => task.id)
  })
