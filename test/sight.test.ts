/**
 * Nobody sees what is not theirs, on any route there is. Every route that names a record is tried by people who have nothing
 * to do with it: a record that is there must look exactly like one that is not. A route that this test does not know fails.
 */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { acceptReferral, closeEpisode, recordContact } from '#care/support/index.ts'
import { createReferral, type ReferralRequest } from '#care/referrals/index.ts'
import { proposeConnection } from '#care/connections/index.ts'
import { day } from '#platform/days.ts'
import type { Context } from '#platform/context.ts'
import { idFrom, newId } from '#platform/ids.ts'
import type { RouteEntry } from '#platform/http/server.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { serviceId } from '#seeds/anytown/load-directory.ts'
import { as, makePartnership } from './support/actors.ts'
import { openApp, type Browser, type TestApp } from './support/app.ts'

let town: TestApp
const records = { referral: '', person: '', episode: '', task: '', connection: '', letter: '', account: '' }

before(async () => {
  town = await openApp()
  Object.assign(records, await someoneOfRiverside(), { account: await accountElsewhere() })
})
after(() => town.close())

/** Which record the parameters of an address name. The first that fits counts; a signed link is tried where links are tested. */
const NAMED: [RegExp, () => string][] = [
  [/^\/(api\/v1\/)?referrals\/(sent\/)?:/, () => records.referral],
  [/^\/people\/:/, () => records.person],
  [/^\/episodes\/:/, () => records.episode],
  [/^\/tasks\/:/, () => records.task],
  [/^\/connections\/:/, () => records.connection],
  [/^\/coming\/:/, () => records.connection],
  [/^\/endings\/:/, () => records.letter],
  [/^\/accounts\/:/, () => records.account],
]

/** Working people of Anytown who have nothing to do with Riverside's people. */
const STRANGERS = {
  'link worker of another team': 'j.hartley@example.org',
  'manager of another team': 'r.malik@example.org',
  'referrer of another practice': 'o.hughes@example.org',
  'member of another group': 'r.abbott@example.org',
  administrator: 'm.lennox@example.org',
}

const guarded = (): RouteEntry[] =>
  town.app.routeTable.filter((r) => r.policy !== 'public' && r.url.includes(':') && r.method !== 'HEAD')

test('every route has a policy, and every guarded one that names a record is known here', () => {
  assert.ok(town.app.routeTable.length > 60)
  for (const route of town.app.routeTable) assert.ok(route.policy, route.url)
  assert.deepEqual(
    guarded()
      .filter((r) => !NAMED.some(([pattern]) => pattern.test(r.url)))
      .map((r) => r.url),
    [],
  )
})

for (const [who, email] of Object.entries(STRANGERS))
  test(`${who}: what is not theirs looks like what is not there`, async () => {
    const browser = town.browser()
    await browser.signIn(email)
    for (const route of guarded().filter((r) => !r.url.startsWith('/api/'))) {
      const named = NAMED.find(([pattern]) => pattern.test(route.url))![1]()
      const [theirs, nobodys, nonsense] = await Promise.all(
        [named, newId(), 'x'].map((id) => visit(browser, route, id)),
      )
      const name = `${route.method} ${route.url}`
      assert.equal(theirs!.status, 404, name)
      assert.deepEqual(theirs, nobodys, name)
      assert.deepEqual(nonsense, nobodys, name)
    }
  })

test('whose it is sees it: the strangers’ answers do not come from a page that is broken', async () => {
  const browser = town.browser()
  await browser.signIn('p.nair@example.org')
  const own = guarded().filter((r) => r.method === 'GET' && /^\/(referrals\/:|people|episodes)/.test(r.url))
  const seen = await Promise.all(
    own.map(async (r) => (await visit(browser, r, NAMED.find(([p]) => p.test(r.url))![1]())).status),
  )
  // An answered referral refuses further answers with 409; an address with a second name in it is tried with a made-up one.
  const hidden = own.filter((r, n) => seen[n] === 404 && r.url.split(':').length === 2)
  // Grace is not restricted, and her work has not ended: there is nothing to open with a reason, and no letter yet.
  assert.deepEqual(
    hidden.map((r) => r.url).filter((url) => !/contact-opening|closure\/letter/.test(url)),
    [],
  )
  assert.ok(seen.includes(200))
})

test('without a sign-in every guarded page leads to the sign-in, record or not', async () => {
  const browser = town.browser()
  for (const route of guarded().filter((r) => !r.url.startsWith('/api/') && r.method === 'GET'))
    for (const id of [records.referral, newId()]) {
      const page = await browser.get(addressOf(route, id))
      assert.equal(page.status, 303, route.url)
      assert.match(page.location!, /^\/sign-in\?/)
    }
})

test('a program of another organisation, with every scope, gets the answer for what is not there', async () => {
  const key = await keyOf('ZZ0005')
  for (const route of guarded().filter((r) => r.url.startsWith('/api/'))) {
    const ask = async (id: string) => {
      const reply = await town.app.inject({
        method: route.method as 'GET',
        url: addressOf(route, id),
        headers: { authorization: `Bearer ${key}`, 'if-match': '"1"', 'content-type': 'application/json' },
        ...(route.method === 'GET' ? {} : { payload: '{}' }),
      })
      return [reply.statusCode, reply.body]
    }
    const theirs = await ask(records.referral)
    assert.equal(theirs[0], 404, route.url)
    assert.deepEqual(theirs, await ask(newId()), route.url)
    assert.equal(
      (await town.app.inject({ method: route.method as 'GET', url: addressOf(route, records.referral) })).statusCode,
      401,
      route.url,
    )
  }
})

test('nobody’s attempts left a trace in a record', async () => {
  const { rows } = await town.test.owner.query<{ status: string; version: number }>(
    'select status, version from referrals.referral where id = $1',
    [records.referral],
  )
  assert.deepEqual(rows, [{ status: 'accepted', version: 2 }])
})

const addressOf = ({ url }: RouteEntry, id: string): string => url.replace(/:\w+/, id).replaceAll(/:\w+/g, 'x')

async function visit(
  browser: Browser,
  route: RouteEntry,
  id: string,
): Promise<{ status: number; title?: string; text: string }> {
  const url = addressOf(route, id)
  const page = route.method === 'GET' ? await browser.get(url) : await browser.post(url, {}, '/account')
  return { status: page.status, title: page.html.querySelector('title')?.text, text: page.text }
}

/** Grace Okafor, referred by Riverside Surgery, accepted by Priya Nair. */
async function someoneOfRiverside(): Promise<Omit<typeof records, 'account'>> {
  const accountId = idFrom('account', ANYTOWN, 'p.nair@example.org')
  const priya = as(town.test, {
    kind: 'account',
    partnershipId: ANYTOWN,
    accountId,
    organisationId: organisationId('ZZP01'),
    teamId: teamId('riverside'),
    roles: ['link_worker'],
    name: 'Priya Nair',
  })
  const { id } = await createReferral(
    as(town.test, {
      kind: 'key',
      partnershipId: ANYTOWN,
      keyId: newId(),
      organisationId: organisationId('ZZ0001'),
      scopes: [],
    }),
    town.services,
    REQUEST,
  )
  const accepted = await acceptReferral(priya, town.services, id, {
    firstContactBy: day('2026-04-10'),
    workerId: accountId,
    version: 1,
  })
  assert.ok(accepted.ok)
  const { rows } = await town.test.owner.query<{ person_id: string; task: string }>(
    `select person_id, (select id from tasks.task k where k.person_id = r.person_id and k.status = 'open' limit 1) as task from referrals.referral r where id = $1`,
    [id],
  )
  const { episodeId } = accepted.value
  const proposed = await proposeConnection(priya, episodeId, {
    serviceId: serviceId('lantern-cafe'),
    need: 'bereavement',
  })
  assert.ok(proposed.ok)
  return {
    referral: id,
    person: rows[0]!.person_id,
    episode: episodeId,
    task: rows[0]!.task,
    connection: proposed.value,
    letter: await letterOfAnother(priya, accountId),
  }
}

/** A member of staff of another partnership: no business of anybody's here, the administrator included. */
async function accountElsewhere(): Promise<string> {
  const [elsewhere, organisation, id] = [await makePartnership(town.test, 'Otherplace'), newId(), newId()]
  await town.test.owner.query(
    `insert into access.organisation (partnership_id, id, name, kind) values ($1, $2, 'Otherplace Council', 'council')`,
    [elsewhere, organisation],
  )
  await town.test.owner.query(
    `insert into access.account (partnership_id, id, organisation_id, email, name, password_hash, password_changed_at, created_at)
     values ($1, $2, $3, 'somebody@example.org', 'Somebody Else', 'x', now(), now())`,
    [elsewhere, id, organisation],
  )
  return id
}

/** Somebody else's work has ended: the letter about it went to the surgery, and to nobody here. */
async function letterOfAnother(priya: Context, accountId: string): Promise<string> {
  const surgery = as(town.test, {
    kind: 'key',
    partnershipId: ANYTOWN,
    keyId: newId(),
    organisationId: organisationId('ZZ0001'),
    scopes: [],
  })
  const { id } = await createReferral(surgery, town.services, {
    ...REQUEST,
    person: { ...REQUEST.person, givenName: 'Leroy' },
  })
  const accepted = await acceptReferral(priya, town.services, id, {
    firstContactBy: day('2026-04-10'),
    workerId: accountId,
    version: 1,
  })
  assert.ok(accepted.ok)
  const { episodeId } = accepted.value
  const talked = await recordContact(priya, town.services, episodeId, {
    id: newId(),
    happenedAt: priya.now(),
    kind: 'call',
    outcome: 'reached',
    place: null,
    others: null,
    note: null,
    withheld: false,
    nextOn: null,
  })
  assert.ok(talked.ok)
  const {
    rows: [episode],
  } = await town.test.owner.query<{ version: number }>('select version from support.episode where id = $1', [episodeId])
  const closed = await closeEpisode(priya, town.services, episodeId, {
    version: episode!.version,
    reason: 'finished',
    requestedActions: [],
    noActionsRequired: true,
    outcome: 'Well.',
    summary: 'Well.',
    tellPractice: true,
    diedOn: null,
  })
  assert.ok(closed.ok)
  const { rows } = await town.test.owner.query<{ id: string }>(
    'select id from support.closing_letter where episode_id = $1 limit 1',
    [episodeId],
  )
  return rows[0]!.id
}

const REQUEST: ReferralRequest = {
  teamId: teamId('riverside'),
  person: {
    givenName: 'Grace',
    familyName: 'Okafor',
    birthDate: day('1950-01-02'),
    practiceCode: 'ZZ0001',
    telephone: '07700900123',
  },
  referrer: {
    kind: 'professional',
    name: 'Dr Asha Patel',
    role: 'GP',
    profession: null,
    relationship: null,
    agency: 'general_practice',
    organisationId: organisationId('ZZ0001'),
    organisationName: null,
    accountId: null,
    telephone: null,
    email: 'a.patel@example.org',
  },
  reasons: ['bereavement'],
  reasonText: null,
  risks: [],
  noKnownRisks: true,
  consent: { sharing: 'given', by: 'person', note: null },
  tellPractice: true,
  cameBy: 'api',
}

async function keyOf(code: string): Promise<string> {
  const { createApiKey, SCOPE_NAMES } = await import('#foundations/access/index.ts')
  const ctx = as(town.test, { kind: 'job', partnershipId: ANYTOWN, cause: 'test' })
  return ctx.transaction(
    async (tx) =>
      createApiKey(tx, { organisationId: organisationId(code), name: 'a stranger', scopes: SCOPE_NAMES }).key,
  )
}
