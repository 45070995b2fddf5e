import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { parse } from 'node-html-parser'
import type { FastifyInstance } from 'fastify'
import type { Mode } from '#platform/config.ts'
import { addErrors } from '#platform/http/errors.ts'
import { openServer } from '#platform/http/server.ts'
import { openLog } from '#platform/log.ts'
import { PAGE_ASSETS } from '#ui/page-assets.ts'
import { addPages } from '#ui/web.ts'
import { addLetterPreviewRoutes } from './index.ts'
import { templatePreviews } from './templates/templates.ts'

async function openApp(mode: Mode): Promise<FastifyInstance> {
  const app = await openServer({
    log: openLog('silent'),
    cookieSecret: 'a secret that is long enough for tests',
    https: false,
    proxies: 0,
  })
  addErrors(app, (_request, reply, { title }) => void reply.send(title))
  addPages(app, () => ({ ...PAGE_ASSETS, partnershipName: 'Anytown', navigation: [], demo: true }))
  addLetterPreviewRoutes(app, { mode })
  return app
}

let app: FastifyInstance
before(async () => {
  app = await openApp('demo')
})
after(() => app.close())

test('every message is shown for each way, and leads to its letter', async () => {
  const { body, statusCode } = await app.inject('/dev/letters')
  assert.equal(statusCode, 200)
  const page = parse(body)
  const words = page.querySelector('main')!.textContent
  for (const { code, wording } of templatePreviews) {
    assert.ok(words.includes(wording.text), code)
    assert.ok(page.querySelector(`a[href="/dev/letters/${code}.pdf?large=1"]`), code)
  }
  assert.match(words, /To get no more of these, ring and say so\./)
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      'attr-case': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'doctype-style': 'off',
      'void-style': 'off',
      'no-redundant-role': 'off',
      'prefer-native-element': 'off',
      'tel-non-breaking': 'off',
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
    },
  })
  const report = await validator.validateString(body)
  assert.deepEqual(
    report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message}`)),
    [],
  )
})

test('each link leads to a PDF; large print and neutral are others', async () => {
  const page = parse((await app.inject('/dev/letters')).body)
  const links = page.querySelectorAll('main a').map((a) => a.getAttribute('href')!)
  assert.equal(links.length, 2 * templatePreviews.length + 3)
  const seen = new Set<string>()
  for (const url of links) {
    const reply = await app.inject(url)
    assert.deepEqual([reply.statusCode, reply.headers['content-type']], [200, 'application/pdf'], url)
    assert.ok(reply.rawPayload.subarray(0, 5).equals(Buffer.from('%PDF-')))
    seen.add(reply.rawPayload.toString('base64'))
  }
  assert.equal(seen.size, links.length, 'no two are alike')
})

test('no such letter, and none in production', async () => {
  assert.equal((await app.inject('/dev/letters/nothing-of-the-kind.pdf')).statusCode, 404)
  const production = await openApp('production')
  for (const url of ['/dev/letters', '/dev/letters/long-letter.pdf'])
    assert.equal((await production.inject(url)).statusCode, 404)
  await production.close()
})
