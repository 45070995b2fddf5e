import { OutwardFault } from '#platform/outward/outward-fault.ts'
import type { Outward } from '#platform/outward/outward.ts'
import { feedReader, type FeedEnd, type FeedRecord } from './feed-file.rules.ts'
import { pageAddress, readPaging, rootAddress, serviceAddress, type Paging } from './feed-paging.rules.ts'
import type { Intake } from './take-in.ts'

export interface FetchOptions {
  /** Hears how many services were asked for, and how many the feed says it has, if it says so. */
  onProgress?: (done: number, total: number | undefined) => void
  mostPages?: number
}

/**
 * How much of a feed could be had. Complete: its whole list was read and every service asked for; then what is not in it is
 * gone. Failed: not even its first page.
 */
export type Outcome = 'complete' | 'partial' | 'failed'

const AT_ONCE = 4
/** After so many faults running the feed is left alone until another day. */
const GIVE_UP_AFTER = 5

/**
 * Reads a whole Open Referral feed from its web address: each page of /services, then each service by itself, because real
 * feeds leave times and places out of their lists. A page at a time is in memory, and at most four requests are open. Where a
 * service cannot be had by itself, what the list says of it counts. Every fault is told to the intake.
 */
export async function fetchFeed(
  address: URL,
  outward: Outward,
  intake: Pick<Intake, 'take' | 'refuse' | 'has'>,
  { onProgress = () => {}, mostPages = 2_000 }: FetchOptions = {},
): Promise<Outcome> {
  const feed: Feed = { address, outward, intake, faults: 0, whole: true }
  let [listed, done] = [0, 0]
  let paging: Paging = {}
  const oneMore = () => onProgress(++done, paging.services)
  for (let page = 1; ; page++) {
    const url = pageAddress(address, page)
    if (page > mostPages) return partial(feed, url, `The feed has more than ${mostPages} pages`)
    const read = await readAnswer(feed, url)
    if (read instanceof OutwardFault) {
      if (read.status === 404 && page > (paging.pages ?? Infinity)) break
      refuse(feed, url, read.reason)
      if (page === 1) return 'failed'
      feed.whole = false
      if (++feed.faults >= GIVE_UP_AFTER || page >= (paging.pages ?? page)) return 'partial'
      continue
    }
    feed.faults = 0
    paging = { ...paging, ...readPaging(read.envelope) } // a page that broke off says nothing
    listed += read.records.length
    const fresh = await takePage(feed, url, read.records, oneMore)
    if (feed.faults >= GIVE_UP_AFTER) return partial(feed, url, 'The feed does not answer any more: given up')
    const more = isMore(paging, page, listed)
    if (more && fresh === 0 && read.records.length > 0)
      return partial(feed, url, `Page ${page} gives nothing new: the feed does not turn its pages`)
    if (!more || fresh === 0) break
  }
  if (paging.services !== undefined && listed < paging.services)
    return partial(
      feed,
      pageAddress(address, 1),
      `The feed says that it has ${paging.services} services, and gives ${listed}`,
    )
  return feed.whole ? 'complete' : 'partial'
}

/**
 * Which Open Referral a feed says it speaks, in its own words; "1.0" where it says nothing, as the official validator takes it.
 * What its root says besides (a profile, a schema) is an address that nobody should follow. How a list is read, the list itself says.
 */
export async function askVersion(address: URL, outward: Outward): Promise<string> {
  const readRoot = async (text: AsyncIterable<string>) => {
    const reader = feedReader(address.href)
    for await (const part of text) reader.push(part)
    return reader.end().envelope
  }
  const root = await outward.get(rootAddress(address), readRoot, { once: true })
  const version = 'value' in root ? root.value.version : undefined
  return typeof version === 'string' && version.trim() ? version.trim().slice(0, 40) : '1.0'
}

interface Feed {
  address: URL
  outward: Outward
  intake: Pick<Intake, 'take' | 'refuse' | 'has'>
  /** How many requests failed running. */
  faults: number
  /** Nothing is missing so far. */
  whole: boolean
}

/** Feeds lie about how much there is: whichever of their figures says that there is more is followed. */
const isMore = ({ pages, services, last }: Paging, page: number, listed: number): boolean =>
  pages === undefined && services === undefined ? last === false : page < (pages ?? 0) || listed < (services ?? 0)

const refuse = ({ intake }: Feed, url: URL, reason: string, field: string | null = null) =>
  intake.refuse([{ file: url.href, line: null, field, reason }])

function partial(feed: Feed, url: URL, reason: string): Outcome {
  refuse(feed, url, reason)
  return 'partial'
}

/** Takes in what a page lists, each service in full; answers how many of them were new. */
async function takePage(feed: Feed, url: URL, records: readonly FeedRecord[], oneMore: () => void): Promise<number> {
  const fresh = new Map<string, FeedRecord>()
  const others: FeedRecord[] = []
  for (const record of records) {
    const id = idOf(record.value)
    if (id === undefined) others.push(record)
    else if (fresh.has(id))
      refuse(feed, url, `id is that of ${fresh.get(id)!.path} too: the first is kept`, `${record.path}.id`)
    else if (!feed.intake.has(id)) fresh.set(id, record)
  }
  const whole: FeedRecord[] = []
  await eachAtOnce(AT_ONCE, [...fresh].entries(), async ([n, [id, record]]) => {
    whole[n] = feed.faults < GIVE_UP_AFTER ? await inFull(feed, id, record) : record
    oneMore()
  })
  await feed.intake.take([...whole, ...others])
  return fresh.size + others.length
}

async function inFull(feed: Feed, id: string, listed: FeedRecord): Promise<FeedRecord> {
  const url = serviceAddress(feed.address, id)
  const read = await readAnswer(feed, url)
  if (read instanceof OutwardFault) {
    refuse(feed, url, `${read.reason}: what the list says of it is kept`)
    if (read.status === 404) return listed // the feed's list and its services do not agree: that does not pass
    feed.whole = false
    feed.faults++
    return listed
  }
  feed.faults = 0
  const found = read.records.find(({ value }) => idOf(value) === id)
  if (!found) {
    refuse(feed, url, 'The answer is not the service that was asked for: what the list says of it is kept')
    return listed
  }
  const value = { ...(listed.value as object), ...(found.value as object) }
  return { ...found, value, path: '', brief: false, old: listed.old }
}

type Answer = Pick<FeedEnd, 'records' | 'envelope'>

/** One answer, read to its end. JSON that breaks may have been cut off: it is asked for again, and then what can be read of it counts. */
async function readAnswer(feed: Feed, url: URL): Promise<Answer | OutwardFault> {
  let last: FeedEnd | undefined
  const answer = await feed.outward.get(url, async (text): Promise<Answer> => {
    const reader = feedReader(url.href)
    const records: FeedRecord[] = []
    last = undefined
    for await (const part of text) records.push(...reader.push(part))
    const end = reader.end()
    last = { ...end, records: [...records, ...end.records] }
    const [broken] = end.refused
    if (broken) throw new OutwardFault(broken.reason, { again: true })
    return last
  })
  if ('value' in answer) return answer.value
  if (!last || last.records.length === 0) return answer
  feed.whole = false
  feed.intake.refuse(last.refused)
  return last
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined
  return (typeof id === 'string' && id.trim() !== '') || typeof id === 'number' ? String(id).trim() : undefined
}

async function eachAtOnce<T>(
  atOnce: number,
  items: Iterator<T> & Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of items) await work(item)
    }),
  )
}
