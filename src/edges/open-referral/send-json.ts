import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Sends JSON that may be kept for a minute, then asked for again by its tag: 304 when it has not changed. */
export function sendJson(request: FastifyRequest, reply: FastifyReply, value: object): FastifyReply {
  const body = JSON.stringify(value)
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  reply.header('etag', tag).header('cache-control', 'public, max-age=60').header('vary', 'authorization')
  const had = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (had?.some((one) => one === tag || one === '*')) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(body)
}
