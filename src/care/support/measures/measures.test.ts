import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { day } from '#platform/days.ts'
import { teamId } from '#seeds/anytown/load-organisations.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { asJob } from '#test/support/actors.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { asRiverside, startEpisode } from '#test/support/active-episode.ts'
import { listDueMeasures } from './measures.queries.ts'
import { MEASURES } from './measure-files.ts'
import { recordMeasureLicence, type LicenceToRecord } from './record-licence.ts'
import { recordResponse } from './record-response.ts'

let town: TestApp
let priya: Browser
before(async () => {
  town = await openApp()
  priya = town.browser()
  await priya.signIn('p.nair@example.org')
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const on = (date: string) => ({
  'answeredOn-day': date.slice(8),
  'answeredOn-month': date.slice(5, 7),
  'answeredOn-year': date.slice(0, 4),
})
const about = { point: 'start', mode: 'face', answeredBy: 'person', ...on('2026-04-01') }
const lonely = (n: string) => ({ companionship: n, 'left-out': n, isolated: n })

test('a link worker asks, sees score, change and their footing', async () => {
  const episode = await startEpisode(town)
  const list = `/episodes/${episode.id}/measures`
  const earlier = await priya.get(list)
  assert.equal(earlier.status, 200)
  assert.ok(earlier.statements <= 8, String(earlier.statements))
  assert.match(earlier.text, /Loneliness \(UCLA three-item loneliness scale\) When Start By Friday 17 April/)
  assert.match(earlier.text, /Nothing has been answered yet/)

  const screen = await priya.get(`${list}/ucla3?point=start`)
  assert.ok(screen.statements <= 8, String(screen.statements))
  assert.match(screen.text, /How often do you feel that you lack companionship\?/)
  assert.equal(screen.html.querySelector('input[name=point][checked]')?.getAttribute('value'), 'start')
  const saved = await priya.post(`${list}/ucla3`, { ...lonely('3'), ...about })
  assert.deepEqual([saved.status, saved.location], [303, `${list}?done=recorded`])
  assert.ok(saved.statements <= 9, String(saved.statements))

  const [kept] = await rows('select * from support.response where episode_id = $1', episode.id)
  assert.deepEqual(kept.answers, { companionship: 3, 'left-out': 3, isolated: 3 }, 'raw answers, no score')
  assert.deepEqual(
    [kept.version, kept.point, kept.mode, kept.answered_on, kept.measure_version],
    [1, 'start', 'face', '2026-04-01', MEASURES.get('ucla3')!.version],
  )
  const [entry] = await rows(
    `select * from journal.entry where action = 'response.recorded' and subject_id = $1`,
    kept.id,
  )
  assert.equal(entry.person_id, episode.personId)
  assert.deepEqual(entry.detail, { episode: episode.id, measure: 'ucla3', point: 'start', mode: 'face' })

  town.clock.advance(43 * 86_400_000)
  const browser = town.browser()
  await browser.signIn('p.nair@example.org')
  assert.match((await browser.get(list)).text, /Loneliness \(UCLA three-item loneliness scale\) When Review/)
  await browser.post(`${list}/ucla3`, {
    ...lonely('2'),
    isolated: '3',
    ...about,
    point: 'review',
    mode: 'telephone',
    ...on('2026-05-14'),
  })
  const later = await browser.get(list)
  assert.match(
    later.text,
    /Review, Thursday 14 May Score Loneliness 7 of 9 Since the start 2 lower than at the start, which is better/,
  )
  assert.match(later.text, /Loneliness: from 3 to 9, lower is better/)
  assert.match(later.text, /one person’s change\. There is nobody to compare with/)
  assert.doesNotMatch(later.text, /Lonely\b|Not lonely/, 'a band from memory is not shown')
  assert.ok(later.statements <= 8, String(later.statements))
  town.clock.advance(-43 * 86_400_000)
})

test('what is left out is asked for, with everything else as it was', async () => {
  const { id } = await startEpisode(town)
  const page = await priya.post(`/episodes/${id}/measures/ucla3`, {
    companionship: '2',
    isolated: '9',
    ...about,
    ...on('2026-04-31'),
  })
  assert.equal(page.status, 422)
  const issues = page.html
    .querySelectorAll('.nhsuk-error-summary__list a')
    .map((a) => `${a.getAttribute('href')} ${a.text}`)
  assert.deepEqual(issues, [
    '#left-out Select an answer to “How often do you feel left out?”',
    '#isolated Select an answer to “How often do you feel isolated from others?”',
    '#answeredOn-day The date must be a real date',
  ])
  assert.equal(page.html.querySelector('input[name=companionship][checked]')?.getAttribute('value'), '2')
  const late = await priya.post(`/episodes/${id}/measures/ucla3`, { ...lonely('2'), ...about, ...on('2026-04-02') })
  assert.match(late.text, /The day must be today or in the past/)
  assert.equal(late.html.querySelector('input[name=answeredOn-day]')?.getAttribute('value'), '02')
  const early = await priya.post(`/episodes/${id}/measures/ucla3`, { ...lonely('2'), ...about, ...on('2026-03-01') })
  assert.equal(early.status, 422)
  assert.deepEqual(await rows('select 1 from support.response where episode_id = $1', id), [])
})

test('a start is answered once, also when two press at once', async () => {
  const { id } = await startEpisode(town)
  const send = async () =>
    recordResponse(await asRiverside(town), id, 'ucla3', {
      point: 'start',
      answeredOn: day('2026-04-01'),
      answers: { companionship: 1, 'left-out': 1, isolated: 1 },
      answeredBy: 'person',
      mode: 'face',
    })
  const results = await Promise.all([send(), send(), send()])
  assert.deepEqual(results.map((r) => (r.ok ? 'kept' : r.reason)).toSorted(), [
    'answered-already',
    'answered-already',
    'kept',
  ])
  const page = await priya.post(`/episodes/${id}/measures/ucla3`, { ...lonely('3'), ...about })
  assert.equal(page.status, 409)
  assert.match(page.text, /This has been answered already for this point/)
  assert.equal(
    page.html.querySelector('input[name=companionship][checked]')?.getAttribute('value'),
    '3',
    'nothing typed is lost',
  )
  assert.equal((await rows('select 1 from support.response where episode_id = $1', id)).length, 1)
})

test('a slip of the pen is put right, the first version stays, and a stale one is refused', async () => {
  const { id } = await startEpisode(town)
  const list = `/episodes/${id}/measures`
  await priya.post(`${list}/ucla3`, { ...lonely('1'), ...about })
  const [{ id: response }] = await rows('select id from support.response where episode_id = $1', id)
  const form = `${list}/ucla3/responses/${response}`
  const page = await priya.get(form)
  assert.equal(page.html.querySelector('input[name=isolated][checked]')?.getAttribute('value'), '1')
  assert.equal(page.html.querySelector('input[name=version]')?.getAttribute('value'), '1')
  const right = await priya.post(form, { ...lonely('2'), ...about, version: '1' })
  assert.equal(right.location, `${list}?done=corrected`)
  const stale = await priya.post(form, { ...lonely('3'), ...about, version: '1' })
  assert.equal(stale.status, 409)
  assert.match(
    stale.text,
    /Somebody else put these answers right.*How often do you feel left out\? Some of the time.*Below is what you ticked/,
  )
  assert.equal(stale.html.querySelector('input[name=version]')?.getAttribute('value'), '2')
  assert.equal(stale.html.querySelector('input[name=isolated][checked]')?.getAttribute('value'), '3')
  assert.deepEqual(
    await rows(
      "select version, answers->>'isolated' as isolated from support.response where id = $1 order by version",
      response,
    ),
    [
      { version: 1, isolated: '1' },
      { version: 2, isolated: '2' },
    ],
  )
  assert.match((await priya.get(list)).text, /Loneliness 6 of 9 .* put right since/)
})

test('another team, another role, a wrong address: as if nothing were there', async () => {
  const { id, personId } = await startEpisode(town)
  await priya.post(`/episodes/${id}/measures/ucla3`, { ...lonely('1'), ...about })
  const [{ id: response }] = await rows('select id from support.response where episode_id = $1', id)
  const [other] = await rows(
    `select a.email from access.account a join access.role_held r on r.partnership_id = a.partnership_id and r.account_id = a.id
    where r.role = 'link_worker' and a.email not in (select email from access.account x join access.role_held y on y.partnership_id = x.partnership_id and y.account_id = x.id
      where y.team_id = (select team_id from support.episode where id = $1)) limit 1`,
    id,
  )
  const hillside = town.browser()
  await hillside.signIn(other.email)
  for (const page of ['', '/ucla3', '/ucla3/request', `/ucla3/responses/${response}`]) {
    assert.equal((await hillside.get(`/episodes/${id}/measures${page}`)).status, 404, page)
  }
  const stranger = await hillside.post(
    `/episodes/${id}/measures/ucla3`,
    { ...lonely('3'), ...about, point: 'end' },
    '/me',
  )
  assert.ok([403, 404].includes(stranger.status), String(stranger.status))
  const ctx = await asRiverside(town)
  const outside = { ...ctx, actor: { ...ctx.actor, teamId: teamId('hillside') } as typeof ctx.actor }
  const copy = `insert into support.response (partnership_id, id, episode_id, person_id, measure_code, measure_version, point, answered_on, answers, answered_by, mode, recorded_by, recorded_at)
    values ($1, gen_random_uuid(), $2, $3, 'gse', 'v', 'start', '2026-04-01', '{}', 'person', 'face', access.actor(), now())`
  const write = () => town.services.database.transaction(outside, (tx) => tx.query(copy, [ANYTOWN, id, personId]))
  await assert.rejects(write(), /row-level security/, 'the database says it once more')
  const read = await town.services.database.transaction(outside, (tx) =>
    tx.query('select 1 from support.response where episode_id = $1', [id]),
  )
  assert.deepEqual(read, [])
  const referrer = town.browser()
  await referrer.signIn('a.patel@example.org')
  assert.equal((await referrer.get(`/episodes/${id}/measures`)).status, 404)
  assert.equal((await priya.get('/episodes/x/measures')).status, 404)
  assert.equal((await priya.get(`/episodes/${id}/measures/nothing`)).status, 404)
  assert.equal((await priya.get(`/episodes/${id}/measures/gse/responses/${response}`)).status, 404)
  assert.equal((await town.browser().get(`/episodes/${id}/measures`)).status, 303, 'nobody: sign in first')
})

test('a licensed measure is not offered without a licence, and says why; with one its words are there', async () => {
  const { id } = await startEpisode(town)
  const list = `/episodes/${id}/measures`
  assert.match(
    (await priya.get(list)).text,
    /Not offered .*Short Warwick-Edinburgh Mental Wellbeing Scale\. Others own its words, and no licence is recorded here/,
  )
  const without = await priya.get(`${list}/swemwbs`)
  assert.equal(without.status, 409)
  assert.match(without.text, /no licence is recorded here/)
  assert.equal((await priya.post(`${list}/swemwbs`, { ...about }, `${list}/ucla3`)).status, 409)

  const swemwbs = MEASURES.get('swemwbs')!
  const file = {
    measure: 'swemwbs',
    version: swemwbs.version,
    items: Object.fromEntries(swemwbs.items.map(({ id: item }) => [item, `Invented: ${item}?`])),
    options: { 1: 'one', 2: 'two', 3: 'three', 4: 'four', 5: 'five' },
  }
  const licence: LicenceToRecord = {
    measure: 'swemwbs',
    holder: 'Anytown Together',
    reference: 'ANY-1',
    startsOn: day('2026-01-01'),
    endsOn: day('2026-12-31'),
  }
  const job = asJob(town.test, ANYTOWN)
  const attempt = async (changes: Partial<LicenceToRecord>, wording: string) => {
    const decision = await recordMeasureLicence(job, { ...licence, ...changes }, wording)
    return decision.ok ? 'recorded' : decision.reason
  }
  assert.equal(await attempt({}, '{ broken'), 'not-a-wording')
  assert.equal(await attempt({}, JSON.stringify({ ...file, options: {} })), 'words-missing')
  assert.equal(await attempt({ measure: 'ucla3' }, '{}'), 'needs-no-licence')
  assert.equal(await attempt({ measure: 'nothing' }, '{}'), 'unknown-measure')
  assert.equal(await attempt({ endsOn: day('2025-12-31') }, JSON.stringify(file)), 'ends-before-start')
  assert.equal(await attempt({ holder: ' ' }, JSON.stringify(file)), 'holder-missing')
  await assert.rejects(
    recordMeasureLicence(await asRiverside(town), licence, JSON.stringify(file)),
    /row-level security/,
    'a link worker may not',
  )
  assert.equal(await attempt({}, JSON.stringify(file)), 'recorded')

  assert.match((await priya.get(`${list}/swemwbs`)).text, /Invented: optimistic\?/)
  const answers = Object.fromEntries(swemwbs.items.map(({ id: item }) => [item, '3']))
  const skipped = await priya.post(`${list}/swemwbs`, { ...answers, useful: 'not-said', ...about })
  assert.equal(skipped.status, 422, 'the instrument has no room for it')
  assert.match(skipped.text, /Select an answer to question 2/)
  assert.equal((await priya.post(`${list}/swemwbs`, { ...answers, ...about })).status, 303)
  assert.match((await priya.get(list)).text, /Mental wellbeing 19\.25 of 35/)
  await town.test.owner.query(`update support.measure_licence set ends_on = '2026-03-31'`)
  const over = (await priya.get(list)).text
  assert.match(over, /Mental wellbeing 19\.25 of 35/, 'what was answered is still theirs to see')
  assert.match(over, /not in force today/)
  assert.equal((await priya.get(`${list}/swemwbs`)).status, 409)
})

test('a high score asks a human being to look, and names no diagnosis', async () => {
  const { id, personId } = await startEpisode(town)
  await priya.post(`/episodes/${id}/measures/phq4`, { nervous: '3', worrying: '3', interest: '3', down: '2', ...about })
  const [response] = await rows('select id from support.response where episode_id = $1', id)
  const tasks = await rows(`select * from tasks.task where about_id = $1`, response.id)
  assert.equal(tasks.length, 1)
  const { kind, person_id, detail, account_id, due_at } = tasks[0]
  assert.deepEqual(
    { kind, person_id, detail },
    { kind: 'read-answers', person_id: personId, detail: { measure: 'phq4', flag: 'severe' } },
  )
  assert.ok(account_id)
  assert.equal(due_at.toISOString(), '2026-04-02T16:00:00.000Z')
  assert.match(
    (await priya.get(`/episodes/${id}/measures`)).text,
    /11 of 12 \(band: severe\).*Worth a closer look: GAD-2 is at or above 3.*A score is not a diagnosis/,
  )
})

test('the page of the day hears what is due in the team, and only there', async () => {
  const { id, personId } = await startEpisode(town)
  const ctx = await asRiverside(town)
  const earlier = town.services.database.statements.count
  const due = await ctx.transaction(listDueMeasures)
  assert.equal(town.services.database.statements.count - earlier, 2)
  const own = due.find(({ episodeId }) => episodeId === id)
  assert.equal(own?.personId, personId)
  assert.deepEqual(
    own.due.map(({ measureCode }: { measureCode: string }) => measureCode),
    ['ons4', 'ucla3', 'ons-loneliness'],
  )
  const actor = { ...ctx.actor, teamId: '00000000-0000-4000-8000-000000000000' } as typeof ctx.actor
  const elsewhere = await town.services.database.transaction({ ...ctx, actor }, listDueMeasures)
  assert.deepEqual(elsewhere, [])
})
