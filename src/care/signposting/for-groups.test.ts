import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openApp, type TestApp } from '#test/support/app.ts'
import { readingGrade } from '#test/support/reading-grade.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

test('a group learns what it gets, whom to ask, and what to do when a link does not work', async () => {
  const { status, html, statements } = await town.browser().get('/for-groups')
  assert.equal(status, 200)
  const main = html.querySelector('main')!
  for (const words of [/We ask you first/, /You need no account/, /We never tell you why they come/, /120 days/])
    assert.match(main.text.replace(/\s+/g, ' '), words)
  const rows = main.querySelectorAll('#ask ~ ul li').map((row) => row.text)
  assert.ok(rows.some((row) => /Riverside link workers/.test(row) && /01632/.test(row)))
  assert.ok(statements <= 2, `${statements} statements`)
})

test('its words are for somebody of 9 to 11', async () => {
  const { html } = await town.browser().get('/for-groups')
  const blocks = html.querySelectorAll('main h1, main h2, main p, main li').map((block) => block.text.trim())
  const grade = readingGrade(blocks.join('\n\n'))
  assert.ok(grade > 1 && grade <= 6, `grade ${grade.toFixed(1)}, which is an age of ${(grade + 5).toFixed(0)}`)
})

test('whoever is on the first page, or asks for help, still finds the link workers', async () => {
  const browser = town.browser()
  for (const path of ['/', '/ask'])
    assert.ok((await browser.get(path)).html.querySelector('main a[href="/link-workers"]'), path)
  const menu = (await browser.get('/')).html.querySelectorAll('nav[aria-label=Main] a').map((link) => link.text)
  assert.deepEqual(menu, ['Find support', 'Ask for help', 'For professionals', 'For groups'])
})
