import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openCommandLine, type CommandLine } from '#test/support/command-line.ts'
import { feedOf, json, openFeeds, redirect, someServices } from '#test/support/feed-stand-in.ts'
import type { StandIn } from '#test/support/stand-in.ts'

let line: CommandLine
let server: StandIn
before(async () => {
  line = await openCommandLine()
  await line.trellis('create', 'partnership', 'Anytown')
  server = await openFeeds({
    good: feedOf({ version: 'HSDS-UK-3.0', services: someServices(30) }),
    odd: feedOf({ services: someServices(3, (n) => (n === 1 ? { schedules: [{ opens_at: '10ish' }] } : {})) }),
    away: (asked) => json(asked, {}, 404),
    inside: (asked) => redirect(asked, 'http://10.0.0.1/'),
  })
})
after(() => Promise.all([line.close(), server.close()]))

test('a feed is taken in from its address, with its licence, and not passed on unless that is said', async () => {
  const first = await line.trellis(
    'import',
    'open-referral',
    `${server.base}/good`,
    '--source',
    'Good',
    '--licence',
    'OGL 3.0',
    '--json',
  )
  assert.equal(first.code, 0, first.err)
  assert.deepEqual(JSON.parse(first.out), {
    read: 30,
    added: 30,
    changed: 0,
    unchanged: 0,
    refused: [],
    outcome: 'complete',
    missing: 0,
    madeInactive: 0,
  })
  assert.match(first.err, /Reading the feed: 100% \(30 of 30\)/)
  const [source] = await line.rows(`select name, kind, address, licence, republish from directory.source`)
  assert.deepEqual(source, {
    name: 'Good',
    kind: 'feed',
    address: `${server.base}/good`,
    licence: 'OGL 3.0',
    republish: false,
  })
})

test('what is odd in a feed is named by address and field; the rest is stored; the command ends with 1', async () => {
  const { code, out } = await line.trellis('import', 'open-referral', `${server.base}/odd`)
  assert.equal(code, 1)
  assert.match(out, /^Read 3 services: 3 added, 0 changed, 0 unchanged, 1 refused\.\nEverything else is stored/)
  assert.match(
    out,
    /\/odd\/services\/s%2F1 line 1: schedules\[0\]\.opens_at: opens_at must be a time such as 10:00, not "10ish"/,
  )
})

test('a feed that cannot be read says why, and only the address that was typed is read on this machine', async () => {
  const away = await line.trellis('import', 'open-referral', `${server.base}/away`)
  assert.deepEqual(
    [away.code, /The feed could not be read\. What it gave before is as it was\./.test(away.out)],
    [1, true],
  )
  const inside = await line.trellis('import', 'open-referral', `${server.base}/inside`)
  assert.match(inside.out, /10\.0\.0\.1 is not on the public internet/)
  assert.equal((await line.trellis('import', 'open-referral', 'ftp://example.org/')).code, 2)
  assert.match(
    (await line.trellis('import', 'open-referral', 'http://192.168.0.1/')).out,
    /192\.168\.0\.1 is not on the public/,
  )
})

test('`list harvests` shows how each went, and what was wrong the last time', async () => {
  const { code, out } = await line.trellis('list', 'harvests')
  assert.equal(code, 0)
  assert.match(out, /complete {2}Good: 30 read, 30 added, 0 changed, 0 refused/)
  assert.match(out, /The last time, .*\/odd had this fault:\n {2}http.*schedules\[0\]\.opens_at: opens_at must be/)
  assert.match(out, /failed {4}.*\/away: 0 read/)
  const one = JSON.parse((await line.trellis('list', 'harvests', '--source', 'good', '--json')).out)
  assert.deepEqual(
    one.harvests.map(({ source, version }: { source: string; version: string }) => [source, version]),
    [['Good', 'HSDS-UK-3.0']],
  )
})

test('a folder of files is read piece by piece; one that is no text is named', async () => {
  const folder = join(line.folder, 'feed')
  await mkdir(folder)
  await writeFile(join(folder, 'a.json'), JSON.stringify({ contents: someServices(5) }))
  await writeFile(join(folder, 'b.json'), Buffer.from([0x7b, 0xff, 0xfe]))
  await writeFile(join(folder, 'c.json'), JSON.stringify(someServices(700)))
  const { code, out } = await line.trellis('import', 'open-referral', folder, '--json')
  const { refused, ...counts } = JSON.parse(out)
  assert.deepEqual([code, counts], [1, { read: 700, added: 700, changed: 0, unchanged: 0 }])
  assert.deepEqual(refused, [{ file: 'b.json', line: null, field: null, reason: 'The file is not text in UTF-8' }])
})
