/**
 * The program and its database are killed without warning under load, again and again. What was acknowledged must be there
 * exactly once, the journal must be whole, and it must come back by itself. Three rounds in the everyday suite; the full
 * twenty with KILL_ROUNDS=20 npm test -- test/faults/kill-rounds.test.ts
 */
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import pg from 'pg'
import { ROOT } from '#platform/database/connection.ts'
import { startEmbedded } from '#platform/embedded-postgres.ts'

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3)
const CLIENTS = 8

test(`${ROUNDS} rounds of kill -9: nothing acknowledged is lost or doubled`, { timeout: 20 * 60_000 }, async (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000)
  t.diagnostic(`seed ${seed}`)
  const random = randomFrom(seed)
  const data = mkdtempSync(join(tmpdir(), 'trellis-kill-'))
  const port = await freePort()
  const server = new Server(data, port)
  try {
    await server.start()
    const { api_key: key, teams } = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as {
      api_key: string
      teams: { id: string }[]
    }
    const load = new Load(`http://127.0.0.1:${port}/api/v1/referrals`, key, teams[0]!.id)
    load.run(CLIENTS)
    for (let round = 1; round <= ROUNDS; round++) {
      await sleep(400 + random() * 1_200)
      const victim = random()
      if (victim < 0.6) await server.kill()
      if (victim > 0.4) killPostgres(data)
      await server.revive()
    }
    await sleep(500)
    await load.finish()
    t.diagnostic(`${load.acknowledged.size} referrals acknowledged, ${load.tries} requests`)
    assert.ok(load.acknowledged.size > ROUNDS * 5, 'there was load')
    await server.stop()
    await reckon(data, load)
  } finally {
    await server.kill()
    rmSync(data, { recursive: true, force: true })
  }
})

/** What the database says afterwards, asked directly. */
async function reckon(data: string, load: Load): Promise<void> {
  const embedded = await startEmbedded(data)
  const client = new pg.Client({ host: embedded.host, user: embedded.superuser, database: 'trellis' })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(`select id from referrals.referral where came_by = 'api'`)
    const stored = new Set(rows.map((r) => r.id))
    const lost = [...load.acknowledged.values()].filter((id) => !stored.has(id))
    assert.deepEqual(lost, [], 'lost')
    assert.equal(
      stored.size,
      load.acknowledged.size,
      'every request was sent until it was answered: more would be doubles',
    )
    const halves = await client.query(`select r.id from referrals.referral r where r.came_by = 'api' and (
      not exists (select from journal.entry e where e.action = 'referral.received' and e.subject_id = r.id)
      or not exists (select from people.involvement i where i.person_id = r.person_id and i.reason = 'team')
      or not exists (select from tasks.task k where k.about_id = r.id and k.kind = 'answer-referral')
      or not exists (select from messages.message m where m.about_id = r.id))`)
    assert.deepEqual(halves.rows, [], 'half there')
  } finally {
    await client.end()
    await embedded.release()
  }
  const verdict = execFileSync(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'src/edges/cli/main.ts'), 'verify', 'journal', '--json'],
    {
      env: { ...process.env, TRELLIS_DATA: data, DATABASE_URL: '' },
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  assert.deepEqual((JSON.parse(verdict.toString()) as { faults: string[] }).faults, [])
}

class Server {
  private readonly data: string
  private readonly port: number
  private child: ChildProcess | undefined
  constructor(data: string, port: number) {
    this.data = data
    this.port = port
  }

  async start(): Promise<void> {
    this.child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/main.ts')], {
      cwd: ROOT,
      env: {
        ...process.env,
        TRELLIS_DATA: this.data,
        PORT: String(this.port),
        TRELLIS_MODE: 'demo',
        DATABASE_URL: '',
        LOG_LEVEL: 'silent',
        NODE_ENV: 'production',
      },
      stdio: 'ignore',
    })
    const until = Date.now() + 60_000
    while (!(await this.answers())) {
      if (Date.now() > until) throw new Error('the server does not come back')
      await sleep(100)
    }
  }

  /** Starts it again if it was killed; if only the database was, waits until the program has mended that itself. */
  async revive(): Promise<void> {
    const since = Date.now()
    if (this.child === undefined) await this.start()
    while (!(await this.answers())) {
      assert.ok(Date.now() - since < 30_000, 'back within 30 seconds')
      await sleep(50)
    }
  }

  private async answers(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/health`).then(
      (r) => r.ok,
      () => false,
    )
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM')
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child
    this.child = undefined
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }
}

/** Clients that send each referral until it is answered, under one key, as a careful sender does. */
class Load {
  /** Key to referral id. */
  readonly acknowledged = new Map<string, string>()
  tries = 0
  private over = false
  private clients: Promise<void>[] = []
  private readonly url: string
  private readonly key: string
  private readonly teamId: string
  constructor(url: string, key: string, teamId: string) {
    this.url = url
    this.key = key
    this.teamId = teamId
  }

  run(clients: number): void {
    this.clients = Array.from({ length: clients }, (_, n) => this.client(n))
  }

  async finish(): Promise<void> {
    this.over = true
    await Promise.all(this.clients)
  }

  private async client(n: number): Promise<void> {
    for (let i = 0; !this.over; i++) await this.sendUntilAnswered(`kill-${n}-${i}`)
  }

  private async sendUntilAnswered(key: string): Promise<void> {
    const body = JSON.stringify(referral(this.teamId))
    const headers = { authorization: `Bearer ${this.key}`, 'content-type': 'application/json', 'idempotency-key': key }
    for (;;) {
      this.tries++
      const reply = await fetch(this.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) }).catch(
        () => undefined,
      )
      const answer = (await reply?.json().catch(() => undefined)) as { id?: string } | undefined
      if (reply?.status === 201 && answer?.id) {
        this.acknowledged.set(key, answer.id)
        return
      }
      const again = !reply || [409, 429, 500, 503].includes(reply.status)
      assert.ok(again, `status ${reply?.status}: ${JSON.stringify(answer)}`)
      await sleep(100)
    }
  }
}

const referral = (teamId: string) => ({
  person: {
    given_name: 'Grace',
    family_name: 'Okafor',
    birth_date: '1950-01-02',
    practice_code: 'ZZ0001',
    telephone: '07700900123',
  },
  referrer: {
    kind: 'professional',
    name: 'Dr A Patel',
    role: 'GP',
    organisation_code: 'ZZ0001',
    email: 'a.patel@example.org',
  },
  team_id: teamId,
  reasons: ['loneliness'],
  risks: [],
  no_known_risks: true,
  consent: { sharing: 'given', by: 'person', note: null },
  tell_practice: false,
})

function killPostgres(data: string): void {
  try {
    process.kill(
      Number(readFileSync(join(data, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n', 1)[0]),
      'SIGKILL',
    )
  } catch {
    // It was gone already: killed in the round before and not up again.
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
