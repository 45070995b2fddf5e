import assert from 'node:assert/strict'
import test, { after, before, beforeEach } from 'node:test'
import { addDays, day } from '#platform/days.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { riverside } from '#test/support/episodes.ts'
import { teamId } from '#seeds/anytown/load-organisations.ts'
import { mayPauseUntil, pauseTeam } from './pause-team.ts'

let town: TestApp
let denise: Browser
let priya: Browser
before(async () => {
  town = await openApp()
  ;[denise, priya] = [town.browser(), town.browser()]
  await Promise.all([denise.signIn('d.whitlock@example.org'), priya.signIn('p.nair@example.org')])
})
after(() => town.close())
beforeEach(() => rows('delete from teams.intake_pause where team_id = $1', teamId('riverside')))

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const versionOn = async (url: string) =>
  (await denise.get(url)).html.querySelector('input[name=version]')!.getAttribute('value')!
const until = (d: number, m: number, y = 2026) => ({
  'until-day': String(d),
  'until-month': String(m),
  'until-year': String(y),
})
const entries = (action: string) =>
  rows(
    'select actor_id is not null as known, subject_id, detail from journal.entry where action = $1 order by id',
    action,
  )

test('a pause is told to the public with its reason and day, and opening takes it back; both are in the journal', async () => {
  const reason = 'Two of us do the work of three.'
  const reply = await denise.post('/team/pause', {
    version: await versionOn('/team/pause'),
    reason,
    ...until(4, 5),
    meanwhile: 'Ring us on 01632 960220 for a word.',
  })
  assert.deepEqual([reply.status, reply.location], [303, '/team?done=intake'])
  const team = await denise.get('/team?done=intake')
  assert.match(team.text, /Nobody new can be referred until Monday 4 May\./)
  assert.match(team.text, /Paused until Monday 4 May/)
  const open = await town.browser().get('/link-workers?practice=ZZ0001')
  assert.match(
    open.text,
    /Not taking new people just now Two of us do the work of three\. New people again from Monday 4 May\. Ring us on 01632 960220/,
  )
  assert.deepEqual(await entries('team.intake-paused').then((all) => all.at(-1)), {
    known: true,
    subject_id: teamId('riverside'),
    detail: { until: '2026-05-04' },
  })

  assert.equal((await denise.post('/team/opening', { version: await versionOn('/team/opening') })).status, 303)
  assert.match((await town.browser().get('/link-workers?practice=ZZ0001')).text, /Taking new people/)
  assert.equal((await entries('team.intake-resumed')).length, 1)
  assert.equal((await denise.get('/team/opening')).location, '/team', 'open already')
})

test('a pause without a reason, or that ends today or in two years, is asked about; what was typed stays', async () => {
  const version = await versionOn('/team/pause')
  const cases: [Record<string, string>, RegExp][] = [
    [{ reason: '' }, /Enter why you take nobody new/],
    [{ reason: 'x'.repeat(501) }, /must be 500 characters or fewer/],
    [{ reason: 'Ill', ...until(1, 4) }, /The day must be tomorrow or later/],
    [{ reason: 'Ill', ...until(1, 4, 2028) }, /The day must be within a year/],
    [{ reason: 'Ill', ...until(31, 2) }, /The date must be a real date/],
    [{ reason: 'Ill', 'until-day': '4' }, /The date must include a month and a year/],
  ]
  for (const [fields, words] of cases) {
    const page = await denise.post('/team/pause', { version, ...fields })
    assert.equal(page.status, 422)
    assert.match(page.text, words)
    assert.equal(page.html.querySelector('textarea[name=reason]')!.text.trim(), fields.reason)
  }
  assert.deepEqual(await rows('select 1 from teams.intake_pause where team_id = $1', teamId('riverside')), [])
})

test('how long a pause may last', () => {
  const today = day('2026-04-01')
  for (const [end, ok] of [
    [null, true],
    [today, false],
    [addDays(today, 1), true],
    [addDays(today, 366), true],
    [addDays(today, 367), false],
  ] as const)
    assert.equal(mayPauseUntil(end, today).ok, ok, String(end))
})

test('the wait and the limits that are set are told, and written in the journal', async () => {
  const wait = await denise.post('/team/wait', { version: await versionOn('/team/wait'), workingDays: ' 15 ' })
  assert.equal(wait.location, '/team?done=wait')
  assert.match((await denise.get(wait.location)).text, /About 3 weeks, said on Wednesday 1 April/)
  assert.match(
    (await town.browser().get('/link-workers?practice=ZZ0001')).text,
    /Most people wait about 3 weeks for a first talk\. The team said so on Wednesday 1 April\./,
  )
  const limits = { version: await versionOn('/team/limits'), openNowLimit: '', peoplePerYear: '200' }
  assert.equal((await denise.post('/team/limits', limits)).status, 303)
  assert.match((await denise.get('/team')).text, /No limit at one time, 200 in a year/)
  assert.deepEqual(
    (await entries('team.wait-stated')).map(({ detail }) => detail),
    [{ workingDays: 15 }],
  )
  assert.deepEqual(
    (await entries('team.limits-set')).map(({ detail }) => detail),
    [{ openNow: null, inYear: 200 }],
  )
})

test('numbers that are none, or too large, are asked about', async () => {
  for (const typed of ['', 'a week', '-1', '1.5', '251', '9999999999']) {
    const page = await denise.post('/team/wait', { version: await versionOn('/team/wait'), workingDays: typed })
    assert.equal(page.status, 422, typed)
    assert.match(page.text, /There is a problem Enter how many working days people wait/)
  }
  const page = await denise.post('/team/limits', { version: '1', openNowLimit: '0', peoplePerYear: '' })
  assert.equal(page.status, 422)
  assert.match(page.text, /Enter how many people at once, from 1 to 500 Enter how many people in a year/)
})

test('whoever saves an old page is told how the team stands now, keeps what they typed, and may press again', async () => {
  const old = await versionOn('/team/pause')
  await denise.post('/team/wait', { version: await versionOn('/team/wait'), workingDays: '5' })
  for (const [url, fields] of [
    ['/team/pause', { reason: 'Ill.' }],
    ['/team/wait', { workingDays: '9' }],
    ['/team/limits', { openNowLimit: '30', peoplePerYear: '99' }],
    ['/team/opening', {}],
  ] as const) {
    const page = await denise.post(url, { version: old, ...fields }, '/team/wait')
    assert.equal(page.status, 409, url)
    assert.match(page.text, /This changed while you had the page open .* People are told to wait about a week\./)
    for (const typed of Object.values(fields)) assert.ok(page.body.includes(typed))
  }
  assert.deepEqual(await rows('select 1 from teams.intake_pause where team_id = $1', teamId('riverside')), [])
  const page = await denise.post('/team/pause', { version: old, reason: 'Ill.' })
  const version = page.html.querySelector('input[name=version]')!.getAttribute('value')!
  assert.equal((await denise.post('/team/pause', { version, reason: 'Ill.' })).status, 303, 'pressed again')
})

test('only one of two managers who press at once changes the team', async () => {
  const ctx = await riverside(town, 'd.whitlock@example.org', ['team_manager'])
  const version = Number(await versionOn('/team/pause'))
  const pause = { version, reason: 'Ill.', meanwhile: null, until: null }
  const both = await Promise.all([
    pauseTeam(ctx, teamId('riverside'), pause),
    pauseTeam(ctx, teamId('riverside'), pause),
  ])
  assert.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true])
})

test('a link worker has no such pages, and nobody changes another team', async () => {
  for (const url of ['/team/pause', '/team/opening', '/team/wait', '/team/limits']) {
    assert.equal((await priya.get(url)).status, 404, url)
    assert.equal((await priya.post(url, { version: '1', reason: 'x' }, '/account')).status, 404, url)
  }
  const ctx = await riverside(town, 'd.whitlock@example.org', ['team_manager'])
  const pause = { version: 1, reason: 'x', meanwhile: null, until: null }
  await assert.rejects(pauseTeam(ctx, teamId('hillside'), pause), /may not change this team/)
})
