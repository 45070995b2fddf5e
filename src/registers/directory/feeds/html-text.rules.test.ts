import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProse } from '../service-page/prose.rules.ts'
import { holdsScript, textOf, withoutScripts } from './html-text.rules.ts'

const CASES: [html: string, text: string][] = [
  ['Plain words.\n\nAnd more.', 'Plain words.\n\nAnd more.'],
  ['under 5 <10 a & b <3', 'under 5 <10 a & b <3'],
  ['Singing for <b>anyone</b>.', 'Singing for anyone.'],
  ['<p>One.</p><p>Two<br/>lines.</p>', 'One.\n\nTwo\nlines.'],
  ['<h2>When</h2><ul><li>Mondays</li><li>Tuesdays</li></ul>', '# When\n\n* Mondays\n* Tuesdays'],
  ['See <a href="https://a.example/x" target=_blank>our page</a>.', 'See our page (https://a.example/x).'],
  ['<a href="javascript:alert(1)">Click</a>', 'Click'],
  ['<a href="https://a.example/">https://a.example/</a>', 'https://a.example/'],
  ['Tea &amp; cake, &pound;2 &#8211; caf&eacute;&nbsp;style', 'Tea & cake, £2 – café style'],
  ['&lt;script&gt; is text, &bogus; and &#0; too', '<script> is text, &bogus; and &#0; too'],
  ['a<script>alert(1)</script>b<style>p{}</style>c<!-- d -->e', 'abce'],
  ['never closed <script>alert(1)', 'never closed'],
  ['<img src=x onerror=alert(1)>hello', 'hello'],
  ['<unknown>stays</unknown>', '<unknown>stays</unknown>'],
]
for (const [html, text] of CASES) test(`"${html}" as text`, () => assert.equal(textOf(html), text))

test('what it gives is prose with headings and lists', () => {
  assert.deepEqual(
    readProse(textOf('<h3>Bring</h3><ul><li>shoes</li><li>tea</li></ul><p>Come.</p>')).map(({ kind }) => kind),
    ['heading', 'list', 'paragraph'],
  )
})

test('scripts are seen and taken out', () => {
  for (const bad of ['<script>x</script>', '<SCRIPT src=x>', '<iframe src="https://a.example">', '<embed src=x />'])
    assert.equal(holdsScript(bad) && holdsScript(withoutScripts(`a ${bad}`)), false, bad)
  assert.ok(holdsScript('<Script >'))
  assert.equal(withoutScripts('a <script>x</script> b'), 'a  b')
  assert.equal(holdsScript('a description of scripts <b>'), false)
})

test('two megabytes of brackets take no time', () => {
  const started = performance.now()
  for (const part of ['<', '<a href=', '<script ', '<!--', '&', '<p ']) textOf(part.repeat(2_000_000 / part.length))
  assert.ok(performance.now() - started < 3_000, `${performance.now() - started} ms`)
})
