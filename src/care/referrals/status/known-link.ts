import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { day, emptyForm, readForm, withIssue, type FormState } from '#platform/forms.ts'
import { cookieName, cookieOptions } from '#platform/http/server.ts'
import type { Services } from '#platform/services.ts'
import { tryBirthDate, type OpenedLink } from '#foundations/access/index.ts'

const KNOWN_FOR_MS = 30 * 60_000

/** The one more thing that a person's link asks. */
const birthForm = z.object({ birth: day('your date of birth') })

/** What stands on the page that asks again. */
export interface AskedAgain {
  form: FormState<typeof birthForm>
  closed: boolean
}

/**
 * Tries the date that was typed at a link's door; undefined: it is right. While the door is closed for too many wrong ones,
 * nobody is told whether a date is right. `reopen` looks the link up again, to see whether this try has closed it.
 */
export async function tryDoor(
  link: OpenedLink,
  typed: unknown,
  reopen: () => Promise<OpenedLink | undefined>,
): Promise<AskedAgain | undefined> {
  const read = readForm(birthForm, typed)
  if (!read.ok) return { form: read.form, closed: link.closed }
  if (!link.closed && (await tryBirthDate(link, read.value.birth))) return undefined
  const closed = link.closed || Boolean((await reopen())?.closed)
  const issue = closed
    ? 'There were too many wrong dates. Wait a quarter of an hour, then try again'
    : 'That is not the date we have. Check it, or ring us'
  return { form: withIssue(emptyForm<typeof birthForm>(), 'birth', issue), closed }
}

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
