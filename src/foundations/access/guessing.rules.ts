import { isIPv6 } from 'node:net'

/** How many wrong tries in 15 minutes before the next one has to wait. Many people can share one network: a hospital, a town hall. */
export const GUESSING = { minutes: 15, atAccount: 5, fromNetwork: 50 } as const

/**
 * The network a request came from: the address itself, or for IPv6 its first 64 bits, of which one household or
 * attacker has all the rest.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::')
  const start = head ? head.split(':') : []
  const end = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - start.length - end.length)
  const groups = [...start, ...Array<string>(zeros).fill('0'), ...end]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/** "1 minute", "12 minutes": rounded up, so that a try after it is let through. */
export function sayWait(until: Date, now: Date): string {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
