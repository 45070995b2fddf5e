/** What a page says of the whole list, where it says something that can be. */
export interface Paging {
  pages?: number
  services?: number
  last?: boolean
}

/** Version 3 and version 1 say it in their own names. */
export function readPaging(envelope: Record<string, unknown>): Paging {
  const count = (...names: string[]) => {
    const value = names.map((name) => envelope[name]).find((one) => one !== undefined && one !== null)
    const n = typeof value === 'string' ? Number(value) : value
    return typeof n === 'number' && Number.isInteger(n) && n >= 0 ? n : undefined
  }
  const pages = count('total_pages', 'totalPages')
  const services = count('total_items', 'totalElements')
  const last = envelope.last_page ?? envelope.last
  return {
    ...(pages !== undefined && { pages }),
    ...(services !== undefined && { services }),
    ...(typeof last === 'boolean' && { last }),
  }
}

/** "/services", page n. The address of a feed is its root, or that of its services; what else it asks for is kept. */
export function pageAddress(feed: URL, page: number): URL {
  const url = under(feed, '/services')
  url.searchParams.set('page', String(page))
  url.searchParams.set('per_page', '100')
  return url
}

export const serviceAddress = (feed: URL, id: string): URL => under(feed, `/services/${encodeURIComponent(id)}`)

/** What says which version the feed speaks. */
export const rootAddress = (feed: URL): URL => under(feed, '/')

function under(feed: URL, path: string): URL {
  const url = new URL(feed)
  url.hash = ''
  url.pathname = feed.pathname.replace(/\/+$/, '').replace(/\/services$/, '') + path
  return url
}
