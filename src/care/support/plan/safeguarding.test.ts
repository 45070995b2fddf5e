import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { newId, type Id } from '#platform/ids.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { recordOf, workerAt } from '#test/support/records.ts'
import { accountOf } from '#test/support/referrals.ts'

let town: TestApp
let priya: Browser
let tom: Browser
let denise: Browser
let mags: Browser
before(async () => {
  town = await openApp()
  ;[priya, tom, denise, mags] = [town.browser(), town.browser(), town.browser(), town.browser()]
  await Promise.all([
    priya.signIn('p.nair@example.org'),
    tom.signIn('t.bradshaw@example.org'),
    denise.signIn('d.whitlock@example.org'),
    mags.signIn('m.zielinski@example.org'),
  ])
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const url = (id: Id) => `/episodes/${id}/safeguarding`
const note = (over: Record<string, string> = {}) => ({
  id: newId(),
  concern: 'Bruises on both arms',
  'noticedOn-day': '31',
  'noticedOn-month': '3',
  'noticedOn-year': '2026',
  comment: 'Rang the council',
  shown: 'no',
  ...over,
})

test('anybody of the team adds a note; it is on its way to the lead, and no words of it are in the journal or the task', async () => {
  const { id, personId } = await recordOf(town)
  const reply = await tom.post(`${url(id)}/note`, note())
  assert.deepEqual([reply.status, reply.location], [303, url(id)])
  const [row] = await rows(
    'select concern, noticed_on, withheld, written_by, person_id from support.safeguarding_note where episode_id = $1',
    id,
  )
  const by = await accountOf(town, 't.bradshaw@example.org')
  assert.deepEqual(row, {
    concern: 'Bruises on both arms',
    noticed_on: '2026-03-31',
    withheld: true,
    written_by: by,
    person_id: personId,
  })
  const [task] = await rows(
    `select role, account_id, due_at, escalate_to, detail from tasks.task where kind = 'read-safeguarding-note' and about_id = $1`,
    id,
  )
  assert.deepEqual(
    [task.role, task.account_id, task.due_at.toISOString(), task.escalate_to, task.detail],
    ['safeguarding_lead', null, '2026-04-02T16:00:00.000Z', 'team_manager', {}],
  )
  const [entry] = await rows(
    `select person_id, actor_id, detail from journal.entry where action = 'safeguarding.added' and subject_id = $1`,
    id,
  )
  assert.deepEqual(entry, { person_id: personId, actor_id: by, detail: {} })
})

test('sent twice it is written once; what is wrong is asked about and kept', async () => {
  const { id } = await recordOf(town)
  const sent = note()
  await tom.post(`${url(id)}/note`, sent)
  assert.equal((await tom.post(`${url(id)}/note`, sent)).status, 303)
  assert.equal((await rows('select 1 from support.safeguarding_note where episode_id = $1', id)).length, 1)
  const late = await tom.post(`${url(id)}/note`, note({ 'noticedOn-month': '12' }))
  assert.equal(late.status, 422)
  assert.match(late.text, /The day must be today or in the past/)
  assert.match(late.text, /Bruises on both arms/)
  assert.equal((await tom.post(`${url(id)}/note`, note({ concern: '', shown: '' }))).status, 422)
})

test('who may read it, reads it with a reason, each time anew; the reason is in the journal', async () => {
  const { id, personId } = await recordOf(town)
  await tom.post(`${url(id)}/note`, note({ concern: 'Bruises <script>alert(1)</script>' }))
  for (const [browser, email] of [
    [priya, 'p.nair@example.org'],
    [denise, 'd.whitlock@example.org'],
  ] as const) {
    const closed = await browser.get(url(id))
    assert.match(closed.text, /There is 1 safeguarding note/)
    assert.ok(!closed.text.includes('Bruises'), 'only that there is one')
    assert.ok(closed.statements <= 8, `${closed.statements} statements`)
    assert.equal((await browser.post(url(id), {})).status, 422)
    assert.equal((await browser.post(url(id), { reason: 'curious' })).status, 422)
    const opened = await browser.post(url(id), { reason: 'review' })
    assert.equal(opened.status, 200)
    assert.match(
      opened.text,
      /Tom Bradshaw, Wednesday 1 April, 10am What was noticed Bruises <script>alert\(1\)<\/script> When Tuesday 31 March What was done Rang the council May the person read it\? No/,
    )
    assert.ok(!opened.body.includes('<script>alert'))
    assert.ok(opened.statements <= 8, `${opened.statements} statements`)
    assert.ok(!(await browser.get(url(id))).text.includes('Bruises'), 'another look needs another reason')
    const entries = await rows(
      `select detail, person_id, role from journal.entry where action = 'safeguarding.viewed' and subject_id = $1 and actor_id = $2`,
      id,
      await accountOf(town, email),
    )
    assert.deepEqual(
      entries.map(({ detail, person_id }) => [detail, person_id]),
      [[{ reason: 'review' }, personId]],
    )
  }
  const [task] = await rows(`select status from tasks.task where kind = 'read-safeguarding-note' and about_id = $1`, id)
  assert.equal(task.status, 'done', 'the lead has read it')
})

test('that the allocated worker reads it does not let the lead off', async () => {
  const { id } = await recordOf(town)
  await priya.post(`${url(id)}/note`, note())
  await priya.post(url(id), { reason: 'supporting' })
  const [task] = await rows(`select status from tasks.task where kind = 'read-safeguarding-note' and about_id = $1`, id)
  assert.equal(task.status, 'open')
})

test('others of the team see that there is a note and whom to ask; other teams see nothing at all', async () => {
  const { id } = await recordOf(town)
  await priya.post(`${url(id)}/note`, note())
  const page = await tom.get(url(id))
  assert.match(
    page.text,
    /There is 1 safeguarding note\. Information: Only a few people may read it\. If you need to know, ask: Priya Nair, who supports this person Denise Whitlock, /,
  )
  assert.equal(page.html.querySelector('input[name=reason]'), null)
  assert.equal((await tom.post(url(id), { reason: 'review' })).status, 403)
  for (const [method, path] of [
    ['get', url(id)],
    ['get', `${url(id)}/note`],
  ] as const)
    assert.equal((await mags[method](path)).status, 404)
  assert.equal((await mags.post(url(id), { reason: 'review' }, '/people')).status, 404)
  assert.equal((await mags.post(`${url(id)}/note`, note(), '/people')).status, 404)
  assert.equal((await rows('select 1 from support.safeguarding_note where episode_id = $1', id)).length, 1)
  assert.deepEqual(
    await rows(`select 1 from journal.entry where action = 'safeguarding.viewed' and subject_id = $1`, id),
    [],
  )
})

test('the database gives the words to nobody by another way', async () => {
  const { id } = await recordOf(town)
  await priya.post(`${url(id)}/note`, note())
  const [worker, colleague] = [await workerAt(town), await workerAt(town, 't.bradshaw@example.org')]
  for (const ctx of [worker, colleague]) {
    await assert.rejects(
      ctx.transaction((tx) => tx.query('select concern from support.safeguarding_note')),
      { code: '42501' },
    )
    await assert.rejects(
      ctx.transaction((tx) => tx.query(`select * from support.open_safeguarding($1, 'because')`, [id])),
      { code: '22023' },
    )
  }
  await assert.rejects(
    colleague.transaction((tx) => tx.query(`select * from support.open_safeguarding($1, 'review')`, [id])),
    { code: '42501' },
  )
  await assert.rejects(
    worker.transaction((tx) => tx.query(`select * from support.open_safeguarding($1, 'review')`, [newId()])),
    { code: '42501' },
  )
  await assert.rejects(
    worker.transaction((tx) => tx.query('delete from support.safeguarding_note')),
    { code: '42501' },
  )
})
