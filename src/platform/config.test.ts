import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { BadSettings, readConfig, SETTING_NAMES } from './config.ts'
import { ROOT } from './database/connection.ts'

const SECRET = 'x'.repeat(32)
const production = {
  DATABASE_URL: 'postgres://a@b/c',
  TRELLIS_SECRET: SECRET,
  TRELLIS_ORIGIN: 'https://support.example.org/',
  SMTP_URL: 'smtps://mail.example.org',
  MESSAGES_FROM: 'Trellis <a@example.org>',
}

test('without settings it is the demo on this machine', () => {
  const config = readConfig({})
  assert.deepEqual(
    [config.mode, config.port, config.host, config.dataFolder, config.database],
    ['demo', 3000, '127.0.0.1', '.trellis', undefined],
  )
})

test('a database of one’s own means production, unless said otherwise', () => {
  assert.equal(readConfig(production).mode, 'production')
  assert.equal(readConfig(production).origin, 'https://support.example.org')
  assert.equal(readConfig({ DATABASE_URL: 'postgres://a@b/c', TRELLIS_MODE: 'demo' }).mode, 'demo')
  assert.equal(readConfig({ DATABASE_URL: '  ' }).database, undefined)
})

test('a street map comes from one place, which is named exactly', () => {
  assert.equal(readConfig({}).mapTiles, undefined)
  const url = 'https://tiles.example.org:8443/{z}/{x}/{y}.png?key=abc'
  assert.deepEqual(readConfig({ MAP_TILES_URL: url, MAP_ATTRIBUTION: '© Anytown' }).mapTiles, {
    url,
    origin: 'https://tiles.example.org:8443',
    attribution: '© Anytown',
  })
})

test('what is unsafe or unreadable is refused, each by name', () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ TRELLIS_MODE: 'production' }, /DATABASE_URL[^]*TRELLIS_SECRET[^]*SMTP_URL[^]*TRELLIS_ORIGIN/],
    [{ ...production, TRELLIS_ORIGIN: 'http://support.example.org' }, /plain http/],
    [{ ...production, TRELLIS_SECRET: 'short' }, /TRELLIS_SECRET: needs at least 32/],
    [{ SMTP_URL: 'smtp://mail.example.org' }, /MESSAGES_FROM/],
    [{ PORT: 'many' }, /PORT/],
    [{ MAP_TILES_URL: 'https://tiles.example.org/{z}/{x}/{y}.png' }, /MAP_ATTRIBUTION/],
    [{ MAP_TILES_URL: 'https://tiles.example.org/map.png', MAP_ATTRIBUTION: 'x' }, /MAP_TILES_URL/],
    [{ MAP_TILES_URL: 'https://{s}.example.org/{z}/{x}/{y}.png', MAP_ATTRIBUTION: 'x' }, /MAP_TILES_URL/],
    [{ MAP_TILES_URL: 'http://tiles.example.org/{z}/{x}/{y}.png', MAP_ATTRIBUTION: 'x' }, /MAP_TILES_URL/],
    [{ TRELLIS_MODE: 'prod' }, /TRELLIS_MODE/],
  ]
  for (const [environment, message] of cases)
    assert.throws(
      () => readConfig(environment),
      (e) => e instanceof BadSettings && message.test(e.message),
      JSON.stringify(environment),
    )
})

test('.env.example lists every setting and no other', () => {
  const listed = readFileSync(join(ROOT, '.env.example'), 'utf8').match(/^[A-Z_]+(?==)/gm)
  assert.deepEqual(listed?.toSorted(), [...SETTING_NAMES].toSorted())
})
