import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { day } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import { asJob } from '#test/support/actors.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { teamId } from '#seeds/anytown/load-organisations.ts'
import { makeSignedLink } from '#foundations/access/index.ts'
import { createReferral } from '../create-referral.ts'
import type { ReferralRequest } from '../referral-request.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const request = (): ReferralRequest => ({
  teamId: teamId('riverside'),
  person: {
    givenName: 'Grace',
    familyName: 'Okafor',
    birthDate: day('1950-01-02'),
    practiceCode: 'ZZ0001',
    telephone: '07700900123',
  },
  referrer: {
    kind: 'self',
    name: 'Grace Okafor',
    role: null,
    profession: null,
    relationship: null,
    agency: null,
    organisationId: null,
    organisationName: null,
    accountId: null,
    telephone: null,
    email: null,
  },
  reasons: ['bereavement'],
  reasonText: null,
  risks: [],
  noKnownRisks: true,
  consent: { sharing: 'given', by: 'person', note: null },
  tellPractice: false,
  cameBy: 'public',
})

/** A referral and the link in the message that the person got. */
async function linkOfNew(): Promise<{ id: string; path: string }> {
  const { id } = await createReferral(asJob(town.test, ANYTOWN), town.services, request())
  const { rows } = await town.test.owner.query<{ link: string }>(
    'select link from messages.message where about_id = $1',
    [id],
  )
  return { id, path: new URL(rows[0]!.link).pathname }
}
const born = { 'birth-day': '2', 'birth-month': '1', 'birth-year': '1950' }
const knock = (browser: Browser, path: string, birth: Record<string, string> = born) => browser.post(path, birth, path)

test('the person sees how things stand after one more thing that only they know', async () => {
  const { id, path } = await linkOfNew()
  const browser = town.browser()
  const door = await browser.get(path)
  assert.equal(door.status, 200)
  assert.ok(!/Riverside link workers|Okafor|request/.test(door.text), 'the door says nothing')
  const opened = await knock(browser, path)
  assert.deepEqual([opened.status, opened.location], [303, path])
  const page = await browser.get(path)
  assert.match(page.text, /We have your request Riverside link workers have it. You will hear by Thursday 2 April./)
  assert.ok(page.statements <= 8, String(page.statements))
  const { rows } = await town.test.owner.query(
    `select actor_kind, person_id from journal.entry where action = 'referral.viewed' and subject_id = $1`,
    [id],
  )
  assert.deepEqual(
    rows.map((r) => r.actor_kind),
    ['link'],
  )
  assert.equal(
    (await town.browser().get(path)).html.querySelector('input[name=birth-day]') !== null,
    true,
    'another browser is asked again',
  )
})

test('the person reads that the work began and that it ended, without days that have gone by', async () => {
  const { id, path } = await linkOfNew()
  const browser = town.browser()
  await knock(browser, path)
  const { owner } = town.test
  await owner.query(`update referrals.referral set status = 'accepted', next_date = '2026-03-27' where id = $1`, [id])
  assert.match((await browser.get(path)).text, /was to be in touch by Friday 27 March, and has not talked with you yet/)
  const tell = (stage: string, at: string, reason: string | null) =>
    owner.query(
      `insert into referrals.progress (partnership_id, id, referral_id, stage, at, end_reason) values ($1, $2, $3, $4, $5, $6)`,
      [ANYTOWN, newId(), id, stage, at, reason],
    )
  await tell('started', '2026-03-27T10:00:00Z', null)
  const begun = await browser.get(path)
  assert.match(begun.text, /The work has begun Someone from Riverside link workers is working with you\./)
  assert.ok(begun.statements <= 8, `${begun.statements} statements`)
  await tell('closed', '2026-03-30T10:00:00Z', 'finished')
  const ended = await browser.get(path)
  assert.match(
    ended.text,
    /The work has ended It ended on Monday 30 March\. You can come back at any time: just ring\./,
  )
  assert.doesNotMatch(ended.text, /rather stop/)
})

test('a wrong date says so kindly, five close the door for a while, and what was typed is not shown again', async () => {
  const { path } = await linkOfNew()
  const browser = town.browser()
  for (let n = 0; n < 5; n++) {
    const page = await knock(browser, path, { ...born, 'birth-day': '3' })
    assert.equal(page.status, 422)
    assert.match(page.html.querySelector('title')!.text, /^Error: /)
    assert.ok(page.html.querySelector('main a[href="/link-workers"]'), 'whom to ring is not far')
  }
  const right = await knock(browser, path)
  assert.equal(right.status, 422, 'closed now, even for the right one')
  assert.doesNotMatch(right.text, /not the date we have/)
  assert.match((await browser.get(path)).text, /too many wrong dates/)
  town.clock.advance(16 * 60_000)
  assert.equal((await knock(browser, path)).status, 303)
})

test('an old, altered or foreign link looks like any other, and has a way on', async () => {
  const { path } = await linkOfNew()
  const browser = town.browser()
  const offer = await asJob(town.test, ANYTOWN).transaction(async (tx) =>
    makeSignedLink(tx, { purpose: 'offer', recordId: newId(), days: 3 }),
  )
  const answers = await Promise.all(
    [`${path}x`, `/status/${offer}`, '/status/x', `/status/${'a'.repeat(43)}`].map((url) => browser.get(url)),
  )
  for (const page of answers) {
    assert.equal(page.status, 404)
    assert.equal(page.text, answers[0]!.text)
  }
  assert.match(answers[0]!.text, /Ring the people who sent it/)
  assert.equal((await browser.post(`/status/${'a'.repeat(43)}`, born, path)).status, 404)
})
