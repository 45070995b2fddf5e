import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Conflict, Forbidden, Invalid, NotFound, type FieldIssue } from '../errors.ts'
import { plainError } from '../log.ts'
import { isMachineAddress } from './server.ts'

/** What went wrong, as the caller may know it. */
export interface Fault {
  status: number
  /** A short name of the fault for machines and for choosing the page. */
  title: string
  detail: string
  issues?: FieldIssue[]
}

/**
 * Translates everything that is thrown into one answer: problem+json (RFC 9457) for machines, a page for people.
 * What we did not foresee is logged with the request's id and tells the caller that id and nothing else.
 */
export function addErrors(
  app: FastifyInstance,
  showPage: (request: FastifyRequest, reply: FastifyReply, fault: Fault) => FastifyReply | undefined,
): void {
  const answer = (request: FastifyRequest, reply: FastifyReply, fault: Fault) => {
    reply.code(fault.status)
    return isMachineAddress(request.url) ? sendProblem(reply, fault) : showPage(request, reply, fault)
  }
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const fault = faultOf(error)
    if (fault.status >= 500) request.log.error({ request: request.id, err: plainError(error) }, fault.title)
    return answer(request, reply, fault)
  })
  app.setNotFoundHandler((request, reply) => answer(request, reply, faultOf(new NotFound())))
}

/** Sends a fault as problem+json. */
export const sendProblem = (reply: FastifyReply, { status, title, detail, issues }: Fault): FastifyReply =>
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, detail, ...(issues && { errors: issues }) }))

/** What an error means to the caller. */
export function faultOf(error: Error & { code?: string; statusCode?: number; validationContext?: string }): Fault {
  if (error instanceof NotFound) return NOT_FOUND
  if (error instanceof Forbidden) return { status: 403, title: 'Forbidden', detail: 'You may not do this.' }
  if (error instanceof Conflict) return { status: 409, title: 'Conflict', detail: error.message }
  if (error instanceof Invalid)
    return { status: 422, title: 'Not valid', detail: 'Some fields need mending.', issues: error.issues }
  if (error.code?.startsWith('FST_CSRF'))
    return { status: 403, title: 'Form expired', detail: 'The form was open for too long, or cookies are off.' }
  // An address whose id is no id leads nowhere, like an id that nobody has.
  if (error.validationContext === 'params') return NOT_FOUND
  if (isDatabaseAway(error))
    return {
      status: 503,
      title: 'Away',
      detail: 'The database cannot be reached just now. Try again in a few minutes.',
    }
  if (error.statusCode === 413)
    return { status: 413, title: 'Too large', detail: 'What was sent is too large: at most 1 MB can be taken.' }
  if (error.statusCode === 429)
    return { status: 429, title: 'Too many requests', detail: 'Wait a moment, then try again.' }
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return {
      status: error.statusCode,
      title: 'Bad request',
      detail: error.code?.startsWith('FST_') ? error.message : 'We could not read what was sent.',
    }
  return { status: 500, title: 'Failure', detail: 'Something went wrong on our side.' }
}

const NOT_FOUND: Fault = {
  status: 404,
  title: 'Not found',
  detail: 'There is nothing here, or nothing that you may see.',
}

const AWAY = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|57P0[123]|08...|53300)$/

/** The database does not answer: refused, restarting, shut down, out of connections. */
const isDatabaseAway = (error: Error & { code?: string }): boolean =>
  AWAY.test(error.code ?? '') ||
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/i.test(
    error.message,
  )
