import { BlockList, isIP } from 'node:net'

// Special-purpose addresses (IANA registries of RFC 6890, as of 2025). Of IPv6 only the part that is given out at all is public;
// what lies in it and carries an IPv4 address inside, or is for documents and tests, is not.
const RESERVED_4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`
const GIVEN_OUT_6 = '2000::/3'
const RESERVED_6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20'

/** Whether an address (IPv4 or IPv6, without brackets) is one of the public internet, which anybody may be asked to read from. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !reserved4.check(address, 'ipv4')
  return family === 6 && givenOut6.check(address, 'ipv6') && !reserved6.check(address, 'ipv6')
}

/** Whether an address is this machine itself. */
export const isLoopback = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))

/** Networks such as "10.1.0.0/16" as something to ask. A single address is a network of one; what is no network is left out. */
export function networks(list: readonly string[]): BlockList {
  const found = new BlockList()
  for (const entry of list) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address)
    const longest = family === 4 ? 32 : 128
    const length = bits === undefined ? longest : Number(bits)
    if (family && Number.isInteger(length) && length >= 0 && length <= longest)
      found.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6')
  }
  return found
}

const reserved4 = networks(RESERVED_4.split(/\s+/))
const givenOut6 = networks([GIVEN_OUT_6])
const reserved6 = networks(RESERVED_6.split(' '))
