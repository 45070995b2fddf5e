import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { addAsset, assetRoutes } from './assets.ts'

const STYLE = 'p { color: teal }'.repeat(100)

test('the URL follows the content', () => {
  const url = addAsset('look.css', STYLE)
  assert.match(url, /^\/assets\/look\.[\w-]{10}\.css$/)
  assert.equal(addAsset('look.css', STYLE), url)
  assert.notEqual(addAsset('look.css', `${STYLE} `), url)
})

test('only kinds that pages load are kept', () => {
  assert.throws(() => addAsset('page.html', '<p>'), /\.html are not served/)
})

test('before listening an asset is sent as it is, to be kept for ever', async () => {
  const app = Fastify()
  assetRoutes(app)
  const reply = await app.inject({ url: addAsset('look.css', STYLE), headers: { 'accept-encoding': 'br, gzip' } })
  assert.equal(reply.statusCode, 200)
  assert.equal(reply.body, STYLE)
  assert.equal(reply.headers['content-type'], 'text/css; charset=utf-8')
  assert.equal(reply.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(reply.headers.vary, 'accept-encoding')
  assert.equal(reply.headers['content-encoding'], undefined)
  await app.close()
})

test('what nobody added is not found', async () => {
  const app = Fastify()
  assetRoutes(app)
  for (const url of ['/assets/look.css', '/assets/', '/assets/..%2fpackage.json', '/assets/../package.json']) {
    assert.equal((await app.inject(url)).statusCode, 404, url)
  }
  await app.close()
})

test('after listening the smallest copy that the browser takes is sent', async () => {
  const app = Fastify()
  const url = addAsset('look.css', STYLE)
  assetRoutes(app)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const ask = (accepted: string) => app.inject({ url, headers: { 'accept-encoding': accepted } })
  for (let tries = 0; !(await ask('br')).headers['content-encoding'] && tries < 200; tries++) await pause(10)
  const brotli = await ask('gzip, deflate, br')
  assert.equal(brotli.headers['content-encoding'], 'br')
  assert.equal(brotliDecompressSync(brotli.rawPayload).toString(), STYLE)
  assert.equal(gunzipSync((await ask('gzip, br;q=0')).rawPayload).toString(), STYLE)
  assert.equal((await ask('identity')).body, STYLE)
  assert.equal((await ask('')).body, STYLE)
  await app.close()
})
