import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findPlace } from '#foundations/geography/index.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { cameFrom, originOf } from '../request-address.ts'
import type { Notice } from './notices.pages.tsx'
import { keepSaved } from './saved-cookie.ts'
import { SavedPage } from './saved.pages.tsx'
import { listSaved, type SavedService } from './saved.queries.ts'
import { addTo, backFrom, readShared, type Saved, shortId, takeOff } from './saved.rules.ts'

type Asked = Partial<
  Record<'services' | 'postcode' | 'leaflet' | 'large' | 'removed' | 'cleared' | 'wanted' | 'full', unknown>
>
type Sent = Partial<Record<'services' | 'instead' | 'back', unknown>>

/** `/saved`: a list kept in the visitor's own browser, or one named by the address. Nothing of it is written down on our side. */
export function addSavedRoutes(app: FastifyInstance, { https }: Services): void {
  const open = { config: { policy: 'public' } } as const

  app.get<{ Querystring: Asked }>('/saved', open, async (request, reply) => {
    const { query, saved: own, context } = request
    const sent = query.services === undefined ? undefined : readShared(query.services)
    const [besides] = [...readShared(query.removed), ...readShared(query.wanted)]
    const postcode = typeof query.postcode === 'string' ? query.postcode.trim().slice(0, 20) : ''
    const list = sent ?? own
    const { place, found } = await context.transaction(async (tx) => {
      const place = postcode ? await findPlace(tx, postcode) : undefined
      const all = [...new Set([...list, ...(besides ? [besides] : [])])]
      return { place, found: await listSaved(tx, all, place?.ok ? place.value : undefined) }
    })
    const leaflet = query.leaflet === '1' ? (query.large === '1' ? 'large' : 'usual') : undefined
    return reply.page(
      <SavedPage
        shell={request.shell}
        own={own}
        sent={sent}
        services={found.filter(({ id }) => list.includes(id))}
        postcode={postcode}
        from={cameFromSearch(request)}
        place={place}
        notice={leaflet ? undefined : noticeOf(query, own, found)}
        leaflet={leaflet}
        origin={originOf(request, https)}
        now={context.now()}
      />,
    )
  })

  app.post<{ Body: Sent }>('/saved', open, (request, reply) => {
    const { services, instead, back } = readBody(request)
    const added = addTo(takeOff(request.saved, instead), services)
    if (!added.ok) return reply.redirect(fullHref(services, back), 303)
    keepSaved(reply, added.value, https)
    return reply.redirect(at(back, services), 303)
  })

  app.post<{ Body: Sent }>('/saved/removal', open, (request, reply) => {
    const { services, back } = readBody(request)
    keepSaved(reply, takeOff(request.saved, services), https)
    const [first] = services
    return reply.redirect(
      isOwnList(back) && first ? withQuery(back, 'removed', shortId(first)) : at(back, services),
      303,
    )
  })

  app.post('/saved/clearing', open, (_request, reply) => {
    keepSaved(reply, [], https)
    return reply.redirect('/saved?cleared=1', 303)
  })
}

const readBody = ({ body }: FastifyRequest<{ Body: Sent }>) => ({
  services: readShared(body?.services),
  instead: readShared(body?.instead),
  back: backFrom(body?.back),
})

/** Back to the very thing one pressed at, so that it is still in view. */
const at = (back: string, [first]: Saved): string => (first ? `${back}#service-${first}` : back)

const isOwnList = (back: string): boolean => /^\/saved(?!.*[?&]services=)/.test(back)

const withQuery = (address: string, name: string, value: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}${name}=${value}`

const fullHref = (services: Saved, back: string): string =>
  services.length === 1
    ? `/saved?wanted=${shortId(services[0]!)}`
    : withQuery(isOwnList(back) ? '/saved' : back, 'full', '1')

/** Only what is still so is said: an address that was kept must not speak of a press long ago. */
function noticeOf(query: Asked, own: Saved, found: readonly SavedService[]): Notice | undefined {
  const named = (text: unknown): SavedService | undefined => {
    const [id]: (Id | undefined)[] = [...readShared(text)]
    return found.find((service) => service.id === id && !own.includes(service.id))
  }
  const removed = named(query.removed)
  if (removed) return { kind: 'removed', service: removed }
  if (query.cleared === '1' && own.length === 0) return { kind: 'cleared' }
  const wanted = named(query.wanted)
  if (wanted) return { kind: 'full', wanted, oldest: found.find(({ id }) => id === own[0]) }
  return query.full === '1' ? { kind: 'full' } : undefined
}

const cameFromSearch = (request: FastifyRequest): string | undefined => {
  const from = cameFrom(request)
  return from?.startsWith('/find') ? from : undefined
}
