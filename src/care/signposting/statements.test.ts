import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { openApp, type TestApp } from '#test/support/app.ts'
import { readingGrade } from '#test/support/reading-grade.ts'
import { COOKIES } from './privacy.pages.tsx'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

test('privacy and accessibility say whom to ask and where to complain, for somebody of 9 to 11, without the database', async () => {
  const said = {
    '/privacy': [/runs this site/, /0303 123 1113/, /8 years/, /28 days/, /Nothing, not even that we know you/],
    '/accessibility': [/WCAG\) 2\.2/, /0808 800 0082/, /No one who uses a screen reader each day has tried/],
  }
  for (const [path, words] of Object.entries(said)) {
    const { status, html, statements } = await town.browser().get(path)
    assert.deepEqual([status, statements], [200, 0])
    const main = html.querySelector('main')!
    for (const each of words) assert.match(main.text.replace(/[\s\u00a0]+/g, ' '), each)
    const blocks = main.querySelectorAll('h1, h2, p, li, td').map((block) => block.text.trim())
    const grade = readingGrade(blocks.join('\n\n'))
    assert.ok(grade > 1 && grade <= 6, `${path}: grade ${grade.toFixed(1)}`)
  }
})

test('the cookies that are named are those that the program sets', () => {
  const root = join(import.meta.dirname, '..', '..')
  const named = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/cookieName\(('[^']+'|\w+), /g)])
    .map(([, name]) => name!)
  // The one that is no plain word is the flow's: /ask and /ask/for-someone.
  const set = new Set(
    named.flatMap((name) => (name === 'flowId' ? ['ask', 'ask-for-someone'] : [name.replaceAll("'", '')])),
  )
  assert.deepEqual([...set].toSorted(), COOKIES.map(({ name }) => name).toSorted())
})
