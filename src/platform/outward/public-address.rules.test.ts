import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLoopback, isPublicAddress, networks } from './public-address.rules.ts'

const REFUSED = `0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1
  172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1
  239.255.255.255 240.0.0.1 255.255.255.255
  :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 2001:10::1
  2001:db8::1 2002:7f00:1::1 3fff::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 5f00::1
  example.org 127.1 0x7f000001 2130706433 1.2.3 1.2.3.4/8 [::1]`
const PUBLIC = `1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.0.1 172.15.0.1
  172.32.0.1 192.167.0.1 192.169.0.1 198.17.0.1 198.20.0.1 223.255.255.255 2606:4700::1111 2a00:1450::1 2400:cb00::1 2001:4860:4860::8888`

for (const address of REFUSED.split(/\s+/))
  test(`${address} is not public`, () => assert.equal(isPublicAddress(address), false))
for (const address of PUBLIC.split(/\s+/))
  test(`${address} is public`, () => assert.equal(isPublicAddress(address), true))

test('this machine is told from others', () => {
  assert.deepEqual(['127.0.0.1', '127.8.8.8', '::1', '128.0.0.1', 'localhost'].map(isLoopback), [
    true,
    true,
    true,
    false,
    false,
  ])
})

test('networks are read by their bits; what is none is left out', () => {
  const own = networks(['10.1.0.0/16', '192.168.7.7', 'fd00::/8', 'directory.internal', '10.0.0.0/99', '10.0.0.0/x'])
  assert.deepEqual(
    ['10.1.2.3', '10.2.0.1', '192.168.7.7', '192.168.7.8'].map((address) => own.check(address, 'ipv4')),
    [true, false, true, false],
  )
  assert.equal(own.check('fd00::5', 'ipv6'), true)
})
