import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '#platform/database/connection.ts'
import { verdictOf, type Line } from './figures.ts'

/** From `npm start` to the first page that can be used, on a fresh folder and again; what a page weighs. */
export async function startBench(say: (line: string) => void): Promise<Line[]> {
  const data = mkdtempSync(join(tmpdir(), 'trellis-bench-start-'))
  try {
    const first = await timedStart(data)
    await first.stop()
    const later = await timedStart(data)
    const weight = await weigh(later.address)
    await later.stop()
    say(`  first start ${first.seconds.toFixed(1)} s, later ${later.seconds.toFixed(1)} s; ${JSON.stringify(weight)}`)
    return [
      lineOf(
        'First start to a usable page, packages installed',
        '≤ 20 s',
        `${first.seconds.toFixed(1)} s`,
        first.seconds <= 20,
      ),
      lineOf('Later starts', '≤ 3 s', `${later.seconds.toFixed(1)} s`, later.seconds <= 3),
      ...weight.map(({ path, first: whole, later: page }) =>
        lineOf(
          `Weight of ${path}, first view and later`,
          '≤ 100 KB, then ≤ 25 KB, compressed',
          `${kb(whole)}, then ${kb(page)}`,
          whole <= 100_000 && page <= 25_000,
        ),
      ),
    ]
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

const lineOf = (what: string, budget: string, figure: string, met: boolean): Line => ({
  what,
  budget,
  figure,
  raw: '',
  ratio: '',
  verdict: verdictOf(met),
})

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`

async function timedStart(data: string) {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'start.mjs')], {
    cwd: ROOT,
    env: {
      ...process.env,
      TRELLIS_DATA: data,
      TRELLIS_MODE: 'demo',
      DATABASE_URL: '',
      PORT: String(port),
      NODE_ENV: 'production',
      LOG_LEVEL: 'silent',
    },
    stdio: 'ignore',
  })
  while (!(await usable(address))) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
    await sleep(20)
  }
  return { address, seconds: (performance.now() - started) / 1000, stop: () => stop(child) }
}

/** A page with something from the database in it. */
const usable = (address: string): Promise<boolean> =>
  fetch(`${address}/find?words=tea`).then(
    async (reply) => reply.ok && (await reply.text()).includes('/services/'),
    () => false,
  )

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

/** Octets over the wire: the page with everything it loads, and the page alone, when the rest is kept by the browser. */
async function weigh(address: string): Promise<{ path: string; first: number; later: number }[]> {
  await sleep(1_500) // compressed copies of the assets are made once the port is open
  const weights = []
  for (const path of ['/', '/find?words=group', '/ask']) {
    const page = await load(`${address}${path}`)
    const assets = new Set(page.text.match(/\/assets\/[\w./-]+/g) ?? [])
    let whole = page.bytes
    for (const asset of assets) {
      const { text, bytes } = await load(`${address}${asset}`)
      whole += bytes
      for (const inner of text.match(/\/assets\/[\w./-]+\.js/g) ?? [])
        if (!assets.has(inner)) whole += (await load(`${address}${inner}`)).bytes
    }
    weights.push({ path, first: whole, later: page.bytes })
  }
  return weights
}

async function load(url: string): Promise<{ text: string; bytes: number }> {
  const reply = await fetch(url, { headers: { 'accept-encoding': 'br, gzip' } })
  const text = await reply.text()
  return { text, bytes: Number(reply.headers.get('content-length') ?? Buffer.byteLength(text)) }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
