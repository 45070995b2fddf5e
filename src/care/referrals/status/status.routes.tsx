import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dayOf } from '#platform/days.ts'
import { emptyForm } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { openSignedLink, type OpenedLink } from '#foundations/access/index.ts'
import { isKnown, remember, tryDoor } from './known-link.ts'
import { getStanding } from './referral-status.queries.ts'
import { BirthDatePage, NoSuchLinkPage, StandingPage } from './status.pages.tsx'

const PUBLIC = { config: { policy: 'public' } } as const

type Params = { Params: { token: string } }

/** `/status/{token}`: how a referral stands, without an account. Opening it changes nothing. */
export function addStatusRoutes(app: FastifyInstance, services: Services): void {
  app.get<Params>('/status/:token', PUBLIC, async (request, reply) => {
    const link = await openEither(services, request)
    if (!link) return reply.page(<NoSuchLinkPage shell={request.shell} />, 404)
    if (link.asksBirthDate && !isKnown(request, services, link))
      return reply.page(<BirthDatePage shell={request.shell} form={emptyForm()} closed={link.closed} />)
    const standing = await link.context.transaction((tx) => getStanding(tx, link.recordId))
    return reply.page(<StandingPage shell={request.shell} standing={standing} today={dayOf(services.clock())} />)
  })

  app.post<Params>(
    '/status/:token',
    { config: { policy: 'public', rateLimit: { max: 20, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const link = await openEither(services, request)
      if (!link) return reply.page(<NoSuchLinkPage shell={request.shell} />, 404)
      const again = await tryDoor(link, request.body, () => openEither(services, request))
      if (again) return reply.page(<BirthDatePage shell={request.shell} {...again} />, 422)
      remember(reply, services, link)
      return reply.redirect(`/status/${request.params.token}`, 303)
    },
  )
}

/** The person's own link, or that of whoever asked for them. */
const openEither = async (
  services: Services,
  { params, id }: FastifyRequest<Params>,
): Promise<OpenedLink | undefined> =>
  (await openSignedLink(services, params.token, 'referral-status', id)) ??
  openSignedLink(services, params.token, 'referrer-status', id)
