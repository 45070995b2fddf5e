import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import { page, type Shell } from './shell.tsx'

declare module 'fastify' {
  interface FastifyRequest {
    /** What every page is drawn in: names, navigation, nonce, the CSRF token for its forms. */
    readonly shell: Shell
  }
  interface FastifyReply {
    /** Answers with a page. Nothing personal is kept by browsers or proxies: `cache-control: no-store`. */
    page(node: ReactNode, status?: number): FastifyReply
  }
}

/** What the program knows of a request before a page is drawn; it adds nonce and CSRF token. */
export type ShellOf = (request: FastifyRequest) => Omit<Shell, 'nonce' | 'csrf' | 'path'>

const KEY = Symbol('shell')
type WithShell = FastifyRequest & { [KEY]?: Shell; reply?: { generateCsrf(): string } }

/** Lets routes say `reply.page(<SomePage shell={request.shell} … />)`. */
export function addPages(app: FastifyInstance, shellOf: ShellOf): void {
  app.addHook('onRequest', async (request, reply) => {
    Object.defineProperty(request, 'csrfToken', { get: () => reply.generateCsrf() })
  })
  app.decorateRequest('shell', {
    getter(this: FastifyRequest) {
      return ((this as WithShell)[KEY] ??= makeShell(this, shellOf))
    },
  })
  app.decorateReply('page', function (node, status = 200) {
    const html = page(node) // drawn before anything is sent: drawing a form sets the CSRF cookie
    return this.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html)
  })
}

function makeShell(request: FastifyRequest, shellOf: ShellOf): Shell {
  let token: string | undefined
  return {
    ...shellOf(request),
    nonce: request.nonce,
    path: request.url.split('?', 1)[0]!,
    // Only a page with a form asks for it, so that pages without one set no cookie.
    get csrf() {
      return (token ??= (request as unknown as { csrfToken: string }).csrfToken)
    },
  }
}
