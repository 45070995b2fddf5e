import { isUtf8 } from 'node:buffer'
import type { FastifyError, FastifyInstance } from 'fastify'
import type { Fault } from '#platform/http/errors.ts'
import { sendProblem } from '#platform/http/errors.ts'

/** What a program is told when its body cannot be read. */
const UNREADABLE: Record<string, Fault> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, title: 'Not JSON', detail: 'Send the body as application/json.' },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    status: 400,
    title: 'Broken JSON',
    detail: 'The body is not JSON that can be read.',
  },
  NOT_UTF8: {
    status: 400,
    title: 'Not UTF-8',
    detail: 'The body is not UTF-8 text: send JSON as UTF-8, not compressed.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    title: 'Nothing sent',
    detail: 'The body is empty: send one JSON object.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    title: 'Too large',
    detail: 'The body is too large: at most 1 MB can be taken.',
  },
}

/**
 * Routes inside take JSON and nothing else. Keys such as `__proto__` are data like any other: they are read, and since
 * nobody asks for them, ignored.
 */
export function addJsonRoutes(app: FastifyInstance, routes: (api: FastifyInstance) => void): void {
  app.register(async (api) => {
    api.removeAllContentTypeParsers()
    const parse = api.getDefaultJsonParser('ignore', 'ignore')
    api.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
      // Text in another encoding would be stored with holes where its letters were.
      if (!isUtf8(body)) return done(new NotUtf8(), undefined)
      return parse(request, body.toString('utf8'), done)
    })
    api.setErrorHandler((error: FastifyError, _request, reply) => {
      const fault = UNREADABLE[error.code]
      if (!fault) throw error // the application's own translation
      return sendProblem(reply, fault)
    })
    routes(api)
  })
}

class NotUtf8 extends Error {
  code = 'NOT_UTF8'
}
