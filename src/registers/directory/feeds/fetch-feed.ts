import type { FeedFile, Refusal } from './feed-file.rules.ts'

export interface FetchedFeed {
  files: FeedFile[]
  refused: Refusal[]
}

export interface FetchOptions {
  onProgress?: (done: number, total: number) => void
  /** How long an answer may take, in milliseconds. */
  timeout?: number
  /** The pauses before each further try, in milliseconds. */
  pauses?: readonly number[]
}

const AT_ONCE = 4
const LARGEST = 10 * 1024 * 1024
const MOST_PAGES = 2_000

/**
 * Reads a whole Open Referral feed from its web address: each page of /services, then each service by itself, because
 * real feeds leave times and places out of their lists. At most four requests at once; each is tried again after a pause
 * when the feed is busy or silent; an answer of over 10 MB is refused. What could not be had is in `refused`.
 */
export async function fetchFeed(address: URL, options: FetchOptions = {}): Promise<FetchedFeed> {
  const base = `${address.origin}${address.pathname.replace(/\/+$/, '').replace(/\/services$/, '')}`
  const files: FeedFile[] = []
  const refused: Refusal[] = []
  const get = async (url: string): Promise<string | undefined> => {
    const answer = await fetchText(url, options)
    if ('text' in answer) files.push({ name: url, text: answer.text })
    else refused.push({ file: url, line: null, field: null, reason: answer.reason })
    return 'text' in answer ? answer.text : undefined
  }
  const pageUrl = (page: number) => `${base}/services?page=${page}&per_page=100`
  const first = await get(pageUrl(1))
  if (first === undefined) return { files, refused }
  const pages = pagesIn(first)
  if (pages > MOST_PAGES)
    refused.push({
      file: pageUrl(1),
      line: null,
      field: 'total_pages',
      reason: `total_pages must be at most ${MOST_PAGES}`,
    })
  else await eachAtOnce(AT_ONCE, range(2, pages), async (page) => void (await get(pageUrl(page))))
  const ids = [...new Set(files.flatMap(({ text }) => idsIn(text)))]
  let done = 0
  await eachAtOnce(AT_ONCE, ids, async (id) => {
    await get(`${base}/services/${encodeURIComponent(id)}`)
    options.onProgress?.(++done, ids.length)
  })
  return { files: inOrder(files), refused }
}

type Fetched = { text: string } | { reason: string; again: boolean }

/** One answer as text, or why there is none after every try. */
async function fetchText(
  url: string,
  { timeout = 20_000, pauses = [1_000, 3_000, 9_000] }: FetchOptions,
): Promise<Fetched> {
  for (let attempt = 0; ; attempt++) {
    const answer = await tryOnce(url, timeout)
    const pause = pauses[attempt]
    if ('text' in answer || !answer.again || pause === undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

async function tryOnce(url: string, timeout: number): Promise<Fetched> {
  try {
    const reply = await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(timeout) })
    if (reply.ok) return await readText(reply)
    await reply.body?.cancel()
    return {
      reason: `The feed answered with status ${reply.status}`,
      again: reply.status === 429 || reply.status >= 500,
    }
  } catch (error) {
    const late = (error as Error).name === 'TimeoutError'
    return {
      reason: late ? `The feed did not answer within ${timeout / 1000} seconds` : 'The feed could not be reached',
      again: true,
    }
  }
}

async function readText(reply: Response): Promise<Fetched> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of reply.body ?? []) {
    size += part.length
    if (size > LARGEST) return { reason: 'The answer is larger than 10 MB', again: false }
    parts.push(part)
  }
  return { text: Buffer.concat(parts).toString('utf8') }
}

function pagesIn(text: string): number {
  const pages = fieldsOf(text).total_pages
  return typeof pages === 'number' && Number.isFinite(pages) ? Math.floor(pages) : 1
}

function idsIn(text: string): string[] {
  const { contents } = fieldsOf(text)
  if (!Array.isArray(contents)) return []
  return contents.flatMap((item: unknown) => {
    const id = typeof item === 'object' && item !== null ? (item as { id?: unknown }).id : undefined
    return typeof id === 'string' || typeof id === 'number' ? [String(id)] : []
  })
}

/** Broken JSON is named when the page is read as a file; here it only has no fields. */
function fieldsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

async function eachAtOnce<T>(atOnce: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await work(item)
    }),
  )
}

/** Answers come as they come; the same feed must read the same each time. */
const inOrder = (files: FeedFile[]) => files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n)
