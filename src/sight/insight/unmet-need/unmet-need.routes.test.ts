import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { loadUnmetSearches } from '#seeds/anytown/load-unmet-searches.ts'
import { asJob } from '#test/support/actors.ts'
import type { Browser } from '#test/support/app.ts'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'
import { addLacks } from '#test/support/lacks.ts'

let world: ConnectionWorld
let commissioner: Browser
before(async () => {
  world = await openConnections()
  await loadUnmetSearches(asJob(world.town.test, ANYTOWN))
  await addLacks(world, [
    { status: 'declined', times: 22, reason: 'full', need: 'debt', area: 'ZZ2' },
    { status: 'declined', times: 9, reason: 'needs-more', need: 'debt', area: 'ZZ2' },
    { status: 'unanswered', times: 4, need: 'debt', area: 'ZZ2' },
  ])
  commissioner = world.town.browser()
  await commissioner.signIn('g.pyle@example.org')
})
after(() => world.town.close())

const PAGE = '/insight/unmet-need'

test('those who plan see it, others find nothing there, and nobody gets in without signing in', async () => {
  for (const [email, status] of [
    ['n.haddad@example.org', 200],
    ['d.whitlock@example.org', 200],
    ['p.nair@example.org', 404],
    ['a.patel@example.org', 404],
    ['m.lennox@example.org', 404],
  ] as const) {
    const browser = world.town.browser()
    await browser.signIn(email)
    for (const url of [PAGE, `${PAGE}.csv`, `${PAGE}/brief?need=debt`])
      assert.equal((await browser.get(url)).status, status, `${email} ${url}`)
  }
  assert.match((await world.town.browser().get(PAGE)).location!, /^\/sign-in/)
})

test('the page counts by need, district and quarter, in few statements', async () => {
  const page = await commissioner.get(PAGE)
  assert.ok(page.statements <= 6, `${page.statements} statements`)
  const cells = (caption: string) =>
    page.html
      .querySelectorAll('table')
      .find((table) => table.querySelector('caption')?.text === caption)!
      .querySelectorAll('tbody tr')
      .map((row) => row.querySelectorAll('th, td').map((cell) => cell.childNodes.at(-1)!.text.trim()))
  const { rows } = await world.town.test.owner.query<{ n: number }>(
    `select sum(times) as n from directory.unmet_search where need = 'debt' and searched_on between '2025-04-01' and '2026-03-31'`,
  )
  const searches = rows[0]!.n
  const near = (n: number) => String(Math.round(n / 5) * 5)
  assert.deepEqual(
    cells('What people needed').find(([need]) => need === 'Debt'),
    ['Debt', near(searches + 35), near(searches), '20', '10', 'under 8', 'under 8', 'Draft a brief for Debt'],
  )
  assert.equal(cells('When').length, 5)
  assert.match(page.text, /for fewer than 8 different people/)
  for (const row of cells('Where')
    .flat()
    .filter((cell) => /^\d/.test(cell)))
    assert.equal(Number(row.replace(',', '')) % 5, 0, row)
})

test('what is looked at stands in the form again; a need that hardly came up says so and leads on', async () => {
  const chosen = await commissioner.get(`${PAGE}?period=2026-01&need=debt&area=ZZ2`)
  assert.deepEqual(
    chosen.html.querySelectorAll('option[selected]').map((option) => option.getAttribute('value')),
    ['2026-01', 'debt', 'ZZ2'],
  )
  assert.equal(chosen.html.querySelectorAll('table').length, 0)
  assert.match(chosen.text, /“Debt” in ZZ2, January to March 2026: about \d+ times/)
  const none = await commissioner.get(`${PAGE}?need=nature`)
  assert.match(none.text, /Fewer than 8 times, or never\. .*“Nature”/)
  assert.match(
    (await commissioner.get(`${PAGE}?period=x&need=%27&area=%22`)).text,
    /All needs, April 2025 to March 2026/,
  )
})

test('the file holds what the page shows, and no formula', async () => {
  const file = await commissioner.get(`${PAGE}.csv?need=debt`)
  assert.match(String(file.headers['content-type']), /^text\/csv/)
  assert.match(
    String(file.headers['content-disposition']),
    /attachment; filename="unmet-need-2025-04-01-to-2026-03-31\.csv"/,
  )
  assert.match(file.body, /"By need","Debt","The group was full, or had only a waiting list","20","Places asked for"/)
  assert.match(file.body, /"By need","Debt","The group never answered","fewer than 8"/)
  assert.ok(!/"[=+\-@]/.test(file.body))
})

test('a brief is drafted, changed, shown for paper and taken away; nothing of it is kept', async () => {
  const journal = () => world.rows('select count(*) as n from journal.entry')
  const page = await commissioner.get(`${PAGE}/brief?need=debt&area=ZZ2`)
  assert.ok(page.statements <= 7, `${page.statements} statements`)
  const draft = page.html.querySelector('textarea')!.textContent
  assert.match(draft, /The group was full, or had only a waiting list: about 20 times/)
  assert.match(draft, /“They need more help than we can give” \(about 10 times\)/)
  assert.match(draft, /The directory lists \d+ services? for this need/)
  const before = await journal()
  const own = `${draft}\n<script>alert(1)</script> £4,000`
  const paper = await commissioner.post(`${PAGE}/brief`, { text: own, as: 'page' }, `${PAGE}/brief?need=debt&area=ZZ2`)
  assert.equal(paper.status, 200)
  assert.equal(paper.html.querySelector('h1')!.text, 'Fund brief: Debt, ZZ2')
  assert.match(paper.body, /&lt;script&gt;alert\(1\)&lt;\/script&gt; £4,000/)
  const file = await commissioner.post(`${PAGE}/brief`, { text: own, as: 'file' }, `${PAGE}/brief?need=debt&area=ZZ2`)
  assert.match(String(file.headers['content-disposition']), /attachment; filename="fund-brief\.txt"/)
  assert.match(file.body, /^Fund brief: Debt, ZZ2\r\n\r\nA draft/)
  assert.deepEqual(await journal(), before)
})

test('no brief is a dead end', async () => {
  const too = await commissioner.get(`${PAGE}/brief?need=nature`)
  assert.match(too.text, /too little to write a brief from/)
  assert.equal((await commissioner.get(`${PAGE}/brief`)).location, `${PAGE}?period=year`)
  assert.equal((await commissioner.post(`${PAGE}/brief`, { text: ' ' }, `${PAGE}/brief?need=debt`)).location, PAGE)
})

test('with nothing counted the page says so', async () => {
  await world.town.test.owner.query(
    'truncate directory.unmet_search, connections.answer, connections.silence, connections.withdrawal',
  )
  const page = await commissioner.get(PAGE)
  assert.equal(page.status, 200)
  assert.match(page.text, /we counted too few to show for all needs/)
})
