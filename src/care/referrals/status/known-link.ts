import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { day } from '#platform/forms.ts'
import { cookieName, cookieOptions } from '#platform/http/server.ts'
import type { Services } from '#platform/services.ts'
import type { OpenedLink } from '#foundations/access/index.ts'

const KNOWN_FOR_MS = 30 * 60_000

/** The one more thing that a person's link asks. */
export const birthForm = z.object({ birth: day('your date of birth') })

/** Who gave the right date is not asked again for half an hour, in this browser, for this link. */
export function remember(reply: FastifyReply, { https, clock }: Services, link: OpenedLink): void {
  reply.setCookie(cookieName('link', https), `${link.id}.${clock().getTime() + KNOWN_FOR_MS}`, cookieOptions(https))
}

/** Whether this browser gave the right date for this link in the last half hour. */
export function isKnown(request: FastifyRequest, { https, clock }: Services, link: OpenedLink): boolean {
  const cookie = request.cookies[cookieName('link', https)]
  const { valid, value } = cookie ? request.unsignCookie(cookie) : { valid: false, value: null }
  const [id, until] = valid && value ? value.split('.') : []
  return id === link.id && Number(until) > clock().getTime()
}
