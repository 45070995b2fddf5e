import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { Context } from '#platform/context.ts'
import type { Id } from '#platform/ids.ts'

export type GroupRequest = FastifyRequest<{
  Params: Record<string, string>
  Querystring: { saved?: unknown }
}>

/** A connection that a group has come to, and as whom it acts there. */
export interface Opened {
  context: Context
  recordId: Id
}

/** A way in to the pages of one connection of a group: its link, or its account. */
export interface GroupDoor {
  /** Of the connection's own page, with its one parameter. */
  url: string
  read: RouteShorthandOptions
  write: RouteShorthandOptions
  /** Calls `show` for whoever may come in, and answers everybody else by itself. */
  opened(
    request: GroupRequest,
    reply: FastifyReply,
    show: (opened: Opened) => Promise<FastifyReply>,
  ): Promise<FastifyReply>
  /** The connection's own page. */
  href(request: GroupRequest): string
  /** Where a step leads that was taken: `noun` is the last part of the address it was sent to. */
  after(request: GroupRequest, noun: string): string
  /** The list that the connection stands in. */
  back?: string
}
