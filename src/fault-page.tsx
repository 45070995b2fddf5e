import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Fault } from '#platform/http/errors.ts'
import {
  AwayPage,
  FailurePage,
  ForbiddenPage,
  NotFoundPage,
  TooLargePage,
  TooManyPage,
  TryAgainPage,
} from '#ui/error-pages.tsx'

/** The page for what went wrong: plain words, and a way on. */
export function showFault(request: FastifyRequest, reply: FastifyReply, fault: Fault): FastifyReply {
  const { shell } = request
  switch (fault.status) {
    case 404:
      return reply.page(<NotFoundPage shell={shell} />, 404)
    case 403:
      if (fault.title !== 'Form expired') return reply.page(<ForbiddenPage shell={shell} />, 403)
      return reply.page(<TryAgainPage shell={shell} back={shell.path} />, 403)
    case 503:
      return reply.page(<AwayPage shell={shell} />, 503)
    case 500:
      return reply.page(<FailurePage shell={shell} reference={request.id} />, 500)
    case 413:
      return reply.page(<TooLargePage shell={shell} back={shell.path} />, 413)
    case 429:
      return reply.page(<TooManyPage shell={shell} />, 429)
    default:
      return reply.page(<TryAgainPage shell={shell} back={shell.path} />, fault.status)
  }
}
