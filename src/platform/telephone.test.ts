import assert from 'node:assert/strict'
import test from 'node:test'
import { sayTelephone } from './telephone.ts'

for (const [number, said] of [
  ['07700900123', '07700 900123'],
  ['01632960921', '01632 960921'],
  ['02079460018', '020 7946 0018'],
  ['01134960123', '0113 496 0123'],
  ['01914980123', '0191 498 0123'],
  ['08081570123', '0808 157 0123'],
  ['01632 960220', '01632 960220'],
  ['+33199001234', '+33199001234'],
  ['999', '999'],
  ['ring the shop', 'ring the shop'],
] as const)
  test(`${number} is said ${said}`, () => assert.equal(sayTelephone(number), said))
