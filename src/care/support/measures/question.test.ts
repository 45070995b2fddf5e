import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openSignedLink } from '#foundations/access/index.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { startEpisode } from '#test/support/active-episode.ts'
import type { Sent } from '#test/support/referrals.ts'

let town: TestApp
let priya: Browser
before(async () => {
  town = await openApp()
  priya = town.browser()
  await priya.signIn('p.nair@example.org')
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const born = { 'birth-day': '2', 'birth-month': '1', 'birth-year': '1950' }
const lonely = (n: string) => ({ companionship: n, 'left-out': n, isolated: n })

/** A link that Priya sent, and the browser of whoever got it. */
async function asked(
  code: string,
  sent: Sent = {},
): Promise<{ id: string; personId: string; path: string; grace: Browser }> {
  const episode = await startEpisode(town, sent)
  const reply = await priya.post(`/episodes/${episode.id}/measures/${code}/request`, { point: 'start' })
  assert.deepEqual([reply.status, reply.location], [303, `/episodes/${episode.id}/measures?done=sent`], reply.text)
  return { ...episode, path: await linkTo(episode.id), grace: town.browser() }
}

async function linkTo(episodeId: string): Promise<string> {
  const [{ link }] = await rows(
    `select m.link from messages.message m join support.response_request q on q.id = m.about_id where q.episode_id = $1 order by m.created_at desc limit 1`,
    episodeId,
  )
  return new URL(link).pathname
}
const send = (browser: Browser, path: string, fields: Record<string, string>) => {
  return browser.get(path).then((page) => browser.post(path, { ...hidden(page.html), ...fields }))
}
type Html = Awaited<ReturnType<Browser['get']>>['html']
const hidden = (html: Html) =>
  Object.fromEntries(
    html
      .querySelectorAll('main input[type=hidden]')
      .filter((i) => i.getAttribute('name') !== '_csrf')
      .map((i) => [i.getAttribute('name')!, i.getAttribute('value')!]),
  )
/** The token of a page's form, for sending it from a page that has none by now. */
const token = (html: Html) => ({ _csrf: html.querySelector('input[name=_csrf]')!.getAttribute('value')! })

test('the person answers by link, once, and is thanked without a score', async () => {
  const { id, personId, path, grace } = await asked('ucla3')
  const list = (await priya.get(`/episodes/${id}/measures`)).text
  assert.match(list, /Link sent Wednesday 1 April, works until Wednesday 15 April/)
  const [message] = await rows(
    `select * from messages.message where person_id = $1 and template = 'measure-request'`,
    personId,
  )
  assert.equal(message.channel, 'text')
  assert.doesNotMatch(message.body, /lonel/i, 'the message gives nothing away')
  const [entry] = await rows(
    `select * from journal.entry where action = 'response.requested' and person_id = $1`,
    personId,
  )
  assert.deepEqual(entry.detail, { episode: id, measure: 'ucla3', point: 'start', channel: 'text' })

  const door = await grace.get(path)
  assert.equal(door.status, 200)
  assert.doesNotMatch(door.text, /lonely|companionship|Okafor|Riverside/i, 'the door says nothing')
  assert.ok(door.html.querySelector('[data-quick-exit]'))
  assert.equal((await grace.post(path, born)).location, path)
  const page = await grace.get(path)
  assert.ok(page.statements <= 8, String(page.statements))
  assert.match(page.text, /How often do you feel left out\?.*Prefer not to say/)
  assert.equal(page.html.querySelector('title')!.text, 'A few questions – Trellis')
  assert.ok(page.html.querySelector('[data-quick-exit]'))

  const missing = await send(grace, path, { companionship: '2' })
  assert.equal(missing.status, 422)
  assert.equal(missing.html.querySelector('input[name=companionship][checked]')?.getAttribute('value'), '2')
  const thanks = await send(grace, path, lonely('3'))
  assert.equal(thanks.status, 200)
  assert.match(thanks.text, /Thank you Priya Nair has your answers now\. What happens next/)
  assert.doesNotMatch(thanks.text, /\b9\b|score|lonel/i)

  const [response] = await rows('select * from support.response where episode_id = $1', id)
  assert.deepEqual(
    [response.mode, response.answered_by, response.recorded_by, response.person_id],
    ['link', 'person', null, personId],
  )
  assert.deepEqual(response.answers, { companionship: 3, 'left-out': 3, isolated: 3 })
  const [recorded] = await rows(
    `select * from journal.entry where action = 'response.recorded' and subject_id = $1`,
    response.id,
  )
  assert.equal(recorded.actor_kind, 'link')

  const again = await grace.get(path)
  assert.match(again.text, /We have your answers already/)
  assert.doesNotMatch(again.text, /companionship/)
  const second = await grace.post(path, { ...token(page.html), ...hidden(page.html), ...lonely('1') }, '/urgent-help')
  assert.match(second.text, /We have your answers already/)
  assert.equal((await rows('select 1 from support.response where episode_id = $1', id)).length, 1)
  assert.match(
    (await priya.get(`/episodes/${id}/measures`)).text,
    /Loneliness 9 of 9 .*Own answers, by link Correct Sent by the person/,
  )
  assert.equal(
    (await priya.get(`/episodes/${id}/measures/ucla3/responses/${response.id}`)).status,
    409,
    'nobody else changes them',
  )
})

test('two presses at the same moment keep one set of answers', async () => {
  const { id, path, grace } = await asked('ucla3')
  await grace.post(path, born)
  const { html } = await grace.get(path)
  const fields = { ...token(html), ...hidden(html) }
  const pages = await Promise.all(
    [1, 2, 3].map((n) => grace.post(path, { ...fields, ...lonely(String(n)) }, '/urgent-help')),
  )
  assert.deepEqual(
    pages.map(({ status }) => status),
    [200, 200, 200],
  )
  assert.equal(pages.filter(({ text }) => /has your answers now/.test(text)).length, 1)
  assert.equal((await rows('select 1 from support.response where episode_id = $1', id)).length, 1)
})

test('a long scale comes one question a page, forwards and back, and nothing is kept before it is sent', async () => {
  const { id, path, grace } = await asked('ons4')
  await grace.post(path, born)
  let page = await grace.get(path)
  assert.match(page.text, /Page 1 of 4.*A few questions/)
  const next = async (fields: Record<string, string>) =>
    (page = await grace.post(path, { ...hidden(page.html), ...fields }))
  await next({ satisfied: '4' })
  assert.match(page.text, /Page 2 of 4/)
  await next({ worthwhile: '7' })
  await next({ go: 'back' })
  assert.match(page.text, /Page 2 of 4/)
  assert.equal(page.html.querySelector('input[name=worthwhile][checked]')?.getAttribute('value'), '7')
  assert.match((await next({})).text, /There is a problem/, 'a page without an answer is asked again')
  await next({ worthwhile: 'dont-know' })
  await next({ happy: '9' })
  assert.deepEqual(await rows('select 1 from support.response where episode_id = $1', id), [])
  const cheat = await grace.post(path, { ...hidden(page.html), satisfied: '11', anxious: '6' })
  assert.equal(cheat.status, 422)
  assert.match(cheat.text, /Page 1 of 4/, 'what came back through the browser is checked again')
  await next({ anxious: '6' })
  assert.match(page.text, /Thank you/)
  const [{ answers }] = await rows('select answers from support.response where episode_id = $1', id)
  assert.deepEqual(answers, { satisfied: 4, worthwhile: 'dont-know', happy: 9, anxious: 6 })
})

test('answers begun may be sent hours later, but not by somebody else’s link', async () => {
  const { path, grace } = await asked('ucla3')
  const other = await asked('ucla3')
  await grace.post(path, born)
  const fields = hidden((await grace.get(path)).html)
  town.clock.advance(3 * 3_600_000)
  assert.match((await grace.get(path)).text, /date of birth/, 'the door is shut again')
  const foreign = await other.grace.post(other.path, { ...fields, ...lonely('2') })
  assert.equal(foreign.status, 422)
  assert.match(foreign.text, /date of birth/)
  assert.match((await grace.post(path, { ...fields, ...lonely('2') })).text, /Thank you/)
  town.clock.advance(-3 * 3_600_000)
})

test('a link that was replaced, answered another way, late or altered has a way on', async () => {
  const { id, path, grace } = await asked('ucla3')
  await grace.post(path, born)
  town.clock.advance(60_000)
  await priya.post(`/episodes/${id}/measures/ucla3/request`, { point: 'start' })
  assert.match((await grace.get(path)).text, /You do not need to answer this any more.*Ring Riverside link workers/)
  const newer = await linkTo(id)
  assert.notEqual(newer, path)
  const day = { 'answeredOn-day': '1', 'answeredOn-month': '4', 'answeredOn-year': '2026' }
  await priya.post(`/episodes/${id}/measures/ucla3`, {
    ...lonely('2'),
    point: 'start',
    mode: 'telephone',
    answeredBy: 'person',
    ...day,
  })
  await grace.post(newer, born)
  assert.match((await grace.get(newer)).text, /You do not need to answer this any more/)
  const twice = await priya.post(`/episodes/${id}/measures/ucla3/request`, { point: 'start' })
  assert.equal(twice.status, 409)
  assert.match(twice.text, /answered already/)
  for (const wrong of [`${newer}x`, '/questions/x', newer.replace('questions', 'status')])
    assert.equal((await grace.get(wrong)).status, 404)
  town.clock.advance(15 * 86_400_000)
  assert.equal((await grace.get(newer)).status, 404)
  town.clock.advance(-15 * 86_400_000)
})

test('where no way is safe, no link goes out, and the page says why and what to do', async () => {
  const landline = await startEpisode(town, { person: { telephone: '01632960111' } })
  const page = await priya.get(`/episodes/${landline.id}/measures/ucla3/request`)
  assert.equal(page.status, 409)
  assert.match(page.text, /no way to write to them that is safe and allowed.*Ask the questions yourself/)
  const neutral = await startEpisode(town, {
    person: { safeContact: { voicemail: false, post: true, hours: null, neutralSender: true } },
  })
  assert.match((await priya.get(`/episodes/${neutral.id}/measures/ucla3/request`)).text, /messages give nothing away/)
  await priya.post(
    `/episodes/${neutral.id}/measures/ucla3/request`,
    { point: 'start' },
    `/episodes/${neutral.id}/measures/ucla3`,
  )
  assert.deepEqual(
    await rows('select 1 from support.response_request where episode_id = any ($1)', [landline.id, neutral.id]),
    [],
  )
})

test('the holder of a link can write nothing but the one answer, and read none', async () => {
  const one = await asked('ucla3')
  const other = await asked('ucla3')
  const last = (path: string) => path.split('/').at(-1)!
  const link = (await openSignedLink(town.services, last(one.path), 'measure', one.id))!
  await other.grace.post(other.path, born)
  await send(other.grace, other.path, lonely('1'))
  const seen = await link.context.transaction((tx) =>
    tx.query<{ n: number }>(
      'select (select count(*) from support.response) + (select count(*) from support.response_request) as n',
    ),
  )
  assert.deepEqual(seen, [{ n: 1 }], 'its own request, no answers, no episode')
  const insert = `insert into support.response (partnership_id, id, episode_id, person_id, measure_code, measure_version, point, answered_on, answers, answered_by, mode, request_id, recorded_at)
    select q.partnership_id, gen_random_uuid(), $1, $2, $3, 'v', 'start', '2026-04-01', '{}', 'person', 'link', q.id, now() from support.response_request q`
  for (const values of [
    [other.id, other.personId, 'ucla3'],
    [one.id, one.personId, 'gse'],
  ]) {
    await assert.rejects(
      link.context.transaction((tx) => tx.query(insert, values)),
      /row-level security/,
    )
  }
})
