import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { newId } from '#platform/ids.ts'
import { makeSignedLink } from '#foundations/access/index.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { asJob } from '#test/support/actors.ts'
import type { Sent } from '#test/support/referrals.ts'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'

let world: ConnectionWorld
before(async () => {
  world = await openConnections()
})
after(() => world.town.close())

const MARKERS = {
  givenName: 'Zerbinetta',
  familyName: 'Quillfeather',
  telephone: '07700900777',
  email: 'zq-marker@example.org',
  addressLines: ['77 Marker Mews'],
  postcode: 'ZZ1 1AB',
  accessNeeds: ['large-print' as const],
  safeContact: { voicemail: false, post: true, hours: 'mornings', neutralSender: false },
}
const REASON = 'Marker: her brother died of drink.'
const sent = {
  person: MARKERS,
  reasonText: REASON,
  risks: [{ text: 'Marker risk' }],
  reasons: ['bereavement', 'loneliness'],
} satisfies Sent
const HELPS = 'Marker: sit near the door'

/** A page without its random letters, which may spell anything. */
const withoutChance = (body: string, link: string) =>
  body.replaceAll(link, '').replace(/(name="_csrf" value|nonce)="[^"]*"/g, '')

/** What may never be seen by a group, whatever was ticked. */
const NEVER = [
  /brother/,
  /risk/,
  /Mews/,
  /ZZ1 1AB/,
  /Grief|bereave|lonel/i,
  /1950/,
  /Patel/,
  /ZZ0001/,
  /Riverside (Medical|Surgery|Practice)/,
]
const TICKED: Record<string, RegExp[]> = {
  name: [/Zerbinetta/, /Quillfeather/],
  contact: [/07700 ?900777/, /zq-marker@example\.org/],
  'access-needs': [/Large print/],
  helps: [/sit near the door/],
}

for (const shared of [
  [],
  ['name'],
  ['contact'],
  ['access-needs'],
  ['helps'],
  ['name', 'contact', 'access-needs', 'helps'],
])
  test(`a group sees ${shared.join(', ') || 'nothing'} and no more, on each of its pages`, async () => {
    const { id, link } = await world.offered({ shared, sent, ...(shared.includes('helps') && { helps: HELPS }) })
    const group = world.town.browser()
    const crawl = async (pages: string[]) => {
      for (const path of pages) {
        const { body: whole, status } = await group.get(path)
        const body = withoutChance(whole, link)
        assert.equal(status, 200, path)
        for (const never of NEVER) assert.ok(!never.test(body), `${never} in ${path}`)
        for (const [field, words] of Object.entries(TICKED))
          if (!shared.includes(field)) for (const word of words) assert.ok(!word.test(body), `${word} in ${path}`)
        if (path === link) for (const field of shared) assert.match(body, TICKED[field]![0]!)
      }
    }
    await crawl([link, `${link}/not-now`, `${link}/not-right`])
    await group.post(`${link}/yes`, {}, link)
    await crawl([link, `${link}/first-visit`, `${link}/not-coming`])
    await group.post(`${link}/attendance`, { 'on-day': '1', 'on-month': '4', 'on-year': '2026', came: 'yes' }, link)
    await crawl([link, `${link}/end`])
    const messages = JSON.stringify(
      await world.rows(
        `select subject, body from messages.message where about_id = $1 and recipient_kind = 'provider'`,
        id,
      ),
    )
    for (const word of [...NEVER, ...Object.values(TICKED).flat()])
      assert.ok(!word.test(messages), `${word} in a message to the group`)
  })

test('a number is shown with the rule that keeps it safe; that of somebody restricted never is', async () => {
  const shared = ['name', 'contact']
  const { link, personId } = await world.offered({ shared, sent })
  assert.match((await world.town.browser().get(link)).text, /Leave no voicemail Only at these times: mornings/)
  await world.rows('update people.person set restricted = true where id = $1', personId)
  const page = await world.town.browser().get(link)
  assert.ok(!/07700 ?900777|zq-marker/.test(page.text), 'restricted since')
  const { episodeId } = await world.episode({ person: { ...MARKERS, restricted: true } })
  const suggestions = await world.priya.get(`/episodes/${episodeId}/connections/suggestions`)
  assert.match(suggestions.text, /address is kept back/)
  assert.ok(!/minutes’ walk|miles? away|about a mile/.test(suggestions.text), 'no distance gives the address away')
})

test('opening changes nothing, however often', async () => {
  const { id, link } = await world.offered()
  const state = () =>
    world.rows(
      'select c.status, c.version, (select count(*)::int from connections.event e where e.connection_id = c.id) as facts from connections.connection c where id = $1',
      id,
    )
  const before = await state()
  for (const path of [link, link, `${link}/not-now`, `${link}/not-right`, `${link}/end`])
    await world.town.browser().get(path)
  for (const noun of ['yes', 'waiting-list', 'attendance'])
    assert.equal((await world.town.browser().get(`${link}/${noun}`)).status, 404, 'what is only a press is no page')
  assert.deepEqual(await state(), before)
})

test('answering twice says so and changes nothing', async () => {
  const { id, link } = await world.offered()
  const [first, second] = [world.town.browser(), world.town.browser()]
  await second.get(link) // open already when the first answers
  await first.post(`${link}/not-now`, { reason: 'full' })
  const late = await second.post(`${link}/yes`, {}, '/sign-in')
  assert.equal(late.status, 409)
  assert.match(late.text, /nothing was changed. Below you see how it stands. .*You have answered: not this time/)
  assert.deepEqual(
    (await world.rows('select answer from connections.answer where connection_id = $1', id)).map((a) => a.answer),
    ['declined'],
  )
  for (const noun of ['first-visit', 'not-coming', 'end']) {
    const fields = {
      reason: noun === 'end' ? 'finished' : 'no-place',
      'visit-day': '9',
      'visit-month': '4',
      'visit-year': '2026',
    }
    assert.equal((await second.post(`${link}/${noun}`, fields)).status, 409, noun)
  }
})

test('an old, altered, foreign or ended link gets one plain page, for reading and for writing', async () => {
  const { id, link } = await world.offered()
  const [other, gone] = await asJob(world.town.test, ANYTOWN).transaction(async (tx) => [
    makeSignedLink(tx, { purpose: 'referral-status', recordId: id, days: 3 }),
    makeSignedLink(tx, { purpose: 'offer', recordId: newId(), days: 3 }),
  ])
  const group = world.town.browser()
  const altered = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A')
  const pages = await Promise.all([altered, `${link}x`, '/offers/x', `/offers/${other}`].map((path) => group.get(path)))
  for (const page of pages) assert.deepEqual([page.status, page.text], [404, pages[0]!.text])
  assert.match(pages[0]!.text, /Ring the people who sent it/)
  assert.equal((await group.get(`/offers/${gone}`)).status, 404, 'a link to a record that is not there')
  for (const path of [altered, `/offers/${other}`])
    for (const noun of [
      'yes',
      'waiting-list',
      'not-now',
      'not-right',
      'first-visit',
      'attendance',
      'not-coming',
      'end',
    ])
      assert.equal((await group.post(`${path}/${noun}`, {}, '/sign-in')).status, 404, noun)
  assert.equal((await world.rows('select status from connections.connection where id = $1', id))[0]!.status, 'offered')

  world.town.clock.set('2026-07-29T09:00:00Z')
  assert.equal((await group.get(link)).status, 200, '119 days later')
  world.town.clock.set('2026-07-30T09:01:00Z')
  assert.equal((await group.get(link)).status, 404, '120 days later')
  assert.equal((await group.post(`${link}/yes`, {}, '/sign-in')).status, 404)
  world.town.clock.set('2026-04-01T09:00:00Z')
})

test('a link opens its own connection and no other: the other way in is shut in the database too', async () => {
  const [mine, other] = [await world.offered(), await world.offered()]
  const { openSignedLink } = await import('#foundations/access/index.ts')
  const link = await openSignedLink(world.town.services, mine.link.split('/').at(-1)!, 'offer', newId())
  const read = (sql: string, ...values: unknown[]) =>
    link!.context.transaction((tx) => tx.query<Record<string, unknown>>(sql, values))
  assert.equal((await read('select * from connections.for_provider($1)', mine.id)).length, 1)
  assert.deepEqual(await read('select * from connections.for_provider($1)', other.id), [])
  assert.deepEqual(await read('select * from connections.lock_for_provider($1)', other.id), [])
  assert.deepEqual(await read('select connections.move_for_provider($1, 3, $2) as moved', other.id, 'accepted'), [
    { moved: 0 },
  ])
  for (const table of [
    'connection',
    'agreement',
    'offer',
    'answer',
    'silence',
    'withdrawal',
    'first_visit',
    'attendance',
    'ending',
    'event',
  ])
    assert.deepEqual(await read(`select * from connections.${table}`), [], `a link reads nothing of ${table}`)
  assert.deepEqual(await read('select * from people.person'), [])
  const forge = read(
    `insert into connections.answer (partnership_id, id, connection_id, answer, came_by, answered_at) values ($1, gen_random_uuid(), $2, 'accepted', 'link', now())`,
    ANYTOWN,
    other.id,
  )
  await assert.rejects(forge, /row-level security/)
})
