import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { newId, type Id } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { as, makePartnership } from '#test/support/actors.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { recordOf, workerAt } from '#test/support/records.ts'
import { accountOf, sendReferral } from '#test/support/referrals.ts'
import { writeWords } from '../plan/write-words.ts'
import { getStanding } from './standing.queries.ts'
import { listSightings } from './who-saw.queries.ts'

let town: TestApp
let priya: Browser
let tom: Browser
let denise: Browser
before(async () => {
  town = await openApp()
  ;[priya, tom, denise] = [town.browser(), town.browser(), town.browser()]
  await Promise.all([
    priya.signIn('p.nair@example.org'),
    tom.signIn('t.bradshaw@example.org'),
    denise.signIn('d.whitlock@example.org'),
  ])
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
/** Markers that may be nowhere but where they are asked for. */
const KEPT_BACK = {
  telephone: '07700900777',
  email: 'kept.back@example.com',
  addressLines: ['77 Hidden Lane'],
  postcode: 'ZZ1 1AB',
}
const MARKERS = /07700 ?900 ?777|kept\.back@|Hidden Lane|ZZ1 1AB/
const pagesOf = ({ id, personId }: { id: Id; personId: Id }) => [
  `/people/${personId}`,
  `/people/${personId}/seen`,
  `/episodes/${id}/conversation`,
  `/episodes/${id}/plan`,
  `/episodes/${id}/plan/print`,
  `/episodes/${id}/plan/agreement`,
  `/episodes/${id}/safeguarding`,
  `/episodes/${id}/safeguarding/note`,
]

test('a record opens with who they are and their story, and writes down that somebody looked, in eight statements', async () => {
  const { id, personId } = await recordOf(town, {
    person: {
      preferredName: 'Gracie',
      pronouns: 'she/her',
      accessNeeds: ['large-print'],
      language: 'pl',
      interpreter: true,
    },
  })
  await writeWords(await workerAt(town), id, { base: 0, typed: { 'about.wellness': 'I walk' } })
  const page = await priya.get(`/people/${personId}`)
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  const band = page.html.querySelector('.trellis-band')!.structuredText.replace(/\s+/g, ' ')
  assert.match(band, /Gracie Okafor she\/her, aged 76, full name Grace Okafor/)
  assert.match(band, /Waiting for a first talk\. Priya Nair\. Next by Friday 10 April\./)
  assert.match(band, /07700 900123 Do not leave a message on their telephone\. They like telephone best\./)
  assert.match(band, /Polish\. Book an interpreter.*Large print\. Write in 16 point or larger/)
  const titles = page.html.querySelectorAll('.trellis-story__title').map((title) => title.text)
  const story = [
    'Priya Nair wrote down what they said',
    'Given to Priya Nair',
    'Priya Nair accepted the referral',
    'Referred by Dr Asha Patel',
  ]
  assert.deepEqual(titles, story, 'the latest first, and of one moment the consequence above its cause')
  const [entry] = await rows(
    `select actor_id, organisation_id, role, detail, subject_id from journal.entry where action = 'person.viewed' and person_id = $1`,
    personId,
  )
  assert.deepEqual(entry, {
    actor_id: await accountOf(town, 'p.nair@example.org'),
    organisation_id: organisationId('ZZP01'),
    role: 'link_worker',
    detail: { section: 'story' },
    subject_id: personId,
  })
})

test('the story tells what was done with them, a contact as it was last put right, and how it ended', async () => {
  const { id, personId } = await recordOf(town)
  const contact = newId()
  const me = await accountOf(town, 'p.nair@example.org')
  for (const [version, outcome, note] of [
    [1, 'no-answer', 'Rang at 9'],
    [2, 'left-message', 'Rang at 10'],
  ] as const)
    await rows(
      `insert into support.contact (partnership_id, id, version, episode_id, person_id, team_id, happened_at, kind, outcome, note, recorded_by, recorded_at)
       select partnership_id, $2, $3, id, person_id, team_id, '2026-03-30T09:00Z', 'call', $4, $5, $6, '2026-03-30T09:05Z' from support.episode where id = $1`,
      id,
      contact,
      version,
      outcome,
      note,
      me,
    )
  await rows(
    `insert into support.pause (partnership_id, id, episode_id, reason, until, paused_by, paused_at)
     select partnership_id, $2, id, 'hospital', '2026-05-01', $3, '2026-03-31T09:00Z' from support.episode where id = $1`,
    id,
    newId(),
    me,
  )
  const page = await priya.get(`/people/${personId}`)
  assert.match(
    page.text,
    /Tuesday 31 March, 10am Paused: They are in hospital Until Friday 1 May\. Monday 30 March, 10am Telephone call: I left a message \(Priya Nair\) Rang at 10/,
  )
  assert.ok(!page.text.includes('Rang at 9'))
  assert.ok(page.statements <= 8, `${page.statements} statements`)
})

test('text in a story is text', async () => {
  const { personId } = await recordOf(town, {
    reasonText: '<script>alert(1)</script> & more',
    person: { givenName: '<b>Grace</b>' },
  })
  const page = await priya.get(`/people/${personId}`)
  assert.ok(!page.body.includes('<script>alert') && !page.body.includes('<b>Grace'))
  assert.match(page.text, /<script>alert\(1\)<\/script> & more/)
})

test('who may see a record: the whole team; nobody else can tell it from one that is not there', async () => {
  const record = await recordOf(town)
  for (const browser of [priya, tom, denise])
    for (const path of pagesOf(record)) assert.ok([200, 303].includes((await browser.get(path)).status), path)
  const strangers: Record<string, string> = {
    'another team': 'm.zielinski@example.org',
    'the manager of another team': 'r.malik@example.org',
    'the practice that referred': 'a.patel@example.org',
    'an administrator': 'm.lennox@example.org',
  }
  for (const [who, email] of Object.entries(strangers)) {
    const browser = town.browser()
    await browser.signIn(email)
    const nobody = await browser.get(`/people/${newId()}`)
    for (const path of pagesOf(record)) {
      const page = await browser.get(path)
      assert.deepEqual([page.status, page.text], [404, nobody.text], `${who}: ${path}`)
    }
  }
  for (const path of pagesOf(record))
    assert.equal((await town.browser().get(path)).status, 303, 'not signed in: to sign in')
  assert.equal((await priya.get('/people/nonsense')).status, 404)
  assert.equal((await priya.get(`/episodes/${newId()}/plan`)).status, 404)
})

test('another team of the same organisation, and another partnership, see nothing, whoever asks how', async () => {
  const { id, personId } = await recordOf(town)
  await writeWords(await workerAt(town), id, { base: 0, typed: { 'about.wellness': 'I walk' } })
  const actor = {
    kind: 'account',
    partnershipId: ANYTOWN,
    accountId: newId(),
    organisationId: organisationId('ZZP01'),
    roles: ['link_worker', 'team_manager', 'safeguarding_lead'],
    name: 'X',
  } as const
  const sibling = as(town.test, { ...actor, teamId: newId() })
  const abroad = as(town.test, {
    ...actor,
    partnershipId: await makePartnership(town.test, 'Otherplace'),
    teamId: teamId('riverside'),
  })
  // The practice that referred may see the person's name and address, but its own link workers, if it has any, have no record of them here.
  const practice = as(town.test, { ...actor, organisationId: organisationId('ZZ0001'), teamId: newId() })
  for (const ctx of [sibling, abroad, practice]) {
    for (const which of [{ personId }, { episodeId: id }])
      await assert.rejects(
        ctx.transaction((tx) => getStanding(tx, which)),
        { name: 'NotFound' },
      )
    assert.deepEqual((await ctx.transaction((tx) => listSightings(tx, personId, 1))).sightings, [])
    await assert.rejects(writeWords(ctx, id, { base: 0, typed: { 'about.wellness': 'x' } }), { name: 'NotFound' })
    for (const table of [
      'revision',
      'about_me',
      'strength',
      'concern',
      'goal',
      'action',
      'risk',
      'adjustment',
      'no_known_risks',
      'plan',
      'plan_sharing',
    ])
      assert.deepEqual(
        await ctx.transaction((tx) => tx.query(`select 1 from support.${table} where episode_id = $1`, [id])),
        [],
        table,
      )
    assert.deepEqual(
      await ctx.transaction((tx) => tx.query('select id from support.safeguarding_note where episode_id = $1', [id])),
      [],
    )
  }
})

test('sight ends when the involvement ends', async () => {
  const { personId } = await recordOf(town)
  await rows(`update people.involvement set until = '2026-03-01' where person_id = $1 and reason = 'team'`, personId)
  assert.equal((await priya.get(`/people/${personId}`)).status, 404)
})

test('a restricted person: no telephone or address on any page; their own worker opens them with a reason, once', async () => {
  const record = await recordOf(town, { person: { ...KEPT_BACK, restricted: true } })
  const { personId } = record
  for (const browser of [priya, tom, denise])
    for (const path of [...pagesOf(record), '/people', '/people?whose=team'])
      assert.ok(!MARKERS.test((await browser.get(path)).body), path)
  assert.ok(!MARKERS.test((await priya.post('/people', { words: 'okafor' })).body))
  assert.match((await tom.get(`/people/${personId}`)).text, /Ask Priya Nair\./)

  const opening = `/people/${personId}/contact-opening`
  const page = await priya.get(opening)
  assert.match(page.text, /kept back to keep Grace Okafor safe\. Say why you need them/)
  assert.ok(!MARKERS.test(page.body))
  const unsaid = await priya.post(opening, {})
  assert.deepEqual([unsaid.status, MARKERS.test(unsaid.body)], [422, false])
  const opened = await priya.post(opening, { reason: 'call' })
  assert.match(opened.text, /Telephone 07700 900777 Email kept\.back@example\.com Address 77 Hidden Lane, ZZ1 1AB/)
  assert.ok(opened.statements <= 8, `${opened.statements} statements`)
  assert.equal(opened.headers['cache-control'], 'no-store')
  assert.deepEqual(
    (
      await rows(`select detail from journal.entry where action = 'person.contact-opened' and person_id = $1`, personId)
    ).map((r) => r.detail),
    [{ reason: 'call' }],
  )
  for (const browser of [tom, denise]) {
    assert.equal((await browser.get(opening)).status, 404)
    assert.equal((await browser.post(opening, { reason: 'call' }, '/people')).status, 404)
  }
  const open = await recordOf(town)
  assert.equal((await priya.get(`/people/${open.personId}/contact-opening`)).status, 404, 'nothing is kept back there')
})

test('who has seen this: the team and what concerns its referral, with reasons; never that another team knows them', async () => {
  const nhs = { nhsNumber: '9990000018' as never }
  const { personId, id } = await recordOf(town, { person: { ...nhs, restricted: true } })
  await priya.get(`/people/${personId}`)
  await tom.get(`/episodes/${id}/plan`)
  await priya.post(`/people/${personId}/contact-opening`, { reason: 'safety' })
  // Another team gets the same person referred and opens them.
  const elsewhere = await sendReferral(town, { teamId: teamId('hillside'), person: nhs })
  const mags = town.browser()
  await mags.signIn('m.zielinski@example.org')
  assert.equal((await mags.get(`/referrals/${elsewhere.id}`)).status, 200)
  const [same] = await rows(
    `select count(*)::int as n from journal.entry where person_id = $1 and actor_id = $2`,
    personId,
    await accountOf(town, 'm.zielinski@example.org'),
  )
  assert.ok(same.n > 0, 'it is the same person')

  const page = await priya.get(`/people/${personId}/seen`)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  assert.match(
    page.text,
    /Tom Bradshaw As link worker, Riverside Primary Care Network When [^W]+ What Opened the record/,
  )
  assert.match(page.text, /Opened telephone and address, because of their safety/)
  assert.match(page.text, /Accepted the referral/)
  assert.ok(!/Mags|Zieli|Hillside|Beacon/.test(page.text), page.text)
  const hers = (await (await workerAt(town)).transaction((tx) => listSightings(tx, personId, 1))).sightings
  assert.equal(hers.filter(({ action }) => action === 'referral.received').length, 1, 'the other referral is not told')
})

test('who has seen this comes in pages', async () => {
  const { personId } = await recordOf(town)
  await rows(
    `insert into journal.entry (partnership_id, actor_kind, actor_id, organisation_id, role, action, subject_id, person_id)
     select $1, 'account', $2, $3, 'link_worker', 'person.viewed', $4, $4 from generate_series(1, 60)`,
    ANYTOWN,
    await accountOf(town, 'p.nair@example.org'),
    organisationId('ZZP01'),
    personId,
  )
  const first = await priya.get(`/people/${personId}/seen`)
  assert.equal(first.html.querySelectorAll('tbody tr').length, 50)
  const next = first.html.querySelector('.nhsuk-pagination a[href$="page=2"]')
  assert.ok(next)
  const second = await priya.get(`/people/${personId}/seen?page=2`)
  assert.ok(second.html.querySelectorAll('tbody tr').length > 10)
  assert.equal((await priya.get(`/people/${personId}/seen?page=nonsense`)).status, 200)
})
