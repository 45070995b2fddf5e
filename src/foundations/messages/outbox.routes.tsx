import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { contextOf } from '#platform/context.ts'
import type { Services } from '#platform/services.ts'
import { listMessages } from './message.queries.ts'
import { OutboxPage } from './outbox.pages.tsx'

const PAGE_SIZE = 20
const query = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) })

/**
 * `/outbox`, in the demo only: elsewhere the address does not exist. Whoever tries the demo plays every part, so it shows
 * the messages of the whole partnership; it reads them as the partnership's own work, because no account may.
 */
export function addOutboxRoutes(app: FastifyInstance, services: Services): void {
  if (services.mode !== 'demo') return
  app.get('/outbox', { config: { policy: 'signed-in' } }, async (request, reply) => {
    const { page } = query.parse(request.query)
    const { partnershipId } = request.context.actor
    const ctx = contextOf(
      services.database,
      { kind: 'job', partnershipId, cause: 'demo outbox' },
      request.id,
      services.clock,
    )
    const { messages, total } = await ctx.transaction((tx) => listMessages(tx, (page - 1) * PAGE_SIZE, PAGE_SIZE))
    const pages = Math.ceil(total / PAGE_SIZE)
    return reply.page(
      <OutboxPage
        shell={request.shell}
        messages={messages}
        page={page}
        pages={pages}
        now={ctx.now()}
        origin={services.origin()}
      />,
    )
  })
}
