import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { cookieName, cookieOptions } from '#platform/http/server.ts'
import type { Link } from '#ui/shell.tsx'
import { readSaved, type Saved, SAVED_FOR_DAYS, writeSaved } from './saved.rules.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The services on this visitor's list, kept in a signed cookie and nowhere else. */
    readonly saved: Saved
  }
}

/** Lets every route ask `request.saved`. A cookie that was changed by others counts as none. */
export function addSaved(app: FastifyInstance, https: boolean): void {
  app.decorateRequest('saved', {
    getter(this: FastifyRequest) {
      const cookie = this.cookies[cookieName('saved', https)]
      const { valid, value } = cookie ? this.unsignCookie(cookie) : { valid: false, value: null }
      return valid && value ? readSaved(value) : []
    },
  })
}

/** Keeps a list for thirty days from now; an empty one is forgotten at once. */
export function keepSaved(reply: FastifyReply, saved: Saved, https: boolean): void {
  const name = cookieName('saved', https)
  const options = cookieOptions(https)
  if (saved.length === 0) reply.clearCookie(name, options)
  else reply.setCookie(name, writeSaved(saved), { ...options, maxAge: SAVED_FOR_DAYS * 86_400 })
}

/** The way to a visitor's list, for the header: "Your list (2)". Undefined while it is empty. */
export const listOf = ({ saved }: FastifyRequest): Link | undefined =>
  saved.length > 0 ? { href: '/saved', text: `Your list (${saved.length})` } : undefined
