import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { newId, type Id } from '#platform/ids.ts'
import { openApp, type Browser, type Page, type TestApp } from '#test/support/app.ts'
import { recordOf, workerAt } from '#test/support/records.ts'
import { accountOf } from '#test/support/referrals.ts'
import { wordsOf } from './words.rules.ts'
import { writeWords } from './write-words.ts'

let town: TestApp
let priya: Browser
let tom: Browser
before(async () => {
  town = await openApp()
  ;[priya, tom] = [town.browser(), town.browser()]
  await Promise.all([priya.signIn('p.nair@example.org'), tom.signIn('t.bradshaw@example.org')])
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const url = (id: Id) => `/episodes/${id}/conversation`
const begin = () => recordOf(town)
const field = (page: Page, name: string) => page.html.querySelector(`[name="${name}"]`)
const valueOf = (page: Page, name: string) => field(page, name)?.text ?? ''
/** Names of the first field of each row, the blank ones too: "goal.<id>.text". */
const namesOf = (page: Page, thing: string, part: string) =>
  page.html.querySelectorAll(`[name^="${thing}."][name$=".${part}"]`).map((input) => input.getAttribute('name')!)
/** Everything that the page's form would send, as a browser would. */
function formIn(page: Page): Record<string, string> {
  const form = page.html.querySelector('form[data-autosave]')!
  const fields: Record<string, string> = {}
  for (const input of form.querySelectorAll('input,textarea,select')) {
    const name = input.getAttribute('name')!
    if (name === '_csrf') continue // the browser of the tests brings its own
    if (input.getAttribute('type') === 'checkbox' && !input.hasAttribute('checked')) continue
    if (input.tagName === 'SELECT') fields[name] = input.querySelector('option[selected]')?.getAttribute('value') ?? ''
    else fields[name] = input.tagName === 'TEXTAREA' ? input.text : (input.getAttribute('value') ?? '')
  }
  return fields
}

test('everything is written on one page, nothing must be, and it is kept with who and when', async () => {
  const { id, personId } = await begin()
  const page = await priya.get(url(id))
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  assert.equal(page.html.querySelectorAll('form[data-autosave] [required]').length, 0)
  const [goal, concern, risk] = [
    namesOf(page, 'goal', 'text')[0]!,
    namesOf(page, 'concern', 'text')[0]!,
    namesOf(page, 'risk', 'text')[0]!,
  ]
  const step = namesOf(page, 'action', 'what')[0]!
  const part = (name: string, other: string) => name.replace(/\w+$/, other)
  const reply = await priya.post(url(id), {
    ...formIn(page),
    'about.mostImportant': 'Singing.\nAnd <b>Tom</b> & the "garden"',
    strengths: 'Sings\n\n Bakes \nSings',
    [part(concern, 'need')]: 'loneliness',
    [goal]: 'Sing again',
    [part(goal, 'importance')]: '9',
    [part(goal, 'confidence')]: '4',
    [step]: 'Ring the choir',
    [part(step, 'who')]: 'Grace',
    [part(step, 'byWhen')]: 'before Easter',
    [risk]: 'Her son shouts',
    [part(risk, 'withheld')]: 'yes',
    adjustments: 'Longer visits',
  })
  assert.deepEqual([reply.status, reply.location], [303, `${url(id)}?saved=1`])

  const me = await accountOf(town, 'p.nair@example.org')
  const [revision] = await rows(
    'select number, written_by, written_at, person_id from support.revision where episode_id = $1',
    id,
  )
  assert.deepEqual(
    [revision.number, revision.written_by, revision.person_id, revision.written_at.toISOString()],
    [1, me, personId, '2026-04-01T09:00:00.000Z'],
  )
  assert.deepEqual(
    (await rows('select text from support.strength where episode_id = $1 order by place', id)).map((r) => r.text),
    ['Sings', 'Bakes'],
  )
  assert.deepEqual(await rows('select text, need from support.concern where episode_id = $1', id), [
    { text: 'Feeling lonely', need: 'loneliness' },
  ])
  assert.deepEqual(
    await rows('select text, importance, confidence, status from support.goal where episode_id = $1', id),
    [{ text: 'Sing again', importance: 9, confidence: 4, status: 'open' }],
  )
  assert.deepEqual(await rows('select what, who, by_when, status from support.action where episode_id = $1', id), [
    { what: 'Ring the choir', who: 'Grace', by_when: 'before Easter', status: 'planned' },
  ])
  assert.deepEqual(await rows('select text, withheld from support.risk where episode_id = $1', id), [
    { text: 'Her son shouts', withheld: true },
  ])
  const [entry] = await rows(
    `select subject_version, person_id, actor_id, detail from journal.entry where action = 'plan.written' and subject_id = $1`,
    id,
  )
  assert.deepEqual(entry, {
    subject_version: 1,
    person_id: personId,
    actor_id: me,
    detail: { changed: ['aboutMe', 'strength', 'adjustment', 'concern', 'goal', 'action', 'risk'] },
  })

  const again = await priya.get(reply.location!)
  assert.match(again.text, /It is on the record now/)
  assert.match(again.text, /Last saved by Priya Nair, Wednesday 1 April, 10am/)
  assert.equal(valueOf(again, 'about.mostImportant'), 'Singing.\nAnd <b>Tom</b> & the "garden"')
  assert.ok(!again.body.includes('<b>Tom</b>'), 'what they said is text, never markup')
  assert.equal(namesOf(again, 'goal', 'text').length, 2, 'a fresh row to write in')
  assert.equal((await priya.post(url(id), formIn(again))).status, 303)
  assert.equal(
    (await rows('select 1 from support.revision where episode_id = $1', id)).length,
    1,
    'saving what stands makes no revision',
  )
})

test('sending the same page twice writes once', async () => {
  const { id } = await begin()
  const page = await priya.get(url(id))
  const sent = { ...formIn(page), [namesOf(page, 'goal', 'text')[0]!]: 'Dance' }
  assert.deepEqual([(await priya.post(url(id), sent)).status, (await priya.post(url(id), sent)).status], [303, 303])
  assert.equal((await rows('select 1 from support.goal where episode_id = $1', id)).length, 1)
})

test('two write at once: both keep their words; only the same words changed by both are asked about', async () => {
  const { id } = await begin()
  const [mine, his] = [await priya.get(url(id)), await tom.get(url(id))]
  await priya.post(url(id), {
    ...formIn(mine),
    'about.mostImportant': 'Singing',
    'about.pleaseDo': 'Ring first',
    strengths: 'Sings',
  })
  const clash = await tom.post(url(id), {
    ...formIn(his),
    'about.mostImportant': 'The choir',
    'about.wellness': 'I walk',
    strengths: 'Bakes',
  })
  assert.equal(clash.status, 409)
  assert.match(clash.text, /Somebody else changed the same words Priya Nair saved while you were writing/)
  assert.match(clash.text, /What matters most to me What Priya Nair wrote Singing What you wrote The choir/)
  assert.ok(!/Please do What Priya/.test(clash.text), 'what only she wrote is merged without a word')
  assert.equal(valueOf(clash, 'about.mostImportant'), 'The choir')
  assert.equal(valueOf(clash, 'about.pleaseDo'), 'Ring first')
  assert.equal(
    (await rows('select 1 from support.revision where episode_id = $1', id)).length,
    1,
    'nothing is saved until he has seen both',
  )

  const settled = await tom.post(url(id), { ...formIn(clash), 'about.mostImportant': 'Singing in the choir' })
  assert.equal(settled.status, 303)
  const page = await priya.get(url(id))
  assert.equal(valueOf(page, 'about.mostImportant'), 'Singing in the choir')
  assert.equal(valueOf(page, 'about.wellness'), 'I walk')
  assert.equal(valueOf(page, 'strengths'), 'Sings\nBakes')
  assert.deepEqual(
    (await rows('select most_important from support.about_me where episode_id = $1 order by revision', id)).map(
      (r) => r.most_important,
    ),
    ['Singing', 'Singing in the choir'],
  )
})

test('twenty who save at the same moment: every line of every one is there, each revision once', async () => {
  const { id } = await begin()
  const contexts = await Promise.all(Array.from({ length: 20 }, () => workerAt(town)))
  const outcomes = await Promise.all(
    contexts.map((ctx, n) =>
      writeWords(ctx, id, {
        base: 0,
        typed: wordsOf({ strengths: `Line ${n}`, [`goal.${newId()}.text`]: `Goal ${n}` }),
      }),
    ),
  )
  assert.deepEqual(new Set(outcomes.map(({ kind }) => kind)), new Set(['saved']))
  assert.deepEqual(
    (await rows('select number from support.revision where episode_id = $1 order by number', id)).map((r) => r.number),
    Array.from({ length: 20 }, (_, n) => n + 1),
  )
  const page = await priya.get(url(id))
  assert.equal(valueOf(page, 'strengths').split('\n').length, 20)
  assert.equal(namesOf(page, 'goal', 'text').length, 21)
})

test('two who change the same words at the same moment: one is saved, the other sees both', async () => {
  const { id } = await begin()
  const [a, b] = [await workerAt(town), await workerAt(town, 't.bradshaw@example.org')]
  const outcomes = await Promise.all([
    writeWords(a, id, { base: 0, typed: { 'about.wellness': 'A' } }),
    writeWords(b, id, { base: 0, typed: { 'about.wellness': 'B' } }),
  ])
  assert.deepEqual(outcomes.map(({ kind }) => kind).toSorted(), ['clash', 'saved'])
})

test('what is wrong is asked about and nothing typed is lost', async () => {
  const { id } = await begin()
  const page = await priya.get(url(id))
  const risk = namesOf(page, 'risk', 'text')[0]!
  const since = risk.replace('text', 'since')
  const reply = await priya.post(url(id), {
    ...formIn(page),
    'about.wellness': 'I walk',
    [risk]: 'A dog',
    [`${since}-day`]: '31',
    [`${since}-month`]: '2',
    [`${since}-year`]: '2025',
  })
  assert.equal(reply.status, 422)
  assert.match(reply.html.querySelector('title')!.text, /^Error: /)
  assert.ok(reply.html.querySelector(`.nhsuk-error-summary a[href="#${since}-day"]`))
  assert.equal(field(reply, `${since}-day`)?.getAttribute('value'), '31')
  assert.equal(valueOf(reply, 'about.wellness'), 'I walk')
  assert.deepEqual(await rows('select 1 from support.revision where episode_id = $1', id), [])
})

test('words are kept while one types, come back, and go onto the record only with Save', async () => {
  const { id } = await begin()
  const page = await priya.get(url(id))
  const keep = (form: Record<string, string>, browser = priya) => browser.post(`${url(id)}/draft`, form, url(id))
  const kept = await keep({ ...formIn(page), 'about.wellness': 'I walk' })
  assert.deepEqual([kept.status, JSON.parse(kept.body)], [200, { version: 1 }])
  assert.ok(kept.statements <= 8)
  const [draft] = await rows(`select body from platform.draft where form = 'conversation'`)
  assert.ok(!draft.body.toString('latin1').includes('I walk'), 'encrypted')
  assert.match((await priya.get(`/episodes/${id}/plan`)).text, /Nothing is written yet/)

  const later = await priya.get(url(id))
  assert.match(later.text, /These are your words of Wednesday 1 April, 10am. They are not on the record yet/)
  assert.equal(valueOf(later, 'about.wellness'), 'I walk')
  assert.equal(valueOf(await tom.get(url(id)), 'about.wellness'), '', 'a draft is one person’s own')

  const other = await keep({ ...formIn(page), 'about.wellness': 'From an older window' })
  assert.equal(other.status, 409)
  assert.match(JSON.parse(other.body).message, /another window/)
  assert.equal(valueOf(await priya.get(url(id)), 'about.wellness'), 'I walk')

  // Somebody else saves meanwhile: the draft is merged into it, and where both wrote the same words both are shown.
  await tom.post(url(id), { ...formIn(await tom.get(url(id))), 'about.wellness': 'I swim', 'about.pleaseDo': 'Knock' })
  const both = await priya.get(url(id))
  assert.match(both.text, /What Tom Bradshaw wrote I swim What you wrote I walk/)
  assert.equal(valueOf(both, 'about.pleaseDo'), 'Knock')

  assert.equal((await priya.post(url(id), { ...formIn(both), 'about.wellness': 'I walk and swim' })).status, 303)
  assert.deepEqual(await rows(`select 1 from platform.draft where form = 'conversation'`), [])
  // A page that is put aside after saving sends its last words once more: they say nothing new.
  await keep({ ...formIn(await priya.get(url(id))) })
  assert.ok(!/not on the record yet/.test((await priya.get(url(id))).text))
  await priya.post(`${url(id)}/draft/removal`, {}, url(id))
  assert.deepEqual(await rows(`select 1 from platform.draft where form = 'conversation'`), [])
})

test('a closed episode takes nothing more, and shows what was typed', async () => {
  const { id } = await begin()
  const page = await priya.get(url(id))
  await rows(`update support.episode set status = 'closed', closed_at = now(), next_date = null where id = $1`, id)
  const reply = await priya.post(url(id), { ...formIn(page), 'about.wellness': 'I walk' }, '/people')
  assert.equal(reply.status, 409)
  assert.match(reply.text, /This episode is closed .* What you typed How I am when I am well, and when I am not I walk/)
  assert.deepEqual(await rows('select 1 from support.revision where episode_id = $1', id), [])
  assert.equal((await priya.post(`${url(id)}/draft`, formIn(page), '/people')).status, 409)
  assert.match((await priya.get(url(id))).text, /This episode is closed/)
})

test('the database keeps every version: nobody may change or delete one, and a row belongs to the team and person of its episode', async () => {
  const { id } = await begin()
  const ctx = await workerAt(town)
  await writeWords(ctx, id, { base: 0, typed: { 'about.wellness': 'x' } })
  for (const sql of [
    `update support.about_me set wellness = 'y'`,
    'delete from support.about_me',
    'delete from support.revision',
  ])
    await assert.rejects(
      ctx.transaction((tx) => tx.query(sql)),
      { code: '42501' },
    )
  await assert.rejects(
    town.test.owner.query(
      `insert into support.revision (partnership_id, episode_id, number, team_id, person_id, written_by, written_at)
       select partnership_id, id, 2, team_id, $2, worker_account_id, now() from support.episode where id = $1`,
      [id, newId()],
    ),
    { constraint: 'revision_of_episode' },
  )
})
