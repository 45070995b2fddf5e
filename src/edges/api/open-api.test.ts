import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { z } from 'zod'
import { fromJSONSchema } from 'zod'
import { askReferrer, declineReferral } from '#care/referrals/index.ts'
import { acceptReferral } from '#care/support/index.ts'
import { createApiKey } from '#foundations/access/index.ts'
import { day } from '#platform/days.ts'
import { openServer } from '#platform/http/server.ts'
import { idFrom, newId, type Id } from '#platform/ids.ts'
import { openLog } from '#platform/log.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { as, asJob } from '#test/support/actors.ts'
import { openApp, type TestApp } from '#test/support/app.ts'
import { addOpenApiRoute } from './open-api.routes.ts'
import { PROBLEM } from './problem-json.rules.ts'
import { GRACE, RECEIPT_EXAMPLE, REFERRAL_EXAMPLE } from './referral-examples.ts'
import { RECEIPT, REFERRAL, STALE } from './referral.type.ts'
import { SERVICES, SERVICES_EXAMPLE } from './service-json.rules.ts'
import { TEAMS, TEAMS_EXAMPLE } from './team-json.rules.ts'

interface Described {
  security: Record<string, string[]>[]
  parameters?: { name: string; in: string; required: boolean }[]
  requestBody?: { content: Record<string, { schema: object; example: object }> }
  responses: Record<string, { content?: Record<string, unknown> }>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, object & { required: string[] }> }
}

let town: TestApp
let document: Document
before(async () => {
  town = await openApp()
  document = (await town.app.inject('/api/openapi.json')).json()
})
after(() => town.close())

test('anybody gets it, may keep it, and need not fetch it twice', async () => {
  const first = await town.app.inject('/api/openapi.json')
  assert.equal(first.statusCode, 200)
  assert.match(String(first.headers['content-type']), /^application\/json/)
  assert.equal(first.headers['cache-control'], 'public, max-age=300')
  const again = await town.app.inject({
    url: '/api/openapi.json',
    headers: { 'if-none-match': String(first.headers.etag) },
  })
  assert.equal(again.statusCode, 304)
  assert.equal(again.body, '')
})

test('it is OpenAPI 3.1', async () => {
  assert.match(document.openapi, /^3\.1\./)
  const { valid, errors } = await new Validator().validate({ ...document })
  assert.ok(valid, JSON.stringify(errors, null, 1))
  const broken = { ...document, paths: { ...document.paths, '/x': { get: { responses: 7 } } } }
  assert.equal((await new Validator().validate(broken)).valid, false, 'the check itself bites')
})

test('every route under /api/v1 is in it, with the scope that the route asks for, and nothing else', () => {
  const served = town.app.routeTable
    .filter(({ url, method }) => url.startsWith('/api/v1/') && method !== 'HEAD')
    .map(({ method, url, policy }) => {
      const scope = typeof policy === 'object' && 'scope' in policy ? policy.scope : 'public'
      return `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')} ${scope}`
    })
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => {
      return `${method.toUpperCase()} ${path} ${security[0]?.key?.[0] ?? 'public'}`
    }),
  )
  assert.deepEqual(described.toSorted(), served.toSorted())
  assert.ok(served.length >= 5)
})

test('a route that does not describe itself stops the program', async () => {
  const app = await openServer({ log: openLog('silent'), cookieSecret: 'c'.repeat(32), https: false, proxies: 0 })
  addOpenApiRoute(app)
  assert.throws(
    () => app.get('/api/v1/secrets', { config: { policy: 'public' } }, async () => ({})),
    /GET \/api\/v1\/secrets does not describe itself/,
  )
  await app.close()
})

test('references lead somewhere', () => {
  const text = JSON.stringify(document)
  const names = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)]
  assert.ok(names.length > 20)
  const components = document.components as unknown as Record<string, Record<string, object>>
  for (const [, kind, name] of names) assert.ok(components[kind!]?.[name!], `${kind}/${name}`)
  assert.equal([...text.matchAll(/"\$ref":/g)].length, names.length)
})

test('headers and status codes of sending and of taking back', () => {
  const send = document.paths['/api/v1/referrals']!.post!
  assert.deepEqual(
    send.parameters!.map((p) => [p.name, p.in, p.required]),
    [['Idempotency-Key', 'header', true]],
  )
  assert.deepEqual(Object.keys(send.responses), [
    '201',
    '400',
    '401',
    '403',
    '404',
    '409',
    '413',
    '415',
    '422',
    '429',
    '503',
    'default',
  ])
  const withdraw = document.paths['/api/v1/referrals/{id}/withdrawal']!.post!
  assert.deepEqual(
    withdraw.parameters!.map((p) => [p.name, p.in, p.required]),
    [
      ['id', 'path', true],
      ['If-Match', 'header', true],
    ],
  )
  for (const status of ['412', '428']) assert.ok(withdraw.responses[status], status)
  for (const [path, methods] of Object.entries(document.paths))
    for (const { responses } of Object.values(methods))
      for (const [status, { content }] of Object.entries(responses))
        if (!/^[23]/.test(status)) assert.deepEqual(Object.keys(content!), ['application/problem+json'], path)
})

test('the contract’s example passes the schema, and what must be there must be there', () => {
  const schema = document.components.schemas.NewReferral!
  const check = fromJSONSchema({ ...schema, $schema: 'https://json-schema.org/draft/2020-12/schema' } as never)
  const { team_id: _, ...noTeam } = GRACE
  assert.deepEqual(check.safeParse(GRACE).error?.issues, undefined)
  assert.equal(check.safeParse(noTeam).success, false)
  assert.equal(check.safeParse({ ...GRACE, reasons: ['boredom'] }).success, false)
  assert.deepEqual(schema.required, ['person', 'referrer', 'team_id', 'reasons', 'consent'])
  const { person } = (schema as unknown as { properties: Record<string, { required: string[] }> }).properties
  assert.deepEqual(person!.required, ['given_name', 'family_name', 'birth_date', 'practice_code'])
})

test('what is answered has the shapes that are described', async () => {
  const { key } = await asJob(town.test, ANYTOWN).transaction(async (tx) =>
    createApiKey(tx, {
      organisationId: organisationId('ZZ0001'),
      name: 'test',
      scopes: ['referrals:write', 'referrals:read'],
    }),
  )
  const ask = async (method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}, payload?: object) => {
    const reply = await town.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${key}`, ...headers },
      payload,
    })
    return reply.json<Record<string, string>>()
  }
  const has = (schema: z.ZodType, value: unknown, what: string) =>
    assert.deepEqual(schema.safeParse(value).error?.issues, undefined, what)

  const body = { ...GRACE, team_id: teamId('riverside') }
  const send = () => ask('POST', '/api/v1/referrals', { 'idempotency-key': newId() }, body)
  const sent = await send()
  has(RECEIPT, sent, 'receipt')
  const url = `/api/v1/referrals/${sent.id}`
  has(REFERRAL, await ask('GET', url), 'referral')
  has(STALE, await ask('POST', `${url}/withdrawal`, { 'if-match': '"9"' }, {}), 'stale')
  has(REFERRAL, await ask('POST', `${url}/withdrawal`, { 'if-match': '"1"' }, { note: 'Twice' }), 'withdrawn')
  has(PROBLEM, await ask('POST', '/api/v1/referrals', { 'idempotency-key': newId() }, {}), 'faults')
  has(TEAMS, await ask('GET', '/api/v1/teams?practice=ZZ0001'), 'teams')
  has(SERVICES, await ask('GET', '/api/v1/services?words=lonely&postcode=ZZ1+1AA'), 'services')

  const accountId = idFrom('account', ANYTOWN, 'p.nair@example.org')
  const worker = as(town.test, {
    kind: 'account',
    partnershipId: ANYTOWN,
    accountId,
    organisationId: organisationId('ZZP01'),
    teamId: teamId('riverside'),
    roles: ['link_worker'],
    name: 'Priya Nair',
  })
  const id = async () => String((await send()).id)
  const [questioned, declined, accepted] = [await id(), await id(), await id()]
  const [better] = (await ask('GET', '/api/v1/services?words=choir')).services as unknown as { id: Id }[]
  const refusal = {
    reason: 'not_our_group',
    note: 'Sorry.',
    betterTeamId: teamId('hillside'),
    betterServiceId: better!.id,
    betterText: null,
  } as const
  const answers = [
    await askReferrer(worker, town.services, questioned, { question: 'May we ring after six?', version: 1 }),
    await declineReferral(worker, town.services, declined, { ...refusal, version: 1 }),
    await acceptReferral(worker, town.services, accepted, {
      firstContactBy: day('2026-04-08'),
      workerId: accountId,
      version: 1,
    }),
  ]
  for (const answered of answers) assert.ok(answered.ok, JSON.stringify(answered))
  for (const one of [questioned, declined, accepted]) has(REFERRAL, await ask('GET', `/api/v1/referrals/${one}`), one)
})

test('the examples are of their own shapes', () => {
  for (const [schema, example] of [
    [RECEIPT, RECEIPT_EXAMPLE],
    [REFERRAL, REFERRAL_EXAMPLE],
    [TEAMS, TEAMS_EXAMPLE],
    [SERVICES, SERVICES_EXAMPLE],
  ] as const)
    assert.deepEqual(schema.safeParse(example).error?.issues, undefined)
})
