import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { parse, type HTMLElement } from 'node-html-parser'
import { buildApp } from '../../src/app.ts'
import { fixedClock } from '#platform/clock.ts'
import { keysFrom } from '#platform/crypto.ts'
import { ROOT } from '#platform/database/connection.ts'
import { openDatabase } from '#platform/database/database.ts'
import type { Jobs } from '#platform/jobs.ts'
import { openLog } from '#platform/log.ts'
import type { Services } from '#platform/services.ts'
import { loadAnytown } from '#seeds/anytown/load.ts'
import { TEST_NOW } from './actors.ts'
import { openTestDatabase, type Filling, type TestDatabase } from './database.ts'

export const TEST_KEYS = keysFrom('the secret of the tests, of 32 characters or more')

/** The real application on a database of its own that holds Anytown on 1 April 2026. Only clock and outside world are replaced. */
export interface TestApp {
  app: FastifyInstance
  test: TestDatabase
  services: Services
  clock: ReturnType<typeof fixedClock>
  /** A browser without scripts: keeps cookies, follows nothing, reads HTML. */
  browser(): Browser
  close(): Promise<void>
}

export interface Page {
  status: number
  location: string | undefined
  html: HTMLElement
  text: string
  headers: Record<string, unknown>
  body: string
  /** Statements that the answer took. */
  statements: number
}

export interface Browser {
  get(url: string): Promise<Page>
  /** Posts a form as the page would: takes the CSRF token from the page that holds the form. */
  post(url: string, fields: Record<string, string | string[]>, from?: string): Promise<Page>
  /** Signs in as one of the invented people, in one press, as in the demo. */
  signIn(email: string): Promise<void>
}

export async function openApp(): Promise<TestApp> {
  const test = await openTestDatabase(ANYTOWN_FILLING)
  const clock = fixedClock(TEST_NOW)
  const services = servicesFor(test, clock)
  const app = await buildApp(services, { proxies: 0 })
  return {
    app,
    test,
    services,
    clock,
    browser: () => browserOf(app, services),
    async close() {
      await app.close()
      await test.close()
    },
  }
}

/** The services on any database, with the tests' keys and a clock. */
export const servicesFor = (test: Pick<TestDatabase, 'database'>, clock: Services['clock']): Services => ({
  database: test.database,
  jobs: recordingJobs(),
  clock,
  keys: TEST_KEYS,
  log: openLog('silent'),
  mode: 'demo',
  https: false,
  origin: () => 'http://localhost',
})

/** Jobs are queued with their use case but not run here; tests of a job call it by hand. */
const recordingJobs = (): Jobs => ({ send: async () => {}, stop: async () => {} })

const ANYTOWN_FILLING: Filling = {
  // Whatever may change what the town is: its files, and the code that writes them.
  key: globSync(['seeds/**/*.ts', 'src/{foundations,registers}/**/*.ts'], { cwd: ROOT, exclude: ['**/*.test.ts'] })
    .toSorted()
    .reduce((hash, file) => hash.update(readFileSync(join(ROOT, file))), createHash('sha256'))
    .digest('hex'),
  async fill(app) {
    const database = openDatabase(app, () => {})
    await loadAnytown(servicesFor({ database }, fixedClock(TEST_NOW)), { lived: false })
    await database.close()
  },
}

let visitors = 0

/** A browser on any application: keeps cookies, follows nothing. */
export function browserOf(app: FastifyInstance, services: Services): Browser {
  const cookies = new Map<string, string>()
  const remoteAddress = `198.51.100.${(visitors = (visitors % 250) + 1)}` // each has limits of their own
  const send = async (options: InjectOptions): Promise<Page> => {
    const before = services.database.statements.count
    const reply = await app.inject({ remoteAddress, ...options, cookies: Object.fromEntries(cookies) })
    for (const { name, value, maxAge } of reply.cookies)
      if (maxAge === 0 || value === '') cookies.delete(name)
      else cookies.set(name, value)
    return {
      status: reply.statusCode,
      location: reply.headers.location?.toString(),
      html: parse(reply.body),
      text: parse(reply.body).querySelector('main')?.structuredText.replace(/\s+/g, ' ').trim() ?? '',
      headers: reply.headers,
      body: reply.body,
      statements: services.database.statements.count - before,
    }
  }
  const browser: Browser = {
    get: (url) => send({ method: 'GET', url }),
    async post(url, fields, from = url) {
      const page = await browser.get(from)
      const token = page.html.querySelector('input[name=_csrf]')?.getAttribute('value')
      const body = new URLSearchParams(token ? [['_csrf', token]] : [])
      for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value)
      return send({
        method: 'POST',
        url,
        payload: body.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    },
    async signIn(email) {
      const page = await browser.get('/sign-in')
      const form = page.html
        .querySelectorAll('form')
        .find((f) => f.querySelector(`input[value="${email}"]`) ?? f.text.includes(email))
      if (!form) throw new Error(`no demo sign-in for ${email}`)
      const fields = Object.fromEntries(
        form
          .querySelectorAll('input:not([name=_csrf])')
          .map((i) => [i.getAttribute('name') ?? '', i.getAttribute('value') ?? '']),
      )
      const reply = await browser.post(form.getAttribute('action') ?? '/sign-in', fields, '/sign-in')
      if (reply.status !== 303) throw new Error(`sign-in as ${email} answered ${reply.status}`)
    },
  }
  return browser
}
