import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { day } from '#platform/days.ts'
import { Invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { as, asPublic } from '#test/support/actors.ts'
import { openApp, type TestApp } from '#test/support/app.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import type { NhsNumber } from '#registers/people/index.ts'
import { createReferral } from './create-referral.ts'
import type { ReferralRequest } from './referral-request.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const RIVERSIDE = teamId('riverside')
const SURGERY = organisationId('ZZ0001')

/** Dr Patel refers Grace Okafor; every test changes what it is about. */
function referral(over: Partial<ReferralRequest> = {}): ReferralRequest {
  return {
    teamId: RIVERSIDE,
    person: {
      givenName: 'Grace',
      familyName: 'Okafor',
      birthDate: day('1950-01-02'),
      nhsNumber: '9990000018' as NhsNumber,
      practiceCode: 'ZZ0001',
      postcode: 'ZZ1 1AA',
      telephone: '07700900123',
      preferredContact: 'text',
      safeContact: { voicemail: false, post: true, hours: null, neutralSender: false },
    },
    referrer: {
      kind: 'professional',
      name: 'Dr Asha Patel',
      role: 'GP',
      profession: null,
      relationship: null,
      agency: 'general_practice',
      organisationId: SURGERY,
      organisationName: null,
      accountId: null,
      telephone: '01632960000',
      email: 'a.patel@example.org',
    },
    reasons: ['loneliness'],
    reasonText: 'Lost her husband in the autumn. Used to sing.',
    risks: [],
    noKnownRisks: true,
    consent: { sharing: 'given', by: 'person', note: null },
    tellPractice: true,
    cameBy: 'screen',
    ...over,
  }
}
const surgery = () =>
  as(town.test, {
    kind: 'key',
    partnershipId: ANYTOWN,
    keyId: newId(),
    organisationId: SURGERY,
    scopes: ['referrals:write'],
  })
const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows

test('sending leaves a person, reasons to see them, an owner, a date, receipts and a trail', async () => {
  const receipt = await createReferral(surgery(), town.services, referral())
  assert.match(receipt.reference, /^[2-9A-Z]{3}-[2-9A-Z]{4}$/)
  assert.equal(receipt.next_date, '2026-04-02')
  assert.equal(receipt.owner, 'Riverside link workers')
  assert.match(receipt.what_happens_next, /by Thursday 2 April. If you hear nothing by then, ring 01632 960220/)

  const [row] = await rows('select * from referrals.referral where id = $1', receipt.id)
  assert.equal(row.status, 'received')
  const seen = await rows(
    'select reason, organisation_id from people.involvement where person_id = $1 order by reason',
    row.person_id,
  )
  assert.deepEqual(
    seen.map((i) => i.reason),
    ['practice', 'referrer', 'team'],
  )
  const tasks = await rows('select kind, role, due_at, escalate_to from tasks.task where about_id = $1', receipt.id)
  assert.deepEqual(
    tasks.map((t) => [t.kind, t.role, t.due_at.toISOString(), t.escalate_to]),
    [['answer-referral', 'team_manager', '2026-04-02T16:00:00.000Z', 'administrator']],
  )
  const messages = await rows(
    'select template, channel, address, body from messages.message where about_id = $1 order by template',
    receipt.id,
  )
  assert.deepEqual(
    messages.map((m) => [m.template, m.channel, m.address]),
    [
      ['referral-received-person', 'text', '07700900123'],
      ['referral-received-referrer', 'email', 'a.patel@example.org'],
    ],
  )
  const [entry] = await rows(
    `select * from journal.entry where action = 'referral.received' and subject_id = $1`,
    receipt.id,
  )
  assert.equal(entry.person_id, row.person_id)
  assert.equal(entry.organisation_id, SURGERY)
  const trail = JSON.stringify(await rows('select detail from journal.entry where request_id = $1', entry.request_id))
  assert.ok(!/Okafor|Grace|9990000018|husband|07700/.test(trail), trail)
})

test('the same person is found again by number and birth date, and only then', async () => {
  const [a, b] = [
    await createReferral(surgery(), town.services, referral()),
    await createReferral(surgery(), town.services, referral()),
  ]
  const otherBirth = await createReferral(
    surgery(),
    town.services,
    referral({ person: { ...referral().person, birthDate: day('1951-01-02') } }),
  )
  const people = await rows('select id, person_id from referrals.referral where id = any($1)', [
    a.id,
    b.id,
    otherBirth.id,
  ])
  const personOf = (id: string) => people.find((r) => r.id === id)!.person_id
  assert.equal(personOf(a.id), personOf(b.id))
  assert.notEqual(personOf(a.id), personOf(otherBirth.id))
  assert.equal(
    (await rows(`select from tasks.task where kind = 'decide-duplicate' and about_id = $1`, personOf(otherBirth.id)))
      .length,
    1,
  )
  // What is held of somebody who is known may forbid a message: a human being looks first.
  assert.equal(
    (await rows(`select from messages.message where about_id = $1 and recipient_kind = 'person'`, b.id)).length,
    0,
  )
  assert.equal((await rows(`select from tasks.task where kind = 'tell-person' and about_id = $1`, b.id)).length, 1)
})

test('urgent words are somebody’s to read within 30 minutes at work, and stop nothing', async () => {
  const receipt = await createReferral(surgery(), town.services, referral({ reasonText: 'She says she wants to die.' }))
  assert.equal(receipt.urgent, true)
  const [task] = await rows(`select * from tasks.task where kind = 'read-urgent-words' and about_id = $1`, receipt.id)
  assert.equal(task.escalate_at.toISOString(), '2026-04-01T09:30:00.000Z')
  assert.deepEqual(task.detail, { kinds: 'suicide', outOfHours: false })
})

test('the public may ask for themselves; the practice hears only if they agree', async () => {
  const self = referral({
    referrer: {
      ...referral().referrer,
      kind: 'self',
      name: 'Grace Okafor',
      role: null,
      agency: null,
      organisationId: null,
      email: null,
      telephone: null,
    },
    person: { ...referral().person, nhsNumber: null, familyName: 'Okafor-Bell' },
    tellPractice: false,
    cameBy: 'public',
  })
  const receipt = await createReferral(asPublic(town.test, ANYTOWN), town.services, self)
  const seen = await rows(
    'select reason from people.involvement i join referrals.referral r on r.person_id = i.person_id where r.id = $1',
    receipt.id,
  )
  assert.deepEqual(
    seen.map((i) => i.reason),
    ['team'],
  )
  const [message] = await rows(`select link, body from messages.message where about_id = $1`, receipt.id)
  assert.match(message.link, /\/status\/[\w-]{43}$/)
  const [link] = await rows('select purpose, birth_date from access.signed_link where record_id = $1', receipt.id)
  assert.deepEqual([link.purpose, link.birth_date], ['referral-status', '1950-01-02'])
})

test('a team that is not there, or takes nobody, is named in plain words, and nothing is kept', async () => {
  const before = await rows('select count(*) as n from people.person')
  const paused = await createReferral(surgery(), town.services, referral({ teamId: teamId('villages') })).catch(
    (e: Error) => e,
  )
  assert.ok(paused instanceof Invalid)
  assert.match(paused.issues[0]!.message, /takes nobody until/)
  await assert.rejects(
    createReferral(surgery(), town.services, referral({ teamId: newId() })),
    (e) => e instanceof Invalid && e.issues[0]!.field === 'team_id',
  )
  assert.deepEqual(await rows('select count(*) as n from people.person'), before)
})

test('whatever fails in the middle, nothing is half there', async () => {
  const before = await rows(
    'select (select count(*) from people.person) p, (select count(*) from journal.entry) j, (select count(*) from messages.message) m',
  )
  const jobs = {
    ...town.services.jobs,
    send: async () => {
      throw new Error('the queue is full')
    },
  }
  await assert.rejects(
    createReferral(
      surgery(),
      { ...town.services, jobs },
      referral({ person: { ...referral().person, nhsNumber: null, givenName: 'Half' } }),
    ),
    /queue is full/,
  )
  assert.deepEqual(
    await rows(
      'select (select count(*) from people.person) p, (select count(*) from journal.entry) j, (select count(*) from messages.message) m',
    ),
    before,
  )
})
