import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { COLOURS, themeCss } from './theme.ts'

const upstream = readFileSync(
  fileURLToPath(import.meta.resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css')),
  'utf8',
)
const own = readFileSync(new URL('trellis.css', import.meta.url), 'utf8')
const themed = themeCss(`${upstream}\n${own}`, (name) => `/assets/${name}`)

test('nothing that belongs to NHS organisations stays', () => {
  assert.doesNotMatch(themed, /frutiger|nhs\.uk|https?:|@font-face|#005eb8|#003087/i)
})

test('links and buttons are teal, success stays green', () => {
  assert.match(themed, /\.nhsuk-link\{color:#175c5a/)
  assert.match(themed, /\.nhsuk-button\{[^}]*#175c5a/)
  assert.doesNotMatch(themed, /\.nhsuk-button[^{}]*\{[^}]*#007f3b/)
  assert.match(themed, /\.nhsuk-notification-banner--success\{border-color:#007f3b/)
})

test('each image is asked for by name and no other address is left', () => {
  const names = new Set<string>()
  themeCss(`${upstream}\n${own}`, (name) => (names.add(name), '/assets/x'))
  assert.deepEqual([...names].toSorted(), [
    'nhsuk-icon-arrow-down.svg',
    'nhsuk-icon-arrow-up-down.svg',
    'nhsuk-icon-arrow-up.svg',
    'nhsuk-icon-cross.svg',
    'trellis-lattice.svg',
  ])
})

const upgrades: [string, (css: string) => string, RegExp][] = [
  ['another font name', (css) => css.replaceAll('Frutiger W01', 'Frutiger Next'), /its font is no longer/],
  ['another fallback', (css) => css.replaceAll('arial,sans-serif', 'helvetica'), /its font is still/],
  ['another blue', (css) => css.replaceAll('#005eb8', '#0057b8'), /its blue is no longer/],
  ['a blue in capitals', (css) => `${css}a{color:#005EB8}`, /its blue is still/],
  [
    'a picture from elsewhere',
    (css) => `${css}a{background:url(https://assets.nhs.uk/x.png)}`,
    /another host is still/,
  ],
  ['a button of another green', (css) => css.replaceAll('#007f3b', '#007f3c'), /the button's green/],
]
for (const [name, upgrade, message] of upgrades) {
  test(`an upgrade is refused: ${name}`, () => {
    assert.throws(() => themeCss(upgrade(upstream), (image) => `/assets/${image}`), message)
  })
}

// WCAG 2.2, relative luminance and contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

test('the measure of contrast is the known one', () => assert.equal(contrast('#000000', '#ffffff'), 21))

const pairs: [string, string, string][] = [
  ['links on the page', COLOURS.teal, COLOURS.paper],
  ['links on white', COLOURS.teal, '#ffffff'],
  ['links pressed', COLOURS.tealDark, COLOURS.tealPale],
  ['white on the accent', '#ffffff', COLOURS.teal],
  ['pale text on the footer', COLOURS.tealTint, COLOURS.tealDark],
  ['quiet text on the page', COLOURS.quiet, COLOURS.paper],
  ['errors on the page', '#d5281b', COLOURS.paper],
  ['urgent help', '#951c13', '#ffffff'],
  ['visited links on the page', '#330072', COLOURS.paper],
]
for (const [name, text, ground] of pairs) {
  test(`contrast: ${name}`, () => assert.ok(contrast(text, ground) >= 4.5, `${contrast(text, ground).toFixed(2)}:1`))
}

test('own rules use the named colours of the theme, whatever else they use', () => {
  for (const colour of [COLOURS.teal, COLOURS.tealDark, COLOURS.tealPale, COLOURS.line, COLOURS.quiet]) {
    assert.ok(own.includes(colour), colour)
  }
})
