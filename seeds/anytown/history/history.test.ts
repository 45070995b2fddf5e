import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type pg from 'pg'
import { verifyJournal } from '#foundations/journal/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { instantAt, day } from '#platform/days.ts'
import type { Services } from '#platform/services.ts'
import { TEST_NOW } from '#test/support/actors.ts'
import { openApp, type TestApp } from '#test/support/app.ts'
import { lifeOf } from '../life/life.ts'
import type { Life, Step } from '../life/life.type.ts'
import { live } from '../live.ts'
import { ANYTOWN } from '../load.ts'
import { anytownPeople } from '../people.ts'
import { createRandom } from '../random.ts'
import { loadHistory } from './load-history.ts'

let lived: TestApp
let written: TestApp
before(async () => {
  ;[lived, written] = await Promise.all([openApp(), openApp()])
})
after(() => Promise.all([lived.close(), written.close()]))

const NOW = fixedClock(TEST_NOW)
const at = (town: TestApp): Services => ({ ...town.services, clock: NOW })

/** Lives of half a year. */
const ALL = anytownPeople(400, createRandom(9)).map((person, number) =>
  lifeOf({
    partnershipId: ANYTOWN,
    number,
    person: { ...person, key: undefined },
    cameAt: instantAt(day('2025-09-15'), 9 * 60 + number),
    now: NOW(),
  }),
)

/** So few that together everything happens in them that can happen in a life. */
const LIVES = everyKind(ALL)

function everyKind(lives: readonly Life[]): Life[] {
  const seen = new Set<string>()
  const open = lives.filter(({ team }) => team.intake.state === 'open')
  return open.filter(({ person, request, steps }) => {
    const kinds = [...steps.map(kindOf), `referrer ${request.referrer.kind}`, `restricted ${person.restricted}`]
    const fresh = kinds.some((kind) => !seen.has(kind))
    for (const kind of kinds) seen.add(kind)
    return fresh
  })
}

function kindOf(step: Step): string {
  if (step.kind === 'closed') return `closed ${step.closure.reason}`
  if (step.kind === 'contact') return `contact ${step.outcome}`
  return step.kind === 'answer' ? `answer ${step.given.answer} ${step.firstVisit !== null}` : step.kind
}

test('a life that is written down leaves the same rows as one that is lived', async () => {
  for (const life of LIVES) await live(at(lived), ANYTOWN, life)
  await loadHistory(at(written), ANYTOWN, written.test.ownerConfig, LIVES)
  const [tables, own] = await Promise.all([rowsOf(lived.test.owner), rowsOf(written.test.owner)])
  assert.deepEqual([...own.keys()].toSorted(), [...tables.keys()].toSorted())
  assert.ok(tables.size > 30, String(tables.size))
  for (const [table, rows] of tables) assert.deepEqual(own.get(table), rows, table)
})

test('a history is written once, whole or not at all, and under the journal’s seals', async () => {
  const count = async () => (await written.test.owner.query('select from people.person')).rowCount
  assert.equal(await count(), LIVES.length)
  await loadHistory(at(written), ANYTOWN, written.test.ownerConfig, LIVES)
  assert.equal(await count(), LIVES.length, 'the next start leaves it alone')

  const others = LIVES.map((life) => ({ ...life, number: life.number + 1_000 }))
  const broken = { ...others.at(-1)!, steps: [{ at: others[0]!.cameAt, kind: 'resumed' } as const] }
  await assert.rejects(loadHistory(at(written), ANYTOWN, written.test.ownerConfig, [...others, broken]))
  assert.equal(await count(), LIVES.length, 'one that was cut off leaves nothing')

  await written.test.database.pool.query('select journal.add_seal(journal.last_id())')
  const { faults, entries } = await verifyJournal(written.test.database.pool)
  assert.deepEqual(faults, [])
  assert.ok(entries > 20 * LIVES.length, String(entries))
})

test('every page about somebody of the past opens, and says how it was', async () => {
  const more = ALL.slice(0, 150).map((life) => ({ ...life, number: life.number + 2_000 }))
  await loadHistory(at(written), ANYTOWN, written.test.ownerConfig, more)
  const { rows } = await written.test.owner.query<Found>(FINISHED)
  const { person, name, episode, referral, connection, service } = rows[0]!
  const priya = written.browser()
  await priya.signIn('p.nair@example.org')
  const pages: [address: string, says: RegExp][] = [
    [`/people/${person}`, new RegExp(`${name}.*Closed: Finished well.*accepted the referral`)],
    [`/people/${person}/seen`, /Riverside link workers|Priya Nair|Primary Care Network/],
    [`/referrals/${referral}`, /accepted/i],
    [`/episodes/${episode}/closure`, /What changed|ended/],
    [`/episodes/${episode}/connections`, new RegExp(service)],
    [`/connections/${connection}`, new RegExp(service)],
    [`/episodes/${episode}/measures`, /Start.*End/],
    [`/episodes/${episode}/plan`, /agreed/i],
    ['/today', /Today|day/],
    ['/referrals', /Referrals/],
    ['/people', /People/],
    ['/team', /Riverside/],
  ]
  for (const [address, says] of pages) {
    const page = await priya.get(address)
    assert.equal(page.status, 200, address)
    assert.match(page.text, says, address)
  }
  const found = await priya.post('/people', { words: name })
  assert.match(found.text, new RegExp(name))
  const patel = written.browser()
  await patel.signIn('a.patel@example.org')
  const sent = await patel.get('/referrals/sent')
  assert.equal(sent.status, 200)
  const [own] = (
    await written.test.owner.query<{ id: string; reference: string }>(
      `select id, reference from referrals.referral where referrer_email = 'a.patel@example.org' order by received_at limit 1`,
    )
  ).rows
  assert.ok(own, 'Dr Patel referred somebody')
  const one = await patel.get(`/referrals/sent/${own.id}`)
  assert.ok(one.status === 200 && one.text.includes(own.reference), one.text)
})

interface Found {
  person: string
  name: string
  episode: string
  referral: string
  connection: string
  service: string
}

/** Somebody of Riverside who finished well, whose plan and answers are there and who went to a group. */
const FINISHED = `select e.person_id as person, p.family_name as name, e.id as episode, e.referral_id as referral,
    n.id as connection, s.name as service
  from support.episode e join people.person p on p.id = e.person_id
  join teams.team t on t.id = e.team_id and t.name = 'Riverside link workers'
  join support.closure c on c.episode_id = e.id and c.reason = 'finished'
  join connections.connection n on n.episode_id = e.id and n.status in ('started', 'ended')
  join directory.service s on s.id = n.service_id
  where exists (select from support.response r where r.episode_id = e.id and r.point = 'end')
    and exists (select from support.plan v where v.episode_id = e.id) order by e.opened_at limit 1`

/** What differs by its nature: keys, ciphers, the hour of the journal, and what became of a message afterwards. */
const LEFT_OUT = new Set(
  `xid id happened_at request_id token_hash nhs_number nhs_number_index reference registered_at since
   status_at attempts provider_reference number tried_at search_name link`.split(/\s+/),
)
const SCHEMAS = ['people', 'referrals', 'support', 'connections', 'tasks', 'messages', 'journal', 'access']
const THERE_ALREADY =
  /^access\.(?!signed_link)|^messages\.attempt|^journal\.(reader|seal)|_\d{4}_\d\d$|^journal\.entry_/

/** Every row that somebody's life left, with ids made alike, in an order of their own. */
async function rowsOf(owner: pg.Pool): Promise<Map<string, string[]>> {
  const { rows: names } = await owner.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema = any ($1) and table_type = 'BASE TABLE' order by 1`,
    [SCHEMAS],
  )
  const { rows: shared } = await owner.query<{ id: string }>(
    `select id from access.account union select id from access.organisation union select id from teams.team
      union select id from directory.service union select id from access.partnership`,
  )
  const known = new Set(shared.map(({ id }) => id))
  const tables = new Map<string, string[]>()
  for (const { name } of names.filter(({ name: table }) => !THERE_ALREADY.test(table))) {
    const { rows } = await owner.query<Record<string, unknown>>(`select * from ${name}`)
    const plain = rows.map((row) => plainOf(name, row, known)).toSorted()
    if (plain.length > 0) tables.set(name, plain)
  }
  return tables
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const REFERENCE = /\b[2-9B-DF-HJKMNP-TV-XZ]{3}-[2-9B-DF-HJKMNP-TV-XZ]{4}\b/g

function plainOf(table: string, row: Record<string, unknown>, known: ReadonlySet<string>): string {
  const kept = Object.entries(row).filter(
    ([column]) => !LEFT_OUT.has(column) && !(table === 'messages.message' && column === 'status'),
  )
  return JSON.stringify(Object.fromEntries(kept.map(([column, value]) => [column, value ?? null])))
    .replaceAll(ID, (id) => (known.has(id) ? id : 'some id'))
    .replaceAll(REFERENCE, 'some reference')
}
