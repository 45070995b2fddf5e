import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/** What a stand-in does when it is asked. `times`: how often this path was asked for, this time included. */
export type Behaviour = (asked: { request: IncomingMessage; reply: ServerResponse; url: URL; times: number }) => void

export interface StandIn {
  /** "http://127.0.0.1:40123", without a slash at the end. */
  base: string
  /** How often each path was asked for. */
  asked: Map<string, number>
  /** How many requests were open at once, at the most. */
  mostAtOnce(): number
  close(): Promise<void>
}

/** A real HTTP server on this machine that behaves as it is told; with `tls` an HTTPS one. */
export async function openStandIn(behave: Behaviour, tls?: { key: string; cert: string }): Promise<StandIn> {
  const asked = new Map<string, number>()
  let [open, most] = [0, 0]
  const answer = (request: IncomingMessage, reply: ServerResponse) => {
    most = Math.max(most, ++open)
    reply.once('close', () => open--)
    const url = new URL(request.url!, base)
    const times = (asked.get(url.pathname) ?? 0) + 1
    asked.set(url.pathname, times)
    setTimeout(() => behave({ request, reply, url, times }), 2) // so that requests can be open beside each other
  }
  const server: Server = tls ? createSecureServer(tls, answer) : createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    base,
    asked,
    mostAtOnce: () => most,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Reply = Pick<Parameters<Behaviour>[0], 'reply'>

/** Decent behaviour: JSON with a status. */
export const json = ({ reply }: Reply, body: unknown, status = 200): void =>
  void reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** Says that it is busy; `after`: what the header Retry-After says. */
export const busy = ({ reply }: Reply, after?: string, status = 429): void =>
  void reply.writeHead(status, after === undefined ? {} : { 'retry-after': after }).end()

export const redirect = ({ reply }: Reply, to: string, status = 302): void =>
  void reply.writeHead(status, { location: to }).end()

/** Promises the whole and hangs up after a part of it. */
export function cutOff({ reply }: Reply, text: string, at = Math.floor(text.length / 2)): void {
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  reply.write(text.slice(0, at), () => reply.destroy())
}

/** Ends politely, in the middle of a text: only who reads it notices. */
export const cutPolitely = ({ reply }: Reply, text: string, at = Math.floor(text.length / 2)): void =>
  void reply.writeHead(200, { 'content-type': 'application/json' }).end(text.slice(0, at))

/** A few kilobytes that unpack to 60 megabytes of spaces. */
export const bomb = ({ reply }: Reply): void => void reply.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB)
const BOMB = gzipSync(Buffer.alloc(60 * 1024 * 1024, ' '))

/** A drop every 20 ms, without end. */
export function drip({ reply }: Reply): void {
  reply.writeHead(200, { 'content-type': 'application/json' })
  const dripping = setInterval(() => reply.write(' '), 20)
  reply.once('close', () => clearInterval(dripping))
}
