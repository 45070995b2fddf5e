import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '#platform/days.ts'
import { CHANNELS, mayContact, type Channel, type Reachable } from './person.rules.ts'

const grace: Reachable = {
  telephone: '07700900123',
  email: 'grace@example.org',
  addressLines: ['4 Basin Road', 'Anytown'],
  postcode: 'ZZ1 1AB',
  safeContact: { voicemail: true, post: true, hours: null, neutralSender: false },
  accessNeeds: [],
  restricted: false,
  deceasedOn: null,
}
const safely = (safe: Partial<Reachable['safeContact']>): Reachable => ({
  ...grace,
  safeContact: { ...grace.safeContact, ...safe },
})
const wednesdayAt = (time: string) => new Date(`2026-01-07T${time}:00Z`)

const CASES: [string, Reachable, Channel, string, string][] = [
  ['nothing in the way', grace, 'telephone', '10:00', '07700900123'],
  ['a text goes to the telephone', grace, 'text', '10:00', '07700900123'],
  ['an e-mail', grace, 'email', '10:00', 'grace@example.org'],
  ['a letter has all its lines', grace, 'post', '10:00', '4 Basin Road\nAnytown\nZZ1 1AB'],
  ['no voicemail', safely({ voicemail: false }), 'voicemail', '10:00', 'not-this-way'],
  ['no voicemail, but a call', safely({ voicemail: false }), 'telephone', '10:00', '07700900123'],
  ['no post', safely({ post: false }), 'post', '10:00', 'not-this-way'],
  ['Deaf: no call', { ...grace, accessNeeds: ['no-telephone'] }, 'telephone', '10:00', 'not-this-way'],
  ['Deaf: a text is fine', { ...grace, accessNeeds: ['no-telephone'] }, 'text', '10:00', '07700900123'],
  ['within their hours', safely({ hours: 'mornings' }), 'text', '10:00', '07700900123'],
  ['outside their hours', safely({ hours: 'mornings' }), 'text', '12:00', 'not-now'],
  ['hours do not bind post', safely({ hours: 'mornings' }), 'post', '12:00', '4 Basin Road\nAnytown\nZZ1 1AB'],
  ['hours nobody can compute', safely({ hours: 'not when he is home' }), 'telephone', '10:00', 'hours-need-a-person'],
  ['no e-mail known', { ...grace, email: null }, 'email', '10:00', 'no-address'],
  ['half an address', { ...grace, postcode: null }, 'post', '10:00', 'no-address'],
  ['restricted', { ...grace, restricted: true }, 'email', '10:00', 'restricted'],
  ['died', { ...grace, deceasedOn: day('2026-01-02') }, 'post', '10:00', 'deceased'],
]

for (const [why, person, channel, time, expected] of CASES) {
  test(`contact: ${why}`, () => {
    const decision = mayContact(person, channel, wednesdayAt(time))
    assert.equal(decision.ok ? decision.value.to : decision.reason, expected)
  })
}

const HOURS = [null, '', 'mornings', 'weekdays after 2pm', 'Sat-Sun', 'not when he is home']
const person: fc.Arbitrary<Reachable> = fc.record({
  telephone: fc.constantFrom('07700900123', null),
  email: fc.constantFrom('grace@example.org', null),
  addressLines: fc.constantFrom(['4 Basin Road'], []),
  postcode: fc.constantFrom('ZZ1 1AB', null),
  safeContact: fc.record({
    voicemail: fc.boolean(),
    post: fc.boolean(),
    hours: fc.constantFrom(...HOURS),
    neutralSender: fc.boolean(),
  }),
  accessNeeds: fc.constantFrom([], ['no-telephone'], ['large-print']),
  restricted: fc.nat(9).map((n) => n === 0),
  deceasedOn: fc.nat(9).map((n) => (n === 0 ? day('2026-01-02') : null)),
})
const channel = fc.constantFrom(...CHANNELS)
const instant = fc.date({
  min: new Date('2025-01-01T00:00:00Z'),
  max: new Date('2027-01-01T00:00:00Z'),
  noInvalidDate: true,
})

test('whatever is allowed is safe, whoever it is and whenever', () => {
  let allowed = 0
  fc.assert(
    fc.property(person, channel, instant, (who, way, at) => {
      const decision = mayContact(who, way, at)
      if (!decision.ok) return
      allowed++
      assert.ok(!who.restricted && !who.deceasedOn)
      assert.ok(way !== 'voicemail' || who.safeContact.voicemail)
      assert.ok(way !== 'post' || who.safeContact.post)
      assert.ok(way !== 'telephone' || !who.accessNeeds.includes('no-telephone'))
      assert.equal(decision.value.neutralSender, who.safeContact.neutralSender)
      assert.ok(decision.value.to.length > 0)
      if (way !== 'post') assertWithin(who.safeContact.hours, at)
    }),
    { numRuns: 2_000 },
  )
  assert.ok(allowed > 100, 'the property was tried on allowed contacts too')
})

test('closing a way never opens one', () => {
  fc.assert(
    fc.property(person, channel, instant, (who, way, at) => {
      const stricter = {
        ...who,
        safeContact: { ...who.safeContact, voicemail: false, post: false, hours: 'Sundays 1am to 2am' },
      }
      if (mayContact(stricter, way, at).ok)
        assert.ok(mayContact({ ...who, safeContact: { ...who.safeContact, hours: null } }, way, at).ok)
    }),
  )
})

/** Says the hours a second way, from London's own words for the time. */
function assertWithin(hours: string | null, at: Date): void {
  const hour = Number(
    at.toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' }).slice(0, 2),
  )
  const weekend = at.toLocaleDateString('en-GB', { timeZone: 'Europe/London', weekday: 'short' }).startsWith('S')
  if (hours === 'mornings') assert.ok(hour >= 8 && hour < 12)
  if (hours === 'weekdays after 2pm') assert.ok(hour >= 14 && !weekend)
  if (hours === 'Sat-Sun') assert.ok(weekend)
  assert.notEqual(hours, 'not when he is home')
}
