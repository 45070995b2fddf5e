import type { FastifyInstance } from 'fastify'
import { INBOX_POLICY, versionIn } from '#care/referrals/index.ts'
import type { Services } from '#platform/services.ts'
import { NotNowPage } from './episode-aside.pages.tsx'
import { LetterPage } from './letter.pages.tsx'
import { openEpisode } from './open-episode.ts'
import { sendLetter, wayToSendLetter } from './send-letter.ts'

const config = { policy: INBOX_POLICY }
type ById = { Params: { id: string } }

/** The letter after three tries. */
export function addLetterRoutes(app: FastifyInstance, services: Services): void {
  app.get<ById>('/episodes/:id/letter', { config }, async (request, reply) => {
    const opened = await openEpisode(request)
    if (opened.episode.status !== 'waiting')
      return reply.page(<NotNowPage shell={request.shell} opened={opened} title={STARTED} />, 409)
    return reply.page(
      <LetterPage shell={request.shell} opened={opened} to={wayToSendLetter(opened.person, services.clock())} />,
    )
  })
  app.post<ById>('/episodes/:id/letter', { config }, async (request, reply) => {
    const decision = await sendLetter(request.context, services, request.params.id, versionIn(request.body))
    if (decision.ok) return reply.redirect(`/today?done=${request.params.id}`, 303)
    const opened = await openEpisode(request)
    if (decision.reason === 'not-waiting')
      return reply.page(<NotNowPage shell={request.shell} opened={opened} title={STARTED} />, 409)
    return reply.page(
      <LetterPage
        shell={request.shell}
        opened={opened}
        to={wayToSendLetter(opened.person, services.clock())}
        changed
      />,
      409,
    )
  })
}

const STARTED = 'This letter is for people whom we have not reached yet'
