import type { FastifyRequest } from 'fastify'

/**
 * The search or the list that somebody came from, with its words: they never leave the address. `from` of the address says it
 * where a form was sent in between; else the browser does. Undefined for any other page.
 */
export const cameFrom = (request: FastifyRequest): string | undefined =>
  wayBack((request.query as { from?: unknown }).from) ?? wayBack(refererOf(request))

const wayBack = (address: unknown): string | undefined =>
  typeof address === 'string' && /^\/(find|saved)(\?|$)/.test(address) ? address : undefined

function refererOf({ headers, host }: FastifyRequest): string | undefined {
  const from = headers.referer ? URL.parse(headers.referer) : null
  return from?.host === host ? from.pathname + from.search : undefined
}

/** Where whoever asks reaches us, without a slash at the end: an installation may serve several partnerships, each by its own host. */
export const originOf = ({ host }: FastifyRequest, https: boolean): string => `http${https ? 's' : ''}://${host}`
