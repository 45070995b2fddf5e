import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { parse, type HTMLElement } from 'node-html-parser'

export interface Reply {
  status: number
  /** Where it leads, for a redirect. */
  to: string | undefined
  headers: LightMyRequestResponse['headers']
  text: string
  html: HTMLElement
}

/** One person's browser without JavaScript: keeps cookies, sends a form's token with the form. */
export interface Browser {
  cookies: Map<string, string>
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  /** Opens `from` (by default the same address), takes the token of its form, and sends. */
  post(path: string, fields?: Record<string, string>, from?: string): Promise<Reply>
  /** Sends as it is, without a token. */
  postBare(path: string, fields?: Record<string, string>): Promise<Reply>
}

/** A browser that talks to the app without a network. `address`: the network address it seems to come from. */
export function openBrowser(app: FastifyInstance, options: { host?: string; address?: string } = {}): Browser {
  const cookies = new Map<string, string>()
  const { host = 'localhost', address = '127.0.0.1' } = options
  const send = async (request: InjectOptions): Promise<Reply> => {
    const answer = await app.inject({
      remoteAddress: address,
      ...request,
      headers: { host, ...request.headers },
      cookies: Object.fromEntries(cookies),
    })
    for (const { name, value, maxAge, expires } of answer.cookies) {
      if (maxAge === 0 || (expires && expires.getTime() === 0)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return {
      status: answer.statusCode,
      to: answer.headers.location,
      headers: answer.headers,
      text: answer.body,
      html: parse(answer.body),
    }
  }
  const get = (path: string, headers: Record<string, string> = {}) => send({ method: 'GET', url: path, headers })
  const postBare = (path: string, fields: Record<string, string> = {}) =>
    send({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })
  return {
    cookies,
    get,
    postBare,
    async post(path, fields = {}, from = path) {
      const page = await get(from)
      const token = page.html.querySelector('input[name=_csrf]')?.getAttribute('value')
      if (!token) throw new Error(`${from} has no form (${page.status} ${page.to ?? ''})`)
      return postBare(path, { _csrf: token, ...fields })
    },
  }
}
