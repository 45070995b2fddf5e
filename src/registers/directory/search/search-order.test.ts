import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openApp, type TestApp } from '#test/support/app.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

async function find(words: string) {
  const page = await town.browser().get(`/find?words=${encodeURIComponent(words)}&postcode=ZZ1+1AA`)
  return { ...page, names: page.html.querySelectorAll('main h3 a').map((a) => a.text) }
}

const FIRST: Record<string, string[]> = {
  singing: ['Singing by Heart', 'Singing for Breath', 'Wenlow River Singers'],
  'I am lonely since my wife died': ['Sooner Than Planned', 'The Lantern Café'],
  debt: ['Debt help, one to one'],
  'help with debt': ['Debt help, one to one'],
}
for (const [words, first] of Object.entries(FIRST))
  test(`“${words}” near Riverside brings first what fits`, async () => {
    const { names, statements } = await find(words)
    assert.deepEqual(names.slice(0, first.length).toSorted(), first.toSorted())
    assert.ok(statements <= 8, `${statements} statements`)
  })

test('“help with money” begins with what is for money, not with what only mentions it', async () => {
  const { names } = await find('help with money')
  assert.ok(names.slice(0, 5).includes('Credit union counter'))
  assert.ok(names.indexOf('PIP and benefit appeals') > 3)
})

test('a word that nobody has is taken for the nearest that we know, and that is said', async () => {
  const { names, text, statements } = await find('choiir')
  assert.match(text, /We read “choiir” as “choir”/)
  assert.deepEqual(names, (await find('choir')).names)
  assert.ok(names.slice(0, 3).includes('Wenlow River Singers'))
  assert.ok(statements <= 8, `${statements} statements`)
})
