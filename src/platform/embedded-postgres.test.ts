import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { startEmbedded } from './embedded-postgres.ts'

test('the first start makes a database that only its own folder leads to; the last release stops it', async (t) => {
  const folder = newFolder(t)
  const server = await startEmbedded(folder)
  assert.deepEqual(
    await ask(
      server.host,
      `select current_user::text as who, current_setting('listen_addresses') as net, current_setting('fsync') as fsync`,
    ),
    [{ who: 'trellis_root', net: '', fsync: 'on' }],
  )
  assert.equal(fs.statSync(server.host).mode & 0o777, 0o700)
  assert.deepEqual(await ask(server.host, `select lower('É') as low, 'a' < 'Z' collate "und-x-icu" as icu`), [
    { low: 'é', icu: true },
  ])
  const pid = serverPid(folder)
  const again = await startEmbedded(folder)
  assert.equal(serverPid(folder), pid)
  await server.release()
  assert.equal(serverPid(folder), pid, 'somebody still uses it')
  await again.release()
  assert.equal(serverPid(folder), undefined)
})

test('a server left behind by a killed process is used again, and stopped in the end', async (t) => {
  const folder = newFolder(t)
  const first = await user(folder)
  const pid = serverPid(folder)
  await kill(first)
  assert.equal(isAlive(pid!), true)
  const server = await startEmbedded(folder)
  assert.equal(serverPid(folder), pid)
  await server.release()
  assert.equal(serverPid(folder), undefined)
})

test('after the server and its user were killed, the next start finds everything that was saved', async (t) => {
  const folder = newFolder(t)
  const first = await user(folder)
  await ask(await hostOf(folder), 'create table kept as select 42 as answer')
  const pid = serverPid(folder)!
  await kill(first)
  process.kill(pid, 'SIGKILL')
  const server = await startEmbedded(folder)
  assert.notEqual(serverPid(folder), pid)
  assert.deepEqual(await ask(server.host, 'select answer from kept'), [{ answer: 42 }])
  await server.release()
})

test('a server that is killed while in use is started again', async (t) => {
  const folder = newFolder(t)
  const server = await startEmbedded(folder)
  const pid = serverPid(folder)!
  process.kill(pid, 'SIGKILL')
  await until(async () => {
    const rows = await ask(server.host, 'select 1 as one').catch(() => [])
    return rows.length === 1 && serverPid(folder) !== pid
  })
  await server.release()
  assert.equal(serverPid(folder), undefined)
})

test('what killed starts left half made is cleared away, and never in the way', async (t) => {
  const folder = newFolder(t)
  const own = join(folder, 'postgres')
  for (const name of ['data', 'data.new-00000001', 'data.new-00000002']) {
    fs.mkdirSync(join(own, name, 'base'), { recursive: true })
    fs.writeFileSync(join(own, name, 'PG_VERSION'), '18\n')
  }
  const longAgo = new Date(Date.now() - 3_600_000)
  fs.utimesSync(join(own, 'data.new-00000001'), longAgo, longAgo)
  const said = t.mock.method(console, 'error', () => {})
  const server = await startEmbedded(folder)
  assert.deepEqual(await ask(server.host, 'select 1 as one'), [{ one: 1 }])
  await server.release()
  const names = fs.readdirSync(own)
  assert.equal(names.includes('data.new-00000001'), false, 'old: nobody is at work on it')
  assert.equal(names.includes('data.new-00000002'), true, 'young: another start may be making it')
  const kept = names.find((name) => name.startsWith('data.incomplete-'))
  assert.ok(kept && fs.existsSync(join(own, kept, 'base')))
  assert.match(String(said.mock.calls[0]?.arguments[0]), /was not complete/)
})

test('a start that is killed while it makes the database does not harm the next', async (t) => {
  const folder = newFolder(t)
  const first = begin(folder)
  await until(
    () =>
      fs.existsSync(join(folder, 'postgres')) &&
      fs.readdirSync(join(folder, 'postgres')).some((name) => name.startsWith('data.new-')),
  )
  await kill(first)
  const server = await startEmbedded(folder)
  assert.deepEqual(await ask(server.host, 'select 1 as one'), [{ one: 1 }])
  await server.release()
})

test('of two that start at once both are served, by one server', async (t) => {
  const folder = newFolder(t)
  const [first, second] = await Promise.all([user(folder), user(folder)])
  const pid = serverPid(folder)
  assert.deepEqual(await ask(await hostOf(folder), 'select 1 as one'), [{ one: 1 }])
  await leave(first)
  assert.equal(serverPid(folder), pid)
  await leave(second)
  assert.equal(serverPid(folder), undefined)
  assert.deepEqual(
    fs.readdirSync(join(folder, 'postgres')).filter((name) => name.startsWith('data.')),
    [],
  )
})

test('a pid file that names another living program does not stop the start', async (t) => {
  const folder = newFolder(t)
  await (await startEmbedded(folder)).release()
  const other = spawn('sleep', ['60'])
  t.after(() => other.kill())
  fs.writeFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), `${other.pid}\n`)
  const server = await startEmbedded(folder)
  assert.notEqual(serverPid(folder), other.pid)
  await server.release()
  assert.equal(isAlive(other.pid!), true)
})

test('a long folder name with blanks, quotes and a dollar works: the socket moves to a short one', async (t) => {
  const folder = join(newFolder(t), `it's a "long" $HOME, ${'really '.repeat(12)}`.trim())
  const server = await startEmbedded(folder)
  t.after(() => fs.rmSync(server.host, { recursive: true, force: true }))
  assert.match(server.host, /^\/tmp\/trellis-[0-9a-f]{12}$/)
  assert.equal(fs.statSync(server.host).mode & 0o777, 0o700)
  assert.deepEqual(await ask(server.host, 'select 1 as one'), [{ one: 1 }])
  await server.release()
})

test('a socket folder that others may enter is refused', async (t) => {
  const folder = newFolder(t)
  await (await startEmbedded(folder)).release()
  fs.chmodSync(join(folder, 'postgres', 'run'), 0o755)
  await assert.rejects(startEmbedded(folder), /should be a folder that only Trellis can enter/)
})

test('the command line stops the server that it started, and no other', async (t) => {
  const folder = newFolder(t)
  const own = await startEmbedded(folder, { stopWhenLast: false })
  await own.release()
  assert.equal(serverPid(folder), undefined)

  const killed = await user(folder)
  const pid = serverPid(folder)
  const guest = await startEmbedded(folder, { stopWhenLast: false })
  await kill(killed)
  await guest.release()
  assert.equal(serverPid(folder), pid, 'started by another, so left running')

  const own2 = await user(folder)
  await leave(own2)
  assert.equal(serverPid(folder), undefined)
})

test('a file where the data folder should be gets a plain answer', async (t) => {
  const file = join(newFolder(t), 'file')
  fs.writeFileSync(file, '')
  await assert.rejects(startEmbedded(file), /cannot write in its data folder .*TRELLIS_DATA/)
})

test(
  'root can use a folder that only root may enter',
  { skip: process.getuid?.() !== 0 && 'only root can try this' },
  async (t) => {
    const closed = newFolder(t)
    fs.chmodSync(closed, 0o700)
    const folder = join(closed, '.trellis')
    const server = await startEmbedded(folder)
    assert.deepEqual(await ask(server.host, 'select 1 as one'), [{ one: 1 }])
    await server.release()
    assert.equal(serverPid(folder), undefined)
  },
)

function newFolder(t: TestContext): string {
  const folder = fs.mkdtempSync(join(tmpdir(), 'trellis-embedded-'))
  fs.chmodSync(folder, 0o755)
  t.after(async () => {
    for (const pid of fs.globSync('**/postmaster.pid', { cwd: folder }).map((file) => readPid(join(folder, file)))) {
      if (pid && isAlive(pid)) process.kill(pid, 'SIGQUIT')
    }
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return folder
}

// Another process that uses the server until it is told to leave.
function begin(folder: string): ChildProcess {
  const program = `
    import { startEmbedded } from '#platform/embedded-postgres.ts'
    const server = await startEmbedded(process.env.FOLDER)
    process.stdout.write('ready')
    process.stdin.once('data', async () => { await server.release(); process.exit() })`
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { ...process.env, FOLDER: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

async function user(folder: string): Promise<ChildProcess> {
  const child = begin(folder)
  await once(child.stdout!, 'data', { signal: AbortSignal.timeout(20_000) })
  return child
}

async function leave(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.stdin!.write('leave')
  await ended
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

const hostOf = async (folder: string): Promise<string> => join(fs.realpathSync(folder), 'postgres', 'run')

async function ask(host: string, sql: string): Promise<unknown[]> {
  const client = new Client({ host, user: 'trellis_root', database: 'postgres' })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const serverPid = (folder: string): number | undefined => readPid(join(folder, 'postgres', 'data', 'postmaster.pid'))

const readPid = (file: string): number | undefined =>
  fs.existsSync(file) ? Number.parseInt(fs.readFileSync(file, 'utf8'), 10) : undefined

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await met()); await sleep(5))
    assert.ok(Date.now() < end, 'waited 20 s in vain')
}
