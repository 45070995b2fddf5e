import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request, type Dispatcher } from 'undici'
import { plainText } from './plain-text.ts'
import type { Mode } from '../config.ts'
import { isLoopback, isPublicAddress, networks } from './public-address.rules.ts'
import { OutwardFault, faultOf } from './outward-fault.ts'

/** Reads from addresses that others gave us, and only from where anybody on the internet may read. */
export interface Outward {
  /**
   * Asks for an address and hands its text to `read` as it comes. Tried again after a pause when the other side is busy,
   * silent or cut off, or when `read` throws an `OutwardFault` that may pass; `read` then begins anew. With `once` it is not. Never throws for what
   * the other side does: the answer is a fault then, in plain words.
   */
  get<T>(
    address: URL,
    read: (text: AsyncIterable<string>) => Promise<T>,
    options?: { once?: boolean },
  ): Promise<{ value: T } | OutwardFault>
  close(): Promise<void>
}

export interface OutwardOptions {
  /** Hosts that may be read although they are not public: names, addresses, networks ("10.1.0.0/16"), each but the last also with a port. */
  privateHosts?: readonly string[]
  /** Milliseconds: until an answer begins, and until all of it is there. */
  timeouts?: { begin: number; whole: number }
  /** The pauses before each further try, in milliseconds. */
  pauses?: readonly number[]
  /** The most octets of one answer, unpacked. */
  largest?: number
  /** Finds the addresses of a name; a test gives its own. */
  resolve?: (name: string) => Promise<readonly { address: string; family: number }[]>
}

const MOST_REDIRECTS = 5
/** A server that asks to be left alone for longer is not waited for, in milliseconds. */
const LONGEST_WAIT = 60_000
const MB = 1024 * 1024

/** Opens the way out. Each connection, of a redirect too, is made to the very address that was looked at: a name that changes meanwhile gains nothing. */
export function openOutward({
  privateHosts = [],
  timeouts = { begin: 20_000, whole: 120_000 },
  pauses = [1_000, 3_000, 9_000],
  largest = 20 * MB,
  resolve = (name) => lookup(name, { all: true }),
}: OutwardOptions = {}): Outward {
  const ownNetworks = networks(privateHosts)
  const mayReach = (address: string) =>
    isPublicAddress(address) || ownNetworks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  const agentWith = (lookUp: LookupFunction) =>
    new Agent({
      connections: 8,
      connect: { timeout: timeouts.begin, lookup: lookUp },
      headersTimeout: 0,
      bodyTimeout: 0,
    })
  const guarded = agentWith(lookUpWith(resolve, mayReach))
  const trusted = agentWith(lookUpWith(resolve, () => true))

  const agentFor = (url: URL): Agent => {
    if (!/^https?:$/.test(url.protocol))
      throw new OutwardFault(`"${url.protocol}//" is not read: only http and https are`)
    if (url.username || url.password) throw new OutwardFault('An address with a name and password in it is not read')
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (privateHosts.some((own) => own === host || own === url.host)) return trusted
    if (isIP(host) && !mayReach(host)) throw notPublic(host)
    return guarded
  }

  const follow = async (address: URL, signal: AbortSignal): Promise<Dispatcher.ResponseData> => {
    const visited = [address.href]
    for (let url = address; ;) {
      const answer = await request(url, { dispatcher: agentFor(url), signal, headers: HEADERS })
      const to = redirectOf(url, answer)
      if (!to) return answer
      await answer.body.dump()
      to.hash = ''
      if (visited.includes(to.href))
        throw new OutwardFault(`The address leads in a circle: ${[...visited, to.href].join(' to ')}`)
      if (visited.push(to.href) > MOST_REDIRECTS + 1)
        throw new OutwardFault(`The address leads on more than ${MOST_REDIRECTS} times`)
      url = to
    }
  }

  const tryOnce = async <T>(address: URL, read: (text: AsyncIterable<string>) => Promise<T>) => {
    const ending = new AbortController()
    const late = (within: number) => () =>
      ending.abort(new OutwardFault(`It did not answer within ${within / 1000} seconds`, { again: true }))
    const whole = setTimeout(late(timeouts.whole), timeouts.whole)
    const begin = setTimeout(late(timeouts.begin), timeouts.begin)
    try {
      const answer = await follow(address, ending.signal)
      clearTimeout(begin)
      if (answer.statusCode >= 200 && answer.statusCode < 300) return { value: await read(plainText(answer, largest)) }
      await answer.body.dump()
      throw ofStatus(answer)
    } catch (error) {
      return faultOf(ending.signal.aborted ? ending.signal.reason : error)
    } finally {
      clearTimeout(begin)
      clearTimeout(whole)
      ending.abort()
    }
  }

  return {
    async get(address, read, { once = false } = {}) {
      for (let tries = 0; ; tries++) {
        const answer = await tryOnce(address, read)
        const pause = pauses[tries]
        if ('value' in answer || !answer.again || once || pause === undefined) return answer
        if (answer.wait > LONGEST_WAIT) return answer
        await sleep(Math.max(pause, answer.wait))
      }
    },
    close: async () => void (await Promise.all([guarded.destroy(), trusted.destroy()])),
  }
}

/** This machine itself, where somebody who sits at it names an address on it: outside production only, and that port alone. */
export const ownHost = (address: URL, mode: Mode): string[] =>
  mode !== 'production' && (address.hostname === 'localhost' || isLoopback(address.hostname.replace(/^\[|\]$/g, '')))
    ? [address.host]
    : []

const HEADERS = { accept: 'application/json', 'accept-encoding': 'gzip, br', 'user-agent': 'Trellis' }

function redirectOf(from: URL, { statusCode, headers }: Dispatcher.ResponseData): URL | null {
  const { location } = headers
  return [301, 302, 303, 307, 308].includes(statusCode) && typeof location === 'string'
    ? URL.parse(location, from.href)
    : null
}

const notPublic = (address: string) =>
  new OutwardFault(
    `${address} is not on the public internet, so it is not read (TRELLIS_PRIVATE_HOSTS allows what is yours)`,
  )

/** Looks a name up and refuses it when any of its addresses may not be reached. */
function lookUpWith(
  resolve: NonNullable<OutwardOptions['resolve']>,
  mayReach: (address: string) => boolean,
): LookupFunction {
  return (name, options, answer) => {
    resolve(name).then(
      (found) => {
        const refused = found.find(({ address }) => !mayReach(address))
        const [first] = found
        if (refused) answer(notPublic(`${name} (${refused.address})`), '')
        else if (options.all) answer(null, [...found])
        else answer(null, first?.address ?? '', first?.family)
      },
      (error: Error) => answer(error, ''),
    )
  }
}

function ofStatus({ statusCode, headers }: Dispatcher.ResponseData): OutwardFault {
  const again = statusCode === 408 || statusCode === 425 || statusCode === 429 || statusCode >= 500
  const wait = waitOf(String(headers['retry-after'] ?? ''))
  const asks = wait > LONGEST_WAIT ? ` and asks to be left alone for ${Math.round(wait / 1000)} seconds` : ''
  return new OutwardFault(`It answered with status ${statusCode}${asks}`, { again, wait, status: statusCode })
}

/** "Retry-After" as seconds or as a date, in milliseconds from now. */
function waitOf(header: string): number {
  if (!header) return 0
  const wait = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) ? Math.max(0, wait) : 0
}
