import { randomBytes } from 'node:crypto'
import { parse, unescape } from 'node:querystring'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import type { Logger } from '../log.ts'

/** Who may use a route. Every route says it; one that does not fails when the program starts. */
export type RoutePolicy = 'public' | 'signed-in' | { roles: readonly string[] } | { scope: string }

export interface RouteEntry {
  method: string
  url: string
  policy: RoutePolicy
}

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: RoutePolicy
    /** The route works while the database is away, and has no context. */
    withoutDatabase?: boolean
    /** False only where no cookie signs anybody in: API routes with a bearer key. */
    csrf?: false
  }
  interface FastifyRequest {
    context: Context
    nonce: string
  }
  interface FastifyInstance {
    /** Every route with its policy, for the tests that try them all. */
    routeTable: readonly RouteEntry[]
  }
}

export interface ServerOptions {
  log: Logger
  /** Signs cookies. */
  cookieSecret: string
  /** Whether people reach us by https: then cookies are `__Host-` and secure, and browsers are told to stay with https. */
  https: boolean
  proxies: number
  /** Where else pages may take pictures from, when somebody asks for them; nowhere unless said. */
  pictures?: readonly string[]
}

/** Addresses that answer machines: their errors are problem+json, and no cookie counts there. */
export const isMachineAddress = (url: string): boolean => /^\/(api|open-referral|fhir|hub)\//.test(url)

/**
 * The bare web server: security headers, cookies, CSRF, forms, limits. Modules add their routes to it.
 * Bodies of over 1 MB are refused with 413.
 */
export async function openServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.proxies > 0 ? (_address: string, hop: number) => hop < options.proxies : false,
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    genReqId: () => newId(),
    // Longer than any address can be: an id of any length is looked up, and leads nowhere.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 20_000, querystringParser: readFields },
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : unreadable(url)),
    forceCloseConnections: true,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  refuseRoutesWithoutPolicy(app)
  await addSecurity(app, options)
  await app.register(formbody, { bodyLimit: 1_048_576, parser: readFields })
  logAnswers(app)
  return app
}

/** The fields of a form or an address; sent twice they are a list. Nobody types a NUL character, and PostgreSQL fails on it. */
const readFields = (text: string) =>
  parse(text, '&', '=', { maxKeys: 0, decodeURIComponent: (part) => unescape(part).replaceAll('\0', '') })

/** A stray % in an address leads nowhere, as any wrong letter does; the router by itself would answer without page or headers. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0]!)
    return true
  } catch {
    return false
  }
}

// It stays where it was, so that a program is answered as a program.
const unreadable = (url: string): string =>
  isMachineAddress(url) ? `/${url.split('/', 2)[1]}/unreadable` : '/unreadable'

function refuseRoutesWithoutPolicy(app: FastifyInstance): void {
  const table: RouteEntry[] = []
  app.decorate('routeTable', table)
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.policy) throw new Error(`the route ${[method].flat().join(' ')} ${url} has no policy`)
    for (const one of [method].flat()) table.push({ method: one, url, policy: config.policy })
  })
}

async function addSecurity(app: FastifyInstance, { cookieSecret, https, pictures = [] }: ServerOptions): Promise<void> {
  app.decorateRequest('nonce', '')
  app.addHook('onRequest', async (request) => {
    request.nonce = randomBytes(16).toString('base64')
    nonces.set(request.raw, request.nonce)
  })
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (request) => `'nonce-${nonces.get(request)}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", ...pictures],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  })
  await app.register(cookie, { secret: cookieSecret })
  await app.register(csrf, {
    cookieKey: cookieName('csrf', https),
    cookieOpts: { ...COOKIE, secure: https, signed: true },
    getToken: (request) => (request.body as Record<string, string> | null)?._csrf,
  })
  // After the body is read, not before: as onRequest every good form would get 403.
  app.addHook('preHandler', (request, reply, done) => {
    const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
    if (safe || request.is404 || request.routeOptions.config.csrf === false) return done()
    app.csrfProtection(request, reply, done)
  })
  await app.register(rateLimit, {
    global: true,
    timeWindow: '1 minute',
    // A program with a key speaks for a whole organisation; people behind one address (a surgery, a library) are many too.
    max: (request: FastifyRequest) => (hasKey(request) ? 6_000 : 600),
    keyGenerator: (request) => `${request.ip} ${hasKey(request) ? request.headers.authorization : ''}`,
  })
}

const hasKey = (request: FastifyRequest): boolean =>
  isMachineAddress(request.url) && request.headers.authorization !== undefined

/** The header is made from the bare request, the page from Fastify's: both must show the same nonce. */
const nonces = new WeakMap<object, string>()

const COOKIE = { path: '/', httpOnly: true, sameSite: 'lax' } as const

/** Cookie names: `__Host-` pins a cookie to this host and to https, which plain http cannot have. */
export const cookieName = (name: string, https: boolean): string =>
  https ? `__Host-trellis-${name}` : `trellis-${name}`

/** The options all our cookies share. */
export const cookieOptions = (https: boolean) => ({ ...COOKIE, secure: https, signed: true })

/** One line an answer: the route's pattern, never the address itself, which may hold what somebody searched for. */
function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request: FastifyRequest, reply: FastifyReply) => {
    request.log.info(
      {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    )
  })
}
