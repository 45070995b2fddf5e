import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { InjectOptions } from 'fastify'
import { contextOf } from '#platform/context.ts'
import { openDatabase } from '#platform/database/database.ts'
import { idFrom, newId, type Id } from '#platform/ids.ts'
import { createApiKey, type Scope } from '#foundations/access/index.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { openApp, type TestApp } from '#test/support/app.ts'
import { buildApp } from '../../app.ts'
import { GRACE as EXAMPLE } from './referral-examples.ts'

let town: TestApp
let practice: string
let fire: string
before(async () => {
  town = await openApp()
  practice = await keyFor('ZZ0001', ['referrals:write', 'referrals:read'])
  fire = await keyFor('ZZF01', ['referrals:write', 'referrals:read'])
})
after(() => town.close())

async function keyFor(code: string, scopes: readonly [Scope, ...Scope[]]): Promise<string> {
  const { rows } = await town.test.owner.query<{ id: Id }>('select id from access.organisation where ods_code = $1', [
    code,
  ])
  const ctx = contextOf(town.test.database, { kind: 'job', partnershipId: ANYTOWN, cause: 'test' }, newId(), town.clock)
  return ctx.transaction(async (tx) => createApiKey(tx, { organisationId: rows[0]!.id, name: newId(), scopes }).key)
}

const RIVERSIDE = idFrom('anytown', 'team', 'riverside')

const GRACE = {
  ...EXAMPLE,
  person: { ...EXAMPLE.person, nhs_number: EXAMPLE.person.nhs_number as string | null },
  team_id: RIVERSIDE,
}

interface Problem {
  status: number
  title: string
  errors?: { field: string; message: string }[]
}

async function call(options: InjectOptions & { key?: string }) {
  const { key = practice, ...request } = options
  const counted = town.services.database.statements.count
  const reply = await town.app.inject({
    ...request,
    headers: { ...(key && { authorization: `Bearer ${key}` }), ...request.headers },
  })
  const json = reply.body ? (JSON.parse(reply.body) as Record<string, unknown> & Problem) : undefined
  return {
    status: reply.statusCode,
    headers: reply.headers,
    json: json!,
    text: reply.body,
    statements: town.services.database.statements.count - counted,
  }
}

const post = (
  body: unknown,
  { key, id = newId(), headers = {} }: { key?: string; id?: string; headers?: Record<string, string> } = {},
) =>
  call({
    method: 'POST',
    url: '/api/v1/referrals',
    key,
    headers: { 'content-type': 'application/json', 'idempotency-key': id, ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
const get = (id: string, key = practice, headers: Record<string, string> = {}) =>
  call({ method: 'GET', url: `/api/v1/referrals/${id}`, key, headers })
const withdraw = (
  id: string,
  headers: Record<string, string>,
  body: unknown = { note: 'Sent by mistake' },
  key = practice,
) =>
  call({
    method: 'POST',
    url: `/api/v1/referrals/${id}/withdrawal`,
    key,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  })
const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await town.test.owner.query<{ n: string }>(sql, values)).rows[0]!.n)
const person = (over: object) => ({ ...GRACE, person: { ...GRACE.person, nhs_number: null, ...over } })

test('a referral is sent: 201 with where it is, its tag and what comes next; every row is there', async () => {
  const sent = await post(GRACE)
  assert.equal(sent.status, 201)
  assert.deepEqual(Object.keys(sent.json), ['id', 'reference', 'status', 'owner', 'next_date', 'what_happens_next'])
  const id = String(sent.json.id)
  assert.equal(sent.headers.location, `/api/v1/referrals/${id}`)
  assert.equal(sent.headers.etag, '"1"')
  assert.equal(sent.headers['cache-control'], 'no-store')
  assert.match(String(sent.json.reference), /^[2-9B-Z]{3}-[2-9B-Z]{4}$/)
  assert.equal(sent.json.owner, 'Riverside link workers')
  assert.equal(sent.json.next_date, '2026-04-02')
  assert.match(String(sent.json.what_happens_next), /answer by Thursday 2 April.*ring 01632 960220/)
  assert.ok(sent.statements <= 32, `${sent.statements} statements`)

  const { rows } = await town.test.owner.query(
    'select person_id, came_by, referrer_agency, tell_practice, reasons from referrals.referral where id = $1',
    [id],
  )
  const { person_id, ...row } = rows[0] as Record<string, unknown>
  assert.deepEqual(row, {
    came_by: 'api',
    referrer_agency: 'general_practice',
    tell_practice: true,
    reasons: ['loneliness'],
  })
  const involved = await town.test.owner.query<{ reason: string }>(
    'select reason from people.involvement where person_id = $1 order by reason',
    [person_id],
  )
  assert.deepEqual(
    involved.rows.map((r) => r.reason),
    ['practice', 'referrer', 'team'],
  )
  assert.equal(
    await count(`select count(*) n from tasks.task where about_id = $1 and kind = 'answer-referral'`, [id]),
    1,
  )
  assert.equal(await count(`select count(*) n from referrals.risk where referral_id = $1`, [id]), 1)
  const trail = await town.test.owner.query(
    'select action, actor_kind, detail from journal.entry where person_id = $1 or subject_id = $2',
    [person_id, id],
  )
  assert.ok(trail.rows.length >= 2)
  assert.doesNotMatch(JSON.stringify(trail.rows), /Grace|Okafor|9990000018|07700900123|choir|dog/)
  const priya = town.browser()
  await priya.signIn('p.nair@example.org')
  const read = await priya.get(`/referrals/${id}`)
  assert.match(read.text, /What for .*Who asked/)
  assert.ok(!read.text.includes('{"'), 'the person as sent is no answer')
})

test('the same key gives the same answer, with another body it is refused, and twenty at once make one', async () => {
  const id = newId()
  const body = person({ family_name: 'Twenty' })
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(body, { id })))
  assert.equal(new Set(answers.map((a) => `${a.status} ${a.headers.location} ${a.headers.etag} ${a.text}`)).size, 1)
  assert.equal(answers[0]!.status, 201)
  assert.equal(await count(`select count(*) n from people.person where family_name = 'Twenty'`), 1)
  assert.equal(
    await count(`select count(*) n from referrals.referral where details->'person'->>'family_name' = 'Twenty'`),
    1,
  )
  const { tell_practice, ...rest } = body
  assert.equal(
    (await post({ tell_practice, ...rest }, { id })).status,
    201,
    'another order of the keys is the same request',
  )
  const other = await post({ ...body, reason_text: 'Something else' }, { id })
  assert.equal(other.status, 422)
  assert.deepEqual(other.json.errors, [{ field: 'Idempotency-Key', message: 'Was used for another referral' }])
  assert.equal(
    (await post({ ...body, referrer: { ...body.referrer, organisation_code: 'ZZF01' } }, { id, key: fire })).status,
    201,
    'another organisation’s key of that name is another',
  )
})

test('a key that is still under way: 409 and when to try again', async () => {
  const key = newId()
  const impatient = openDatabase(
    { ...town.test.app, options: `${town.test.app.options ?? ''} -c lock_timeout=200` },
    () => {},
  )
  const app = await buildApp({ ...town.services, database: impatient }, { proxies: 0 })
  const client = await town.test.owner.connect()
  try {
    const { rows } = await client.query<{ id: Id }>(`select id from access.organisation where ods_code = 'ZZ0001'`)
    await client.query('begin')
    await client.query(
      `insert into platform.idempotency_key (partnership_id, owner_id, key, request_hash, status, answer) values ($1, $2, $3, '', 201, '{}')`,
      [ANYTOWN, rows[0]!.id, key],
    )
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/referrals',
      headers: { authorization: `Bearer ${practice}`, 'idempotency-key': key },
      payload: person({ family_name: 'Waiting' }),
    })
    assert.equal(reply.statusCode, 409)
    assert.equal(reply.headers['retry-after'], '1')
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
  } finally {
    await client.query('rollback')
    client.release()
    await app.close()
    await impatient.close()
  }
  assert.equal(await count(`select count(*) n from people.person where family_name = 'Waiting'`), 0)
})

test('what cannot be read: broken JSON, no JSON, nothing, too much, no key for the request', async () => {
  const cases: [string, ReturnType<typeof post>, number][] = [
    ['broken', post('{"person":'), 400],
    ['empty', post(''), 400],
    ['text', post('hello', { headers: { 'content-type': 'text/plain' } }), 415],
    ['form', post('a=b', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }), 415],
    ['xml', post('<a/>', { headers: { 'content-type': 'application/xml' } }), 415],
    ['large', post(`{"reason_text":"${'x'.repeat(1_100_000)}"}`), 413],
    ['no key', post(GRACE, { id: '' }), 400],
    ['long key', post(GRACE, { id: 'k'.repeat(201) }), 400],
  ]
  for (const [name, asked, status] of cases) {
    const reply = await asked
    assert.equal(reply.status, status, name)
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/, name)
    assert.equal(reply.json.status, status, name)
  }
})

test('who may send: 401 without a key, 403 without the scope; a cookie counts for nothing', async () => {
  assert.equal((await post(GRACE, { key: '' })).status, 401)
  assert.equal((await post(GRACE, { key: 'trellis_none' })).status, 401)
  const reader = await keyFor('ZZ0001', ['referrals:read'])
  assert.equal((await post(GRACE, { key: reader })).status, 403)
  const sender = await keyFor('ZZ0001', ['referrals:write'])
  const sent = await post(person({ family_name: 'Scope' }), { key: sender })
  assert.equal((await get(String(sent.json.id), sender)).status, 403)
  assert.equal((await get(String(sent.json.id), reader)).status, 200)
})

test('every fault is named at once, by its path', async () => {
  const nothing = await post({})
  assert.equal(nothing.status, 422)
  assert.deepEqual(nothing.json.errors!.map(({ field }) => field).toSorted(), [
    'consent',
    'person',
    'reasons',
    'referrer',
    'referrer.name',
    'referrer.telephone',
    'risks',
    'team_id',
  ])
  const wrong = await post({
    ...GRACE,
    person: {
      given_name: ' ',
      family_name: null,
      birth_date: '1950-04-31',
      nhs_number: '9990000019',
      practice_code: 'ZZ9999',
      postcode: 'QQ',
      telephone: '1',
      email: 'x',
      preferred_contact: 'pigeon',
      safe_contact: { voicemail: 'no' },
      language: '??',
      access_needs: ['wings'],
    },
    referrer: { kind: 'professional', organisation_code: 'ZZF01' },
    team_id: newId(),
    reasons: ['gold'],
    risks: [],
    no_known_risks: false,
    consent: { sharing: 'best-interests', by: 'professional', note: ' ' },
    tell_practice: 'yes',
  })
  assert.equal(wrong.status, 422)
  assert.deepEqual(Object.fromEntries(wrong.json.errors!.map(({ field, message }) => [field, message])), {
    'person.given_name': 'Enter their first name',
    'person.family_name': 'Enter their last name',
    'person.birth_date': 'The date must be a real date',
    'person.nhs_number': 'Check the NHS number: one of its digits must be wrong',
    'person.practice_code': 'There is no such practice',
    'person.postcode': 'Enter a full postcode, like ZZ1 1AA',
    'person.telephone': 'Enter a telephone number, like 01632 960001 or 07700 900123',
    'person.email': 'Enter an email address in the correct format, like name@example.org',
    'person.preferred_contact': 'Choose telephone, text, email or post',
    'person.safe_contact.voicemail': 'Must be true or false',
    'person.language': 'Give the language as a code, like en or pl',
    'person.access_needs.0': 'There is no such access need',
    'referrer.name': 'Enter the name of whoever refers',
    'referrer.role': 'Enter the role of whoever refers, like GP or housing officer',
    'referrer.telephone': 'Enter a telephone number or an email address of whoever refers',
    'referrer.organisation_code': "Give ZZ0001: referrals are sent for one's own organisation",
    team_id: 'There is no such team',
    'reasons.0': 'There is no such reason',
    risks: 'Write what we must know to keep them or staff safe, or say that there are no known risks',
    'consent.note': 'Say why this is in their best interests',
    tell_practice: 'Must be true or false',
  })
})

test('one fault at a time', async () => {
  const cases: [object | string | number | null, string, string][] = [
    [
      { ...person({}), reasons: ['something-else'], reason_text: null },
      'reason_text',
      'Write in words what they would like help with',
    ],
    [person({ birth_date: '2026-04-02' }), 'person.birth_date', 'Their date of birth must be in the past'],
    [person({ birth_date: '1889-12-31' }), 'person.birth_date', 'Their date of birth must be 1890 or later'],
    [
      person({ birth_date: '02/01/1950' }),
      'person.birth_date',
      'Enter their date of birth as year, month, day: 1950-01-02',
    ],
    [person({ practice_code: 'nowhere!' }), 'person.practice_code', 'There is no such practice'],
    [person({ given_name: 12 }), 'person.given_name', 'Enter their first name'],
    [person({ family_name: 'x'.repeat(101) }), 'person.family_name', 'Their last name must be 100 characters or fewer'],
    [
      { ...GRACE, no_known_risks: true },
      'no_known_risks',
      'You wrote a risk and said that there are none: which is right?',
    ],
    [
      { ...GRACE, consent: { sharing: 'not-asked', by: 'professional' } },
      'consent.note',
      'Say why they were not asked',
    ],
    [{ ...GRACE, consent: { sharing: 'given' } }, 'consent.by', 'Say who agreed'],
    [
      { ...GRACE, team_id: idFrom('anytown', 'team', 'villages') },
      'team_id',
      'Old Town and Annings village agents takes nobody until Saturday 25 April',
    ],
    [
      { ...GRACE, referrer: { kind: 'carer', name: 'Ada Okafor', telephone: '07700900124' } },
      'referrer.relationship',
      'Say what the carer is to them, like daughter or neighbour',
    ],
  ]
  for (const [body, field, message] of cases) {
    const reply = await post(body)
    assert.equal(reply.status, 422, message)
    assert.equal(reply.json.errors!.length, 1, JSON.stringify(reply.json.errors))
    assert.equal(reply.json.errors![0]!.field, field)
    assert.ok(reply.json.errors![0]!.message.startsWith(message), reply.json.errors![0]!.message)
  }
  for (const odd of ['null', '"text"', '7', '[]', '{"person":[],"referrer":7,"risks":{},"consent":"yes"}'])
    assert.equal((await post(odd)).status, 422, odd)
  for (const team of [newId(), 'riverside']) {
    const reply = await post({ ...GRACE, team_id: team })
    assert.equal(reply.status, 404)
    assert.equal(reply.json.title, 'No such team')
  }
})

test('no known practice is a practice; a carer and the person may ask through their practice’s system', async () => {
  const sent = await post(person({ family_name: 'Unregistered', practice_code: 'v81999' }))
  assert.equal(sent.status, 201)
  assert.equal(
    await count(`select count(*) n from people.person where family_name = 'Unregistered' and practice_code = 'V81999'`),
    1,
  )
  const carer = { kind: 'carer', name: 'Ada Okafor', relationship: 'daughter', telephone: '07700900124' }
  assert.equal((await post({ ...person({ family_name: 'Carer' }), referrer: carer })).status, 201)
  assert.equal((await post({ ...person({ family_name: 'Self' }), referrer: { kind: 'self' } })).status, 201)
})

test('keys of every object, unknown keys, odd characters: nothing is broken by them', async () => {
  const odd = JSON.stringify(person({ family_name: 'Odd\u0000\uD800name' })).replace(
    '{',
    '{"__proto__":{"no_known_risks":true},"constructor":{"prototype":{"x":1}},"extra":{"deep":[1]},',
  )
  const sent = await post(odd)
  assert.equal(sent.status, 201, sent.text)
  assert.equal(await count(`select count(*) n from people.person where family_name = $1`, ['Odd\uFFFDname']), 1)
  assert.equal(({} as { x?: number }).x, undefined)
  const deep = await post(`{"extra":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)
  assert.ok(deep.status === 422 || deep.status === 400, String(deep.status))
  const hidden = JSON.stringify({ ...GRACE, risks: [] }).replace('{', '{"__proto__":{"no_known_risks":true},')
  assert.equal((await post(hidden)).json.errors![0]!.field, 'risks', 'what was not sent as its own key was not said')
})

test('urgent words: help is said at once, and it is sent all the same', async () => {
  const sent = await post({ ...person({ family_name: 'Danger' }), reason_text: 'She wants to kill herself' })
  assert.equal(sent.status, 201)
  assert.match(String(sent.json.what_happens_next), /ring 999, or 111, or Samaritans on 116 123/)
})

test('the same number and birth date is the same person, and the sender learns nothing of it', async () => {
  const first = await post({ ...GRACE, person: { ...GRACE.person, nhs_number: '9990000026' } })
  const again = await post(
    {
      ...GRACE,
      person: { ...GRACE.person, nhs_number: '999 000 0026', given_name: 'Gracie', telephone: '07700900999' },
      referrer: { ...GRACE.referrer, organisation_code: 'ZZF01' },
    },
    { key: fire },
  )
  assert.deepEqual([first.status, again.status], [201, 201])
  assert.deepEqual(Object.keys(again.json), Object.keys(first.json))
  const { rows } = await town.test.owner.query<{ people: number }>(
    'select count(distinct person_id) as people from referrals.referral where id in ($1, $2)',
    [first.json.id, again.json.id],
  )
  assert.equal(rows[0]!.people, 1)
  const read = await get(String(again.json.id), fire)
  assert.equal(
    (read.json.person as { given_name: string }).given_name,
    'Gracie',
    'it reads back what it said, not the record',
  )
  assert.equal((read.json.person as { telephone: string }).telephone, '07700900999')
})

test('reading back: one’s own referral with its tag, never another’s, never the number', async () => {
  const { json } = await post({ ...GRACE, person: { ...GRACE.person, nhs_number: '9990000034' } })
  const id = String(json.id)
  const read = await get(id)
  assert.equal(read.status, 200)
  assert.equal(read.headers.etag, '"1"')
  assert.equal(read.json.status, 'received')
  assert.equal(read.json.reference, json.reference)
  assert.deepEqual(read.json.risks, [{ text: 'A large dog' }])
  assert.equal((read.json.history as unknown[]).length, 1)
  assert.doesNotMatch(read.text, /9990000034|person_id/)
  assert.ok(read.statements <= 8, `${read.statements} statements`)
  assert.equal((await get(id, practice, { 'if-none-match': '"1"' })).status, 304)
  const [foreign, missing, odd] = [await get(id, fire), await get(newId(), fire), await get('x', fire)]
  assert.deepEqual([foreign.status, missing.status, odd.status], [404, 404, 404])
  assert.equal(foreign.text, missing.text)
  assert.equal(odd.text, missing.text)
  assert.equal(
    await count(
      `select count(*) n from journal.entry where subject_id = $1 and action = 'referral.viewed' and actor_kind = 'key'`,
      [id],
    ),
    2,
  )
})

test('taking back: 428 without a tag, 412 with an old one, 200 once, 409 after, 404 for another’s', async () => {
  const { json } = await post(person({ family_name: 'Back' }))
  const id = String(json.id)
  assert.equal((await withdraw(id, {})).status, 428)
  for (const tag of ['"7"', 'W/"1"', 'x']) {
    const stale = await withdraw(id, { 'if-match': tag })
    assert.equal(stale.status, 412, tag)
    assert.equal(stale.headers.etag, '"1"')
    assert.equal((stale.json.current as { status: string }).status, 'received')
  }
  const [foreign, missing] = [
    await withdraw(id, { 'if-match': '"1"' }, {}, fire),
    await withdraw(newId(), { 'if-match': '"1"' }, {}, fire),
  ]
  assert.deepEqual([foreign.status, missing.status], [404, 404])
  assert.equal(foreign.text, missing.text)
  assert.equal((await withdraw(id, { 'if-match': '"1"' }, { note: 5 })).status, 422)
  const done = await withdraw(id, { 'if-match': '"1"' })
  assert.equal(done.status, 200)
  assert.equal(done.headers.etag, '"2"')
  assert.deepEqual([done.json.status, done.json.next_date], ['withdrawn', null])
  assert.equal((done.json.withdrawal as { note: string }).note, 'Sent by mistake')
  assert.equal((await withdraw(id, { 'if-match': '"1"' })).status, 412)
  assert.equal((await withdraw(id, { 'if-match': '"2"' })).status, 409)
  assert.equal(await count(`select count(*) n from referrals.withdrawal where referral_id = $1`, [id]), 1)
})

test('too many: 429 with when to try again', async () => {
  const busy = await keyFor('ZZF01', ['referrals:write'])
  let reply = await withdraw('x', {}, {}, busy)
  assert.equal(reply.status, 428)
  for (let n = 0; n < 7_000 && reply.status === 428; n += 100)
    reply = (await Promise.all(Array.from({ length: 100 }, () => withdraw('x', {}, {}, busy)))).at(-1)!
  assert.equal(reply.status, 429)
  assert.ok(Number(reply.headers['retry-after']) > 0)
  assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
})

test('text that is not UTF-8 is refused, not stored with holes; a mark before it does no harm', async () => {
  const zoe = JSON.stringify(person({ given_name: 'Zoë' }))
  const send = (payload: Buffer) =>
    call({
      method: 'POST',
      url: '/api/v1/referrals',
      headers: { 'content-type': 'application/json', 'idempotency-key': newId() },
      payload,
    })
  const before = await count('select count(*) as n from referrals.referral')
  const refused = await send(Buffer.from(zoe, 'latin1'))
  assert.equal(refused.status, 400)
  assert.equal(refused.json.title, 'Not UTF-8')
  assert.equal(await count('select count(*) as n from referrals.referral'), before)
  assert.equal((await send(Buffer.from(`\ufeff${zoe}`))).status, 201)
  assert.ok((await count(`select count(*) as n from people.person where given_name = 'Zoë'`)) > 0)
})

test('a name that nobody can see is no name', async () => {
  for (const name of ['\u200b', '\u0001\u0007', ' \u2060 ', '\u202e']) {
    const refused = await post(person({ given_name: name }))
    assert.equal(refused.status, 422)
    assert.deepEqual(refused.json.errors, [{ field: 'person.given_name', message: 'Enter their first name' }])
  }
})

test('taking back with a body of the wrong shape says what is wrong in plain words', async () => {
  const { json } = await post(person({ given_name: 'Shape' }))
  for (const [body, field, message] of [
    [[], '', 'Send one object, like { "note": "…" }'],
    ['x', '', 'Send one object, like { "note": "…" }'],
    [{ note: {} }, 'note', 'Write the note as text'],
  ] as const) {
    const refused = await withdraw(String(json.id), { 'if-match': '"1"' }, body)
    assert.equal(refused.status, 422)
    assert.deepEqual(refused.json.errors, [{ field, message }])
  }
})
