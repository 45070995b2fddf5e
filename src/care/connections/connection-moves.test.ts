import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { newId } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { asJob } from '#test/support/actors.ts'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'
import { answerConnection } from './answer-connection.ts'
import { MOVES, type ConnectionStatus } from './connection.rules.ts'
import { endConnection } from './end-connection.ts'
import { giveUpWaiting } from './give-up-waiting.ts'
import { offerConnection } from './offer-connection.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordFirstVisit } from './record-first-visit.ts'
import { withdrawConnection } from './withdraw-connection.ts'
import { day } from '#platform/days.ts'

let world: ConnectionWorld
before(async () => {
  world = await openConnections()
})
after(() => world.town.close())

const ALL = Object.keys(MOVES) as ConnectionStatus[]

/** Puts a connection into any state, past the trigger: only the owner of the tables can. */
async function put(id: string, status: ConnectionStatus): Promise<void> {
  await world.rows('alter table connections.connection disable trigger move_allowed')
  await world.rows('update connections.connection set status = $2 where id = $1', id, status)
  await world.rows('alter table connections.connection enable trigger move_allowed')
}

test('the database refuses every move that is not in the table', async () => {
  const { id } = await world.offered()
  for (const from of ALL)
    for (const to of ALL) {
      if (from === to || (MOVES[from] as readonly string[]).includes(to)) continue
      await put(id, from)
      const refused = asJob(world.town.test, ANYTOWN).transaction((tx) =>
        tx.query('update connections.connection set status = $2 where id = $1', [id, to]),
      )
      await assert.rejects(refused, { constraint: 'connection_move_allowed' }, `${from} → ${to}`)
    }
})

test('a use case refuses what its state does not allow, and changes nothing', async () => {
  const { id } = await world.offered()
  const { services } = world.town
  const ctx = world.asPriya()
  const words = null
  const steps: Record<string, { from: ConnectionStatus[]; take: () => Promise<{ ok: boolean; reason?: string }> }> = {
    offer: {
      from: ['agreed'],
      take: () => offerConnection(ctx, services, id, { way: 'email', note: null, version: -1 }),
    },
    yes: {
      from: ['offered', 'waitlisted'],
      take: () => answerConnection(ctx, services, id, { given: { answer: 'accepted', words }, version: -1 }),
    },
    wait: {
      from: ['offered'],
      take: () => answerConnection(ctx, services, id, { given: { answer: 'waitlisted', words }, version: -1 }),
    },
    no: {
      from: ['offered', 'waitlisted'],
      take: () =>
        answerConnection(ctx, services, id, { given: { answer: 'declined', reason: 'full', words }, version: -1 }),
    },
    silence: { from: ['offered'], take: () => giveUpWaiting(ctx, services, id, -1) },
    withdraw: {
      from: ['proposed', 'agreed', 'offered', 'waitlisted', 'accepted'],
      take: () => withdrawConnection(ctx, services, id, { reason: 'not-well', words, version: -1 }),
    },
    end: { from: ['started'], take: () => endConnection(ctx, id, { reason: 'finished', words, version: -1 }) },
  }
  for (const status of ALL) {
    await put(id, status)
    for (const [name, { from, take }] of Object.entries(steps)) {
      const { ok, reason } = await take()
      assert.equal(ok, false)
      // Where the state allows it, it is the old page (version) that is refused.
      assert.equal(reason, from.includes(status) ? 'changed' : 'not-possible-now', `${name} from ${status}`)
    }
    const visit = await recordFirstVisit(ctx, services, id, { on: day('2026-03-01'), metBy: null })
    assert.equal(visit.ok ? '' : visit.reason, status === 'accepted' ? 'day-wrong' : 'not-possible-now', status)
    const came = await recordAttendance(ctx, id, { on: day('2027-01-01'), came: true, reason: null })
    assert.equal(
      came.ok ? '' : came.reason,
      status === 'accepted' || status === 'started' ? 'day-wrong' : 'not-possible-now',
      status,
    )
    const [row] = await world.rows('select status, version from connections.connection where id = $1', id)
    assert.deepEqual(row, { status, version: 3 })
  }
})

test('constraints hold what the rules promise', async () => {
  const { id, episodeId, personId } = await world.offered()
  const owner = (sql: string, ...values: unknown[]) => world.town.test.owner.query(sql, values)
  const copy = (over: Record<string, unknown>) =>
    owner(
      `insert into connections.connection select (jsonb_populate_record(c, $2::jsonb)).* from connections.connection c where c.id = $1`,
      id,
      JSON.stringify({ id: newId(), ...over }),
    )
  await assert.rejects(copy({ status: 'offered' }), { constraint: 'connection_starts_proposed' })
  await assert.rejects(copy({ status: 'proposed' }), { constraint: 'connection_open_once' })
  await assert.rejects(copy({ status: 'proposed', need: 'a need' }), { constraint: 'connection_need_plain' })
  await assert.rejects(copy({ status: 'proposed', area: 'M33 7QX' }), { constraint: 'connection_area_plain' })
  await assert.rejects(owner(`update connections.connection set shared = '{need}' where id = $1`, id), {
    constraint: 'connection_shared_known',
  })
  await assert.rejects(owner(`update connections.connection set shared = '{helps}' where id = $1`, id), {
    constraint: 'connection_helps_shared_whole',
  })
  await assert.rejects(owner(`update connections.connection set helps = 'words' where id = $1`, id), {
    constraint: 'connection_helps_shared_whole',
  })
  await assert.rejects(owner(`update connections.connection set wording = null where id = $1`, id), {
    constraint: 'connection_agreed_first',
  })
  const fact = (table: string, columns: string, values: string) =>
    owner(
      `insert into connections.${table} (partnership_id, connection_id, ${columns}) values ($1, $2, ${values})`,
      ANYTOWN,
      id,
    )
  const answer = (values: string) =>
    fact('answer', 'id, answer, reason, came_by, recorded_by, answered_at', `gen_random_uuid(), ${values}, now()`)
  await assert.rejects(answer(`'declined', null, 'link', null`), { constraint: 'answer_no_says_why' })
  await assert.rejects(answer(`'accepted', null, 'telephone', null`), { constraint: 'answer_recorded_unless_by_link' })
  await answer(`'accepted', null, 'link', null`)
  await assert.rejects(answer(`'accepted', null, 'link', null`), { constraint: 'answer_once' })
  await assert.rejects(
    fact(
      'attendance',
      'id, session_on, came, came_by, recorded_at',
      `gen_random_uuid(), '2030-01-01', true, 'link', now()`,
    ),
    { constraint: 'attendance_not_in_future' },
  )
  await assert.rejects(fact('withdrawal', 'by_kind, withdrawn_at, reason', `'team', now(), 'not-well'`), {
    constraint: 'withdrawal_of_team_recorded',
  })
  await assert.rejects(
    fact(
      'offer',
      'offered_by, offered_at, channel, answer_by, nudge_at, escalate_at',
      `'${world.priyaId}', now(), 'email', '2026-04-08', now(), now()`,
    ),
    { constraint: 'offer_nudged_before_escalated' },
  )
  assert.ok(episodeId && personId)
})
