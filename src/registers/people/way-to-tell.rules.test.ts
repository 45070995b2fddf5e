import assert from 'node:assert/strict'
import test from 'node:test'
import { wayToTell } from './way-to-tell.rules.ts'

const at = new Date('2026-04-01T09:00:00Z') // a Wednesday, 10am in London
const person = {
  telephone: '07700900123',
  email: 'grace@example.org',
  addressLines: [],
  postcode: null,
  safeContact: { voicemail: false, post: true, hours: null as string | null, neutralSender: false },
  accessNeeds: [],
  restricted: false,
  deceasedOn: null,
  preferredContact: null as string | null,
}

test('as they like it, and never where they said no', () => {
  assert.equal(wayToTell(person, at)?.channel, 'email')
  assert.equal(wayToTell({ ...person, preferredContact: 'text' }, at)?.channel, 'text')
  assert.equal(wayToTell({ ...person, email: null }, at)?.address, '07700900123')
  assert.equal(wayToTell({ ...person, email: null, telephone: '01632960123' }, at), undefined, 'a landline')
  assert.equal(wayToTell({ ...person, restricted: true }, at), undefined)
  assert.equal(wayToTell({ ...person, safeContact: { ...person.safeContact, neutralSender: true } }, at)?.neutral, true)
})

test('hours that are safe are waited for; hours that nobody understands are left to a human being', () => {
  const evening = wayToTell({ ...person, safeContact: { ...person.safeContact, hours: 'weekdays after 2pm' } }, at)
  assert.ok(evening?.safeHours)
  assert.equal(
    wayToTell({ ...person, safeContact: { ...person.safeContact, hours: 'not when he is home' } }, at),
    undefined,
  )
})
