import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf, sayWait } from './guessing.rules.ts'

const NETWORKS: [address: string, network: string][] = [
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:0001:2:ffff::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
]

for (const [address, network] of NETWORKS)
  test(`${address} is in ${network}`, () => assert.equal(networkOf(address), network))

test('a wait is said in whole minutes, never too short', () => {
  const now = new Date('2026-04-01T11:00:00Z')
  const after = (seconds: number) => sayWait(new Date(now.getTime() + seconds * 1000), now)
  assert.deepEqual([after(1), after(60), after(61), after(900)], ['1 minute', '1 minute', '2 minutes', '15 minutes'])
})
