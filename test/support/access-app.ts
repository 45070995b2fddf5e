import type { FastifyInstance } from 'fastify'
import { TOTP, Secret } from 'otpauth'
import {
  addAccess,
  addAccessRoutes,
  createAccount,
  createApiKey,
  createPartnership,
  DEMO_SIGN_IN,
  ensureDemoAccount,
  partnershipOf,
  saveOrganisation,
  signedInAccount,
  type Role,
  type Scope,
} from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { fixedClock } from '#platform/clock.ts'
import type { Mode } from '#platform/config.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { keysFrom } from '#platform/crypto.ts'
import { addErrors } from '#platform/http/errors.ts'
import { openServer } from '#platform/http/server.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Jobs } from '#platform/jobs.ts'
import { openLog } from '#platform/log.ts'
import type { Services } from '#platform/services.ts'
import { PAGE_ASSETS } from '#ui/page-assets.ts'
import { addPages } from '#ui/web.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

export const NOON = '2026-04-01T11:00:00Z'

/** Everything needed to try who may do what: the real web server with nothing on it but access, on a database of its own. */
export interface AccessApp {
  app: FastifyInstance
  test: TestDatabase
  clock: ReturnType<typeof fixedClock>
  services: Services
  /** Acts for a partnership as a job. */
  job(partnershipId: Id): Context
  makePartnership(name: string, host?: string): Promise<{ id: Id; organisationId: Id }>
  makeAccount(
    at: { id: Id; organisationId: Id },
    email: string,
    roles: Role[],
    teamId?: Id,
  ): Promise<{ id: Id; password: string }>
  makeDemoAccount(at: { id: Id; organisationId: Id }, email: string, roles: Role[]): Promise<Id>
  makeKey(
    at: { id: Id; organisationId: Id },
    scopes: [Scope, ...Scope[]],
    expiresAt?: Date,
  ): Promise<{ id: Id; key: string }>
  /** The one-time code at the clock's time, `steps` of 30 seconds from it. */
  code(secret?: string, steps?: number): string
  close(): Promise<void>
}

/** `routes`: pages whose policies are to be tried; they may say who asks through `request.context`. */
export async function openAccessApp(
  routes: (app: FastifyInstance) => void = () => {},
  mode: Mode = 'demo',
): Promise<AccessApp> {
  const test = await openTestDatabase()
  const clock = fixedClock(NOON)
  const log = openLog('silent')
  const keys = keysFrom('a secret that is long enough for tests')
  const services: Services = {
    database: test.database,
    jobs: undefined as unknown as Jobs, // access queues nothing
    clock,
    keys,
    log,
    mode,
    https: false,
    origin: () => 'http://localhost',
  }
  const app = await openServer({ log, cookieSecret: keys.cookies, https: false, proxies: 0 })
  addPages(app, (request) => ({
    ...PAGE_ASSETS,
    navigation: [],
    partnershipName: partnershipOf(request)?.name ?? '',
    signedIn: signedInAccount(request),
  }))
  addErrors(app, (_request, reply, fault) => void reply.type('text/html').send(`<h1>${fault.title}</h1>`))
  const door = { ...services, note: journal }
  addAccess(app, door)
  addAccessRoutes(app, door)
  routes(app)
  await app.ready()
  const job = (partnershipId: Id) =>
    contextOf(test.database, { kind: 'job', partnershipId, cause: 'test' }, newId(), clock)
  return {
    app,
    test,
    clock,
    services,
    job,
    async makePartnership(name, host) {
      const [id, organisationId] = [newId(), newId()]
      await job(id).transaction((tx) => createPartnership(tx, { name, host }))
      await job(id).transaction(async (tx) =>
        saveOrganisation(tx, { id: organisationId, name: `${name} Together`, kind: 'charity' }),
      )
      return { id, organisationId }
    },
    async makeAccount({ id, organisationId }, email, roles, teamId) {
      const made = await job(id).transaction((tx) =>
        createAccount(tx, { email, name: 'Priya Nair', organisationId, roles, teamId }),
      )
      if (!made.ok) throw new Error(made.reason)
      return made.value
    },
    makeDemoAccount: ({ id, organisationId }, email, roles) =>
      job(id).transaction((tx) => ensureDemoAccount(tx, keys, { email, name: 'Priya Nair', organisationId, roles })),
    makeKey: ({ id, organisationId }, scopes, expiresAt) =>
      job(id).transaction(async (tx) => createApiKey(tx, { organisationId, name: 'test', scopes, expiresAt })),
    code: (secret = DEMO_SIGN_IN.codeSecret, steps = 0) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock().getTime() + steps * 30_000 }),
    async close() {
      await app.close()
      await test.close()
    },
  }
}
