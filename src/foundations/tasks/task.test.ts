import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { newId } from '#platform/ids.ts'
import { as, asJob, makePartnership, TEST_NOW } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { movesInDatabase, movesOf } from '#test/support/moves.ts'
import { createTask, endTasks, escalateDueTasks, listOpenTasks, MOVES, urgencyOf, type NewTask } from './index.ts'

let world: TestDatabase
let partnershipId: string
const organisationId = newId()
const [teamA, teamB] = [newId(), newId()]
before(async () => {
  world = await openTestDatabase()
  partnershipId = await makePartnership(world)
  await world.owner.query(
    `insert into access.organisation (partnership_id, id, name, kind) values ($1, $2, 'Riverside PCN', 'pcn')`,
    [partnershipId, organisationId],
  )
})
after(() => world.close())

const now = new Date(TEST_NOW)
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000)
const worker = (teamId: string, clock = fixedClock(TEST_NOW)) =>
  as(
    world,
    { kind: 'account', partnershipId, accountId: newId(), organisationId, teamId, roles: ['link_worker'], name: 'W' },
    clock,
  )
const task = (over: Partial<NewTask> = {}): NewTask => ({
  kind: 'answer-referral',
  about: { kind: 'referral', id: newId() },
  organisationId,
  teamId: teamA,
  role: 'team_manager',
  dueAt: hours(8),
  ...over,
})

test('a team sees its tasks, another team of the same organisation does not', async () => {
  const made = task()
  await worker(teamA).transaction(async (tx) => createTask(tx, made))
  assert.equal((await worker(teamA).transaction(listOpenTasks)).filter((t) => t.about_id === made.about.id).length, 1)
  assert.deepEqual(await worker(teamB).transaction(listOpenTasks), [])
})

test('the same thing is not asked twice while it is open, and may be asked again afterwards', async () => {
  const made = task()
  const count = async () =>
    (await worker(teamA).transaction(listOpenTasks)).filter((t) => t.about_id === made.about.id).length
  await worker(teamA).transaction(async (tx) => {
    createTask(tx, made)
    createTask(tx, made)
  })
  assert.equal(await count(), 1)
  // Whoever ends the matter may be of another team, or nobody's.
  await as(world, { kind: 'public', partnershipId }).transaction(async (tx) =>
    endTasks(tx, ['answer-referral'], made.about.id),
  )
  assert.equal(await count(), 0)
  await worker(teamA).transaction(async (tx) => createTask(tx, made))
  assert.equal(await count(), 1)
})

test('another partnership neither sees nor ends it', async () => {
  const made = task()
  await worker(teamA).transaction(async (tx) => createTask(tx, made))
  const other = await makePartnership(world, 'Elsewhere')
  await asJob(world, other).transaction(async (tx) => endTasks(tx, ['answer-referral'], made.about.id))
  assert.deepEqual(await asJob(world, other).transaction(listOpenTasks), [])
  assert.equal(
    (await asJob(world, partnershipId).transaction(listOpenTasks)).filter((t) => t.about_id === made.about.id).length,
    1,
  )
})

test('silence goes up once, when its time has come', async () => {
  const clock = fixedClock(TEST_NOW)
  const made = task({ escalate: { at: hours(2), to: 'administrator' } })
  await worker(teamA).transaction(async (tx) => createTask(tx, made))
  const sweep = () => asJob(world, partnershipId).transaction((tx) => escalateDueTasks({ ...tx, now: clock }))
  clock.set(hours(1))
  assert.deepEqual(await sweep(), [])
  clock.set(hours(2))
  assert.deepEqual(
    (await sweep()).map((t) => t.kind),
    ['answer-referral'],
  )
  assert.deepEqual(await sweep(), [])
  const found = (await worker(teamA).transaction(listOpenTasks)).find((t) => t.about_id === made.about.id)
  assert.equal(found?.role, 'administrator')
})

test('an ended task stays ended, in the database too', async () => {
  const made = task()
  await worker(teamA).transaction(async (tx) => createTask(tx, made))
  await worker(teamA).transaction(async (tx) => endTasks(tx, [made.kind], made.about.id))
  await assert.rejects(
    world.owner.query(`update tasks.task set status = 'open', ended_at = null where about_id = $1`, [made.about.id]),
    { constraint: 'task_move_allowed' },
  )
  assert.deepEqual(movesInDatabase('tasks.task'), movesOf(MOVES))
})

test('late, today, later', () => {
  const end = hours(15)
  assert.equal(urgencyOf(hours(-1), now, end), 'late')
  assert.equal(urgencyOf(hours(3), now, end), 'today')
  assert.equal(urgencyOf(hours(30), now, end), 'later')
})
