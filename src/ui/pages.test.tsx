import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { parse } from 'node-html-parser'
import { PAGE_ASSETS } from './page-assets.ts'
import { components, pages } from './preview.tsx'
import { AppShell, page, type Shell } from './shell.tsx'

const shell: Shell = {
  ...PAGE_ASSETS,
  nonce: 'n0nce',
  csrf: 't0ken',
  path: '/referrals/7',
  partnershipName: 'Anytown Social Prescribing',
  signedIn: { name: 'Priya Shah', roleWord: 'link worker' },
  navigation: [
    { href: '/today', text: 'Today' },
    { href: '/referrals', text: 'Referrals' },
  ],
  demo: true,
}

const everything = (
  <AppShell shell={shell} title="Components" back="/" quickExit>
    <h1>Components</h1>
    {components.map(({ name, node }) => (
      <section key={name}>
        <h2>{name}</h2>
        {node(shell)}
      </section>
    ))}
  </AppShell>
)

const drawn: [string, string][] = [
  ['every component', page(everything)],
  ...pages.map(({ name, node }): [string, string] => [name, page(node(shell))]),
]

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // How React writes, which browsers read alike.
    'attr-case': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    // The design system's own.
    'input-attributes': 'off',
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    'no-inline-style': 'error',
    'form-dup-name': 'off',
    'tel-non-breaking': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
  },
})

for (const [name, html] of drawn) {
  test(`${name}: asks nothing of a third party and breaks no content policy`, () => {
    const root = parse(html)
    assert.deepEqual(root.querySelectorAll('[style], style'), [])
    for (const element of root.querySelectorAll('*')) {
      for (const [attribute, value] of Object.entries(element.attributes)) {
        assert.doesNotMatch(attribute, /^on/i, `${element.tagName} ${attribute}`)
        if (!/^(src|href|action|formaction|srcset)$/i.test(attribute)) continue
        // The way out is a link to elsewhere: nothing is asked of it until it is pressed.
        if (element.hasAttribute('data-quick-exit')) continue
        assert.match(value, /^(\/(?!\/)|#|\?|tel:|sms:)/, `${element.tagName} ${attribute}=${value}`)
      }
    }
    for (const script of root.querySelectorAll('script:not([src])')) assert.equal(script.getAttribute('nonce'), 'n0nce')
  })

  test(`${name}: carries no NHS logo`, () => assert.doesNotMatch(html, /M200 0v80H0V0|nhsuk-header__logo/))

  test(`${name}: is valid HTML with one id once`, async () => {
    const report = await validator.validateString(html)
    const said = report.results.flatMap((result) =>
      result.messages.map((m) => `${m.ruleId}: ${m.message} at ${m.selector}`),
    )
    assert.deepEqual(said, [])
  })

  test(`${name}: every page names urgent help, skips to its content and has one heading first`, () => {
    const root = parse(html)
    assert.ok(root.querySelector('header a[href="/urgent-help"]'))
    assert.ok(root.querySelector('main#maincontent h1'))
    assert.equal(root.querySelector('a.nhsuk-skip-link')?.getAttribute('href'), '#maincontent')
    assert.equal(root.querySelector('html')?.getAttribute('lang'), 'en-GB')
    assert.match(root.querySelector('title')?.text ?? '', / – Trellis$/)
  })
}

test('the navigation marks the section that a page belongs to, and says it without style', () => {
  const links = parse(page(everything)).querySelectorAll('.trellis-navigation a')
  assert.deepEqual(
    links.map((link) => link.getAttribute('aria-current')),
    [undefined, 'true'],
  )
  assert.equal(links[1]?.querySelector('strong')?.text, 'Referrals')
})

test('a form with something to mend says so first in the title', () => {
  const [, html] = drawn.find(([name]) => name === 'Form page')!
  assert.match(parse(html).querySelector('title')!.text, /^Error: Refer someone/)
})

test('signing out is a post with its token; a stranger is offered to sign in', () => {
  const out = parse(page(everything)).querySelector('.trellis-header__account form')
  assert.equal(out?.getAttribute('action'), '/sign-out')
  assert.equal(out?.querySelector('[name=_csrf]')?.getAttribute('value'), 't0ken')
  const stranger = parse(
    page(
      <AppShell shell={{ ...shell, signedIn: undefined }} title="Home">
        <p>Home</p>
      </AppShell>,
    ),
  )
  assert.equal(stranger.querySelector('.trellis-header__account a')?.getAttribute('href'), '/sign-in')
  assert.equal(stranger.querySelector('form'), null)
})

test('only a demonstration says that its people are invented', () => {
  assert.match(page(everything), /Everyone here is invented/)
  assert.doesNotMatch(
    page(
      <AppShell shell={{ ...shell, demo: false }} title="Home">
        <p>Home</p>
      </AppShell>,
    ),
    /invented/,
  )
})

test('error pages give a way on; a failure gives its number', () => {
  const named = Object.fromEntries(drawn)
  assert.match(named['Failure']!, /req-7f3a/)
  for (const name of ['Not found', 'Forbidden', 'Try again', 'Failure', 'Away']) {
    const main = parse(named[name]!).querySelector('main')
    assert.ok(main?.querySelector('p a[href]'), name)
    for (const number of ['999', '111', '116 123', '85258']) assert.match(main!.text, new RegExp(number), name)
  }
})
