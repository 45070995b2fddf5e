import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { sendProblem } from '#platform/http/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import {
  getSendingOrganisation,
  getSentReferral,
  NO_SUCH_TEAM,
  readBody,
  readReferral,
  sendReferral,
  STATUS_WORDS,
  viewSentReferral,
  withdrawReferral,
  type SentOnce,
  type SentReferralDetails,
} from '#care/referrals/index.ts'
import { etagOf, versionIn } from './etag.rules.ts'
import { addJsonRoutes } from './json-only.ts'
import { receiptJson, referralJson } from './referral-json.rules.ts'
import { READ_REFERRAL, SEND_REFERRAL, WITHDRAW_REFERRAL } from './referral-operations.ts'
import { WITHDRAWAL } from './referral.type.ts'

const WRITE = { policy: { scope: 'referrals:write' }, csrf: false } as const
const SEND = { config: { ...WRITE, operation: SEND_REFERRAL } }
const WITHDRAW = { config: { ...WRITE, operation: WITHDRAW_REFERRAL } }
const READ = { config: { policy: { scope: 'referrals:read' }, operation: READ_REFERRAL } }

/** `/api/v1/referrals`: other systems send a referral, read back what they sent, and take it back. */
export const addReferralApiRoutes = (app: FastifyInstance, services: Services): void =>
  addJsonRoutes(app, (api) => {
    api.post('/api/v1/referrals', SEND, async (request, reply) => {
      const key = request.headers['idempotency-key']
      if (typeof key !== 'string' || key.trim() === '' || key.length > 200)
        return sendProblem(reply, {
          status: 400,
          title: 'No key for this request',
          detail: 'Send an Idempotency-Key of 1 to 200 characters, new for each referral.',
        })
      try {
        return answerSent(reply, await send(services, request, key.trim()))
      } catch (error) {
        if (error instanceof Invalid && error.issues.length === 1 && isNoSuchTeam(error.issues[0]!))
          return sendProblem(reply, { status: 404, title: 'No such team', detail: `${NO_SUCH_TEAM.message}.` })
        throw error
      }
    })

    api.get<One>('/api/v1/referrals/:id', READ, async ({ context, params, headers }, reply) => {
      const referral = await context.transaction((tx) => viewSentReferral(tx, params.id))
      if (headers['if-none-match'] === etagOf(referral.version))
        return reply.code(304).header('etag', etagOf(referral.version)).send()
      return sendReferralJson(reply, services, referral)
    })

    api.post<One>('/api/v1/referrals/:id/withdrawal', WITHDRAW, async (request, reply) => {
      const version = versionIn(request.headers['if-match'])
      if (version === undefined)
        return sendProblem(reply, {
          status: 428,
          title: 'Say which version',
          detail: 'Send If-Match with the ETag that you last read.',
        })
      const { context, params } = request
      if (version === 'none') return stale(reply, services, await standing(context, params.id))
      try {
        const decision = await withdrawReferral(context, services, params.id, {
          version: version === 'any' ? undefined : version,
          note: noteIn(request.body),
        })
        const referral = await standing(context, params.id)
        return decision.ok ? sendReferralJson(reply, services, referral) : ended(reply, referral)
      } catch (error) {
        if (error instanceof Conflict) return stale(reply, services, error.current as SentReferralDetails)
        throw error
      }
    })
  })

type One = { Params: { id: string } }

/** One transaction: what was understood is checked against what is known where it is sent. */
async function send(services: Services, { context, body: given }: FastifyRequest, key: string): Promise<SentOnce> {
  const understood = readBody(given, dayOf(context.now()))
  const check = async (tx: Tx) => {
    const by = { organisation: getSendingOrganisation(tx), accountId: null, cameBy: 'api' } as const
    const read = await readReferral(tx, given, by, understood)
    if (!read.ok) throw new Invalid(read.issues)
    return read
  }
  if (understood.ok)
    return sendReferral(context, services, {
      body: understood.value,
      request: check,
      owner: ownOrganisation(context),
      key,
    })
  await context.transaction(check)
  throw new Invalid(understood.issues)
}

function answerSent(reply: FastifyReply, sent: SentOnce): FastifyReply {
  if (sent.outcome === 'in-progress')
    return sendProblem(reply.header('retry-after', '1'), {
      status: 409,
      title: 'Still in progress',
      detail: 'A request with this Idempotency-Key is under way. Try again in a moment.',
    })
  if (sent.outcome === 'other-request')
    return sendProblem(reply, {
      status: 422,
      title: 'Key used before',
      detail: 'This Idempotency-Key was used for another referral. Use a new one.',
      issues: [{ field: 'Idempotency-Key', message: 'Was used for another referral' }],
    })
  const { answer } = sent.answer
  return reply
    .code(201)
    .header('location', `/api/v1/referrals/${answer.id}`)
    .header('etag', etagOf(1))
    .header('cache-control', 'no-store')
    .send(receiptJson(answer))
}

const sendReferralJson = (reply: FastifyReply, { clock }: Services, referral: SentReferralDetails): FastifyReply =>
  reply
    .header('etag', etagOf(referral.version))
    .header('cache-control', 'no-store')
    .send(referralJson(referral, dayOf(clock())))

/** 412 with what stands now, so that both can be shown. */
const stale = (reply: FastifyReply, { clock }: Services, current: SentReferralDetails): FastifyReply =>
  reply
    .code(412)
    .header('etag', etagOf(current.version))
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: 'Changed meanwhile',
        status: 412,
        detail: 'This referral has changed since you read it. Look at it again.',
        current: referralJson(current, dayOf(clock())),
      }),
    )

const ended = (reply: FastifyReply, { status, version }: SentReferralDetails): FastifyReply =>
  sendProblem(reply.header('etag', etagOf(version)), {
    status: 409,
    title: 'No longer open',
    detail: `It cannot be taken back any more. It stands at: ${STATUS_WORDS[status]}.`,
  })

const standing = async (context: Context, id: string): Promise<SentReferralDetails> =>
  (await context.transaction((tx) => getSentReferral(tx, id))).details

function noteIn(body: unknown): string | null {
  const read = WITHDRAWAL.safeParse(body ?? {})
  if (read.success) return read.data.note
  const [{ path, message }] = read.error.issues as [z.core.$ZodIssue]
  throw new Invalid([{ field: path.join('.'), message }])
}

function ownOrganisation({ actor }: Context): Id {
  if (actor.kind !== 'key') throw new NotFound('organisation')
  return actor.organisationId
}

const isNoSuchTeam = ({ field, message }: { field: string; message: string }): boolean =>
  field === NO_SUCH_TEAM.field && message === NO_SUCH_TEAM.message
