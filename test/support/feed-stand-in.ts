import { busy, cutOff, cutPolitely, json, openStandIn, redirect, type Behaviour, type StandIn } from './stand-in.ts'

type Asked = Parameters<Behaviour>[0]

/** One feed of a stand-in: what is below its folder, by the rest of the path. */
export type Feed = (asked: Asked, path: string) => void

/** A stand-in for the feeds of others: each lies in a folder of its own, and behaves as it is told. */
export const openFeeds = (feeds: Record<string, Feed>): Promise<StandIn> =>
  openStandIn((asked) => {
    const [, name = '', path = ''] = /^\/([^/]+)(.*)$/.exec(asked.url.pathname) ?? []
    const feed = feeds[name]
    if (feed) feed(asked, path.replace(/\/$/, ''))
    else json(asked, {}, 404)
  })

type Fields = Record<string, unknown>

export interface FeedOptions {
  /** Said by the root; without one it answers 404. */
  version?: string
  perPage?: number
  /** Whole services, as they are answered one by one. */
  services: readonly Fields[]
  /** Lists them as version 1.0 does. */
  old?: boolean
  /** Changes what a page says of the list. */
  envelope?: (page: number) => Fields
  /** Ignores which page is asked for. */
  deaf?: boolean
  /** Goes first: whether it answered. */
  before?: (asked: Asked, path: string) => boolean
}

/** A decent feed, except for what the options say: the root, /services and /services/{id}; everything else is 404. */
export function feedOf({
  version,
  perPage = 100,
  services,
  old = false,
  envelope,
  deaf = false,
  before,
}: FeedOptions): Feed {
  return (asked, path) => {
    if (before?.(asked, path)) return
    const id = /^\/services\/(.+)$/.exec(path)?.[1]
    if (path === '' && version)
      return json(asked, { version, profile: 'https://path/to/profile', openapi_url: 'https://path/to/openapi.json' })
    if (path === '/services') return json(asked, pageOf(Number(asked.url.searchParams.get('page') ?? 1)))
    const found = id !== undefined && services.find((one) => one.id === decodeURIComponent(id))
    return found ? json(asked, found) : json(asked, {}, 404)
  }
  function pageOf(asked: number): Fields {
    const page = deaf ? 1 : asked
    const items = services.slice((page - 1) * perPage, page * perPage).map(briefly)
    const [total, pages] = [services.length, Math.ceil(services.length / perPage)]
    const [first, last, empty] = [page === 1, page >= pages, items.length === 0]
    return old
      ? {
          totalElements: total,
          totalPages: pages,
          number: page,
          size: items.length,
          first,
          last,
          empty,
          content: items,
          ...envelope?.(asked),
        }
      : {
          total_items: total,
          total_pages: pages,
          page_number: page,
          size: items.length,
          first_page: first,
          last_page: last,
          empty,
          contents: items,
          ...envelope?.(asked),
        }
  }
}

/** As lists give a service: what hangs on it is left out, except its organisation. */
const briefly = (service: Fields): Fields =>
  Object.fromEntries(Object.entries(service).filter(([, value]) => !Array.isArray(value)))

/** So many services with a session each; `change` makes one of them odd. */
export const someServices = (count: number, change: (n: number) => Fields = () => ({})): Fields[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `s/${n}`,
    name: `Service ${n}`,
    status: 'active',
    organization: { id: 'o', name: 'Riverside Arts', description: 'x' },
    schedules: [{ freq: 'WEEKLY', byday: 'TU', opens_at: '10:00' }],
    ...change(n),
  }))

/** Behaves badly when it is asked for some paths; `of` a path is what it does. */
export const badly =
  (of: Record<string, (asked: Asked) => void>) =>
  (asked: Asked, path: string): boolean => {
    const behave = of[`${path}${path === '/services' ? `?${asked.url.searchParams.get('page')}` : ''}`] ?? of[path]
    behave?.(asked)
    return behave !== undefined
  }

export { busy, cutOff, cutPolitely, json, redirect }
