import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { dayOf } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import type { Services } from '#platform/services.ts'
import { openSignedLink } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { EndingPage, NoEndingPage } from './ending.pages.tsx'
import { findLetter, type ClosingLetter } from './closing.queries.ts'

/** How a referral's work ended, for whoever sent it: signed in, or by a signed link. */
export function addEndingRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { id: string } }>(
    '/endings/:id',
    { config: { policy: 'signed-in' } },
    async ({ context, shell, params }, reply) => {
      const letter = await readLetter(context, params.id)
      return reply.page(<EndingPage shell={shell} letter={letter} today={dayOf(context.now())} />)
    },
  )
  app.get<{ Params: { token: string } }>(
    '/ending/:token',
    { config: { policy: 'public' } },
    async ({ shell, params, id }, reply) => {
      const link = await openSignedLink(services, params.token, 'closing-letter', id)
      if (!link) return reply.page(<NoEndingPage shell={shell} />, 404)
      return reply.page(
        <EndingPage
          shell={shell}
          letter={await readLetter(link.context, link.recordId)}
          today={dayOf(services.clock())}
        />,
      )
    },
  )
}

/** Reads a letter and writes down that it was read. Throws NotFound for one that was not written to the caller. */
const readLetter = (ctx: Context, id: string): Promise<ClosingLetter> =>
  ctx.transaction(async (tx) => {
    const letter = await findLetter(tx, id)
    if (!letter) throw new NotFound('closing letter')
    journal(tx, 'closing-letter.viewed', {
      subjectId: letter.id,
      personId: letter.personId,
      detail: { episode: letter.episodeId },
    })
    return letter
  })
