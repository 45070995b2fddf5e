import type { z } from 'zod'

/** What a program is told of one route. The address, the method and the scope come from the route itself. */
export interface Operation {
  /** A name for generated clients: "sendReferral". */
  id: string
  /** Under which heading it stands. */
  tag: string
  summary: string
  /** More than the summary, in Markdown. */
  description?: string
  /** What may stand in the address after the question mark. */
  query?: z.ZodObject
  /** Headers that it reads, beside the key. */
  headers?: readonly RequestHeader[]
  body?: { schema: z.ZodType; example: object }
  answer: Answered
  /** The caller has what it asks for already: 304. */
  unchanged?: true
  /** Refusals of its own by status, and when; those that any route may give are added. */
  refusals: Readonly<Record<number, string | Refused>>
}

export type RequestHeader = 'Idempotency-Key' | 'If-Match' | 'If-None-Match'
export type ResponseHeader = 'ETag' | 'Location' | 'Retry-After' | 'WWW-Authenticate'

export interface Answered {
  status: 200 | 201
  description: string
  schema: z.ZodType
  example: object
  headers?: readonly ResponseHeader[]
}

/** A refusal that says more than the others. */
export interface Refused {
  when: string
  /** Beyond a plain problem. */
  schema?: z.ZodType
  headers?: readonly ResponseHeader[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route under /api/v1 says what it is; one that does not fails when the program starts. */
    operation?: Operation
  }
}
