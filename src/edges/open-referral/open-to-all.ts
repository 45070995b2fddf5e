import type { FastifyInstance } from 'fastify'
import { Invalid } from '#platform/errors.ts'
import { sendProblem } from '#platform/http/errors.ts'

/** Where the feed is. */
export const BASE = '/open-referral/v3'

/**
 * Any page of anybody may read the feed: every answer under /open-referral says so, refusals too, and browsers that ask beforehand
 * are told. To be called on the outermost application: answers that come before any route carry it as well.
 */
export function openToAll(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    if (!isOfFeed(request.url)) return
    reply.header('access-control-allow-origin', '*')
    reply.header('access-control-expose-headers', '*')
    reply.header('cross-origin-resource-policy', 'cross-origin')
  })
  for (const url of [BASE, `${BASE}/*`])
    app.options(url, { config: { policy: 'public', withoutDatabase: true } }, async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'GET, HEAD, OPTIONS')
        .header('access-control-allow-headers', '*')
        .header('access-control-max-age', '86400')
        .send(),
    )
}

const isOfFeed = (url: string): boolean => /^\/open-referral(\/|\?|$)/.test(url)

/** Routes whose parameters, when they make no sense, answer 400 with each of them by name. */
export function addFeedRoutes(app: FastifyInstance, routes: (feed: FastifyInstance) => void): void {
  app.register(async (feed) => {
    feed.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof Invalid)) throw error // the application's own translation
      return sendProblem(reply, {
        status: 400,
        title: 'Bad parameter',
        detail: error.issues.map(({ field, message }) => `${field}: ${message}.`).join(' '),
        issues: error.issues,
      })
    })
    routes(feed)
  })
}
