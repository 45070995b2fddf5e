import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { sealJob } from '#foundations/journal/index.ts'
import { ROOT } from '#platform/database/connection.ts'
import { openDatabase } from '#platform/database/database.ts'
import { startEmbedded } from '#platform/embedded-postgres.ts'
import { idFrom } from '#platform/ids.ts'

// The real program, on a data folder of its own, with the database that it starts by itself.
let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trellis-cli-'))
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
})

interface Ended {
  code: number | null
  out: string
  err: string
}

function trellis(words: string, settings: Record<string, string> = {}): Promise<Ended> {
  const { PATH, HOME } = process.env
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join('src', 'edges', 'cli', 'main.ts'), ...words.split(' ').filter(Boolean)],
    {
      cwd: ROOT,
      env: { PATH, HOME, TRELLIS_DATA: folder, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const ended: Ended = { code: null, out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.err += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...ended, code }))
  })
}

/** The same database from the side, as its owner and as the role that serves. */
async function beside(work: (owner: pg.Client, host: string) => Promise<void>): Promise<void> {
  const server = await startEmbedded(folder, { stopWhenLast: false })
  const owner = new pg.Client({ host: server.host, user: 'trellis_owner', database: 'trellis' })
  await owner.connect()
  try {
    await work(owner, server.host)
  } finally {
    await owner.end()
    await server.release()
  }
}

/** The settings for a server of somebody else, with one of its roles. */
const on = (host: string, role: string, name: string) => ({
  TRELLIS_MODE: 'local',
  DATABASE_URL: `postgres://${role}@localhost/${name}?host=${encodeURIComponent(host)}`,
})

test('every command explains itself', async () => {
  const all = await trellis('--help')
  assert.equal(all.code, 0)
  assert.match(all.out, /verify/)
  const one = await trellis('verify journal --help')
  assert.equal(one.code, 0)
  assert.match(one.out, /Check that nobody changed/)
  assert.match(one.out, /--json/)
})

test('wrong usage ends with 2, says what is wrong, and touches no database', async () => {
  for (const [words, said] of [
    ['', /Usage: trellis/],
    ['frobnicate', /unknown command 'frobnicate'/],
    ['verify nothing', /unknown command 'nothing'/],
    ['verify journal --quickly', /unknown option '--quickly'/],
    ['verify journal now', /too many arguments/],
  ] as const) {
    const { code, out, err } = await trellis(words)
    assert.deepEqual([code, out], [2, ''], words)
    assert.match(err, said)
  }
  assert.deepEqual(await readdir(folder), [])
})

test('faulty settings end with 2, one plain line each', async () => {
  const { code, out, err } = await trellis('verify journal', { PORT: 'abc', TRELLIS_SECRET: 'short' })
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, /^PORT: .+\nTRELLIS_SECRET: needs at least 32 characters\n$/)
})

test('an empty database has a whole journal; nothing is seeded', { timeout: 60_000 }, async () => {
  const { code, out, err } = await trellis('verify journal')
  assert.deepEqual(
    [code, out, err],
    [0, 'The journal is whole: 0 entries under 0 seals, 0 newer entries not yet sealed.\n', ''],
  )
  await beside(async (owner) => {
    const { rows } = await owner.query<{ partnerships: number }>(
      'select count(*) as partnerships from access.partnership',
    )
    assert.equal(rows[0]!.partnerships, 0)
  })
})

test('--json gives one object and nothing else', async () => {
  const { code, out, err } = await trellis('verify journal --json')
  assert.deepEqual([code, err], [0, ''])
  assert.deepEqual(JSON.parse(out), { whole: true, entries: 0, seals: 0, unsealed: 0, outside: 0, faults: [] })
})

test('a journal that somebody changed is found out, and the program ends with 1', { timeout: 60_000 }, async () => {
  const anytown = idFrom('anytown')
  const insert = `insert into journal.entry (partnership_id, actor_kind, action) select $1, 'job', 'test.made' from generate_series(1, 12)`
  await beside(async (owner, host) => {
    await owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [anytown])
    const database = openDatabase({ host, user: 'trellis_app', database: 'trellis' }, () => {})
    for (let i = 0; i < 2; i++) {
      await owner.query(insert, [anytown])
      await sealJob(database, folder).run({})
    }
    await owner.query(insert, [anytown])
    await database.close()
  })
  assert.deepEqual(await trellis('verify journal'), {
    code: 0,
    out: 'The journal is whole: 24 entries under 2 seals, 12 newer entries not yet sealed.\n',
    err: '',
  })

  await beside(
    async (owner) =>
      void (await owner.query(
        `update journal.entry set action = 'test.changed' where id = 5; delete from journal.entry where id in (20, 21)`,
      )),
  )
  const faults = ['seal 1: an entry was changed (ids 1 to 12)', 'seal 2: 2 entries are missing (ids 13 to 24)']
  const found = await trellis('verify journal')
  assert.equal(found.code, 1)
  assert.equal(
    found.out,
    `The journal is not whole:\n  ${faults.join('\n  ')}\n22 entries under 2 seals, 12 newer entries not yet sealed.\n`,
  )
  const forMachines = await trellis('verify journal --json')
  assert.equal(forMachines.code, 1)
  assert.deepEqual(JSON.parse(forMachines.out), {
    whole: false,
    entries: 22,
    seals: 2,
    unsealed: 12,
    outside: 2,
    faults,
  })

  await beside(async (owner) => void (await owner.query('delete from journal.entry; delete from journal.seal')))
  const cut = await trellis('verify journal')
  assert.equal(cut.code, 1)
  assert.match(cut.out, /seals 1 to 2 are known outside the database but not in it: the end of the journal was cut off/)
})

test('statuses: that they agree, or which does not, by its id and never by a name', async () => {
  const checked = { referral: 0, episode: 0, connection: 0, message: 0 }
  const agreed = await trellis('verify statuses --json')
  assert.equal(agreed.code, 0)
  assert.deepEqual(JSON.parse(agreed.out), { agree: true, checked, disagreements: [] })

  const [partnership, id] = [idFrom('another town'), idFrom('a message')]
  await beside(async (owner) => {
    await owner.query(`insert into access.partnership (id, name) values ($1, 'Another town')`, [partnership])
    await owner.query(
      `insert into messages.message (partnership_id, id, template, channel, recipient_kind, recipient_name, address, about_kind, about_id,
         subject, body, neutral, status, status_at, next_try_at, created_at)
       values ($1, $2, 'offer', 'email', 'provider', 'Lantern Café', 'hello@example.org', 'connection', $2, 'A', 'B', false, 'sent', now(), now(), now())`,
      [partnership, id],
    )
  })
  const found = await trellis('verify statuses')
  assert.deepEqual(found, {
    code: 1,
    out: `These do not agree with their facts:\n  message ${id}: stands at sent; its facts say queued or cancelled\nLooked at: referral 0, episode 0, connection 0, message 1.\n`,
    err: '',
  })
  const forMachines = JSON.parse((await trellis('verify statuses --json')).out)
  assert.deepEqual(forMachines.disagreements, [
    { partnership, machine: 'message', id, status: 'sent', facts: ['queued', 'cancelled'] },
  ])
})

test('a copy outside that was spoiled is named by its line; without one, that is said', async () => {
  const file = join(folder, 'journal-seals.jsonl')
  const lines = await readFile(file, 'utf8')
  await writeFile(file, lines.replace('"head":"', '"head":"x'))
  const spoiled = await trellis('verify journal --json')
  assert.equal(spoiled.code, 1)
  assert.equal(spoiled.err, `${file} line 1: this is not a seal\n`)
  assert.deepEqual(JSON.parse(spoiled.out), { error: `${file} line 1: this is not a seal` })
  await rm(file)
  await beside(async (owner) => void (await owner.query('select journal.add_seal(36)')))
  const { code, out } = await trellis('verify journal')
  assert.equal(code, 0)
  assert.match(out, /There is no copy of the seals outside the database/)
})

test(
  'a database of somebody else: refused when it does not answer, is empty, or signs us in with too many rights',
  { timeout: 60_000 },
  async () => {
    const away = await trellis('verify journal', {
      TRELLIS_MODE: 'local',
      DATABASE_URL: 'postgres://trellis_app@127.0.0.1:1/trellis',
    })
    assert.deepEqual(
      [away.code, away.err],
      [1, 'The database cannot be used: nobody answers at the address in DATABASE_URL.\n'],
    )
    await beside(async (_, host) => {
      const served = await trellis('verify journal', on(host, 'trellis_app', 'trellis'))
      assert.deepEqual([served.code, served.err], [0, ''])
      for (const role of ['trellis_owner', 'trellis_root']) {
        const { code, out, err } = await trellis('verify journal', on(host, role, 'trellis'))
        assert.deepEqual([code, out], [1, ''])
        assert.match(
          err,
          /has rights that would let one partnership's people be seen by another[^]*Sign in as trellis_app/,
        )
      }
      const empty = await trellis('verify journal', on(host, 'trellis_app', 'postgres'))
      assert.equal(empty.code, 1)
      assert.match(empty.err, /This database is empty. Give DATABASE_OWNER_URL too/)
    })
  },
)
