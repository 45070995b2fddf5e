import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieName, cookieOptions } from '#platform/http/server.ts'

/** It ends with the browser; the server ends the sign-in itself. */
export function setSignInCookie(reply: FastifyReply, token: string, https: boolean): void {
  reply.setCookie(cookieName('sign-in', https), token, cookieOptions(https))
}

export function clearSignInCookie(reply: FastifyReply, https: boolean): void {
  reply.clearCookie(cookieName('sign-in', https), cookieOptions(https))
}

/** The token in the cookie, if the cookie is there and ours. */
export function readSignInCookie(request: FastifyRequest, https: boolean): string | undefined {
  const value = request.cookies[cookieName('sign-in', https)]
  const read = value ? request.unsignCookie(value) : undefined
  return read?.valid ? read.value : undefined
}
