import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sameText } from '#platform/crypto.ts'
import { Invalid } from '#platform/errors.ts'
import { sendProblem } from '#platform/http/errors.ts'
import { isId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { noteReceipt } from './note-receipt.ts'
import type { OnAbandoned } from './send-message.ts'

/** Names are Notify's; the address that it also sends is not read. */
const receiptBody = z.object({ id: z.uuid(), reference: z.string().nullish(), status: z.string() })
const OUTCOMES = ['delivered', 'permanent-failure', 'temporary-failure', 'technical-failure'] as const

/**
 * `POST /api/v1/messages/receipts/govuk-notify`: GOV.UK Notify says what became of a message, with the bearer token that
 * was given to it. 204 when noted, or when there is nothing to note; 404 about a message that is not ours; 503 while the
 * message is still being written down, for Notify asks again after five minutes.
 */
export function addReceiptRoutes(
  app: FastifyInstance,
  services: Services,
  { token, onAbandoned }: { token: string; onAbandoned: OnAbandoned },
): void {
  app.post(
    '/api/v1/messages/receipts/govuk-notify',
    {
      // No context: its bearer is no key of an organisation, and the partnership is known only by the message.
      config: { policy: 'public', csrf: false, withoutDatabase: true },
      bodyLimit: 16_384,
      onRequest: async (request, reply) => (mayTell(request, token) ? undefined : refuse(reply)),
    },
    async (request, reply) => {
      const { id, reference, status } = readReceipt(request.body)
      const outcome = OUTCOMES.find((each) => each === status)
      // No reference of ours: somebody sent it by hand, from Notify's own pages.
      if (!outcome || !reference || !isId(reference)) return reply.code(204).send()
      const consequence = await noteReceipt(
        { services, onAbandoned },
        { providerReference: id, messageId: reference, status: outcome },
      )
      return consequence === 'ask-later' ? askLater(reply) : reply.code(204).send()
    },
  )
}

function mayTell({ headers }: FastifyRequest, token: string): boolean {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? []
  return bearer !== undefined && sameText(bearer, token)
}

function readReceipt(body: unknown): z.output<typeof receiptBody> {
  const read = receiptBody.safeParse(body)
  if (read.success) return read.data
  throw new Invalid(read.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message })))
}

const refuse = (reply: FastifyReply): FastifyReply =>
  sendProblem(reply.header('www-authenticate', 'Bearer'), {
    status: 401,
    title: 'No token',
    detail: 'Send the token that was agreed, as "Authorization: Bearer <token>".',
  })

const askLater = (reply: FastifyReply): FastifyReply =>
  sendProblem(reply.header('retry-after', '300'), {
    status: 503,
    title: 'Not yet',
    detail: 'This message is just being sent. Say it again in five minutes.',
  })
