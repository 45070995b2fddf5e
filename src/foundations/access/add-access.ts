import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contextOf, type Actor } from '#platform/context.ts'
import { tokenHash } from '#platform/crypto.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { sendProblem } from '#platform/http/errors.ts'
import { isMachineAddress } from '#platform/http/server.ts'
import { findRefusedKey, findVisitor, type Key, type Partnership, type SignIn } from './caller.queries.ts'
import { isNews, type AccessServices } from './note.ts'
import { localPath, withReturn } from './return-address.rules.ts'
import { inOrder, roleWord } from './role.rules.ts'
import { judge, type Verdict } from './route.policy.ts'
import { rememberKeys } from './remember-keys.ts'
import { readSignInCookie } from './sign-in-cookie.ts'

interface Caller {
  actor: Actor
  partnership: Partnership
  signIn?: SignIn
}

const callers = new WeakMap<FastifyRequest, Caller>()

/**
 * Turns each request into a `Context` (`request.context`) and enforces the policy of its route, before anything else is
 * read. Who asks: a person of staff by cookie, a program by `Authorization: Bearer` (on machine addresses, where no cookie
 * counts), otherwise the public of the partnership whose host name was asked. Costs one statement.
 * Routes with `withoutDatabase` have no context.
 */
export function addAccess(app: FastifyInstance, services: AccessServices): void {
  app.decorateRequest('context')
  const getKey = rememberKeys(services.database, services.clock)
  app.addHook('onRequest', async (request, reply) => {
    const { policy, withoutDatabase } = request.routeOptions.config
    if (withoutDatabase) return undefined
    const machine = isMachineAddress(request.url)
    const caller = machine ? await findProgram(services, getKey, request) : await findPerson(services, request)
    if (!caller) {
      await noteRefusedKey(services, request)
      return refuseKey(reply)
    }
    callers.set(request, caller)
    request.context = contextOf(services.database, caller.actor, request.id, services.clock)
    if (!policy || request.is404) return undefined
    const halfSignedIn = caller.signIn !== undefined && caller.actor.kind === 'public'
    const verdict = judge(policy, { actor: caller.actor, halfSignedIn, machine })
    if (verdict === 'wrong-scope') await noteScope(services, request)
    return answer(verdict, request, reply)
  })
}

/** Who is signed in with both factors, for the top of the page: a name and one word. */
export function signedInAccount(request: FastifyRequest): { name: string; roleWord: string } | undefined {
  const actor = callers.get(request)?.actor
  return actor?.kind === 'account' ? { name: actor.name, roleWord: roleWord(actor.roles) } : undefined
}

/** The partnership a request was made to; undefined where a route works without the database. */
export const partnershipOf = (request: FastifyRequest): Partnership | undefined => callers.get(request)?.partnership

/** The sign-in of a request, whole or half done. For this module's own pages only. */
export const signInOf = (request: FastifyRequest): SignIn | undefined => callers.get(request)?.signIn

async function findPerson(services: AccessServices, request: FastifyRequest): Promise<Caller> {
  const { partnership, signIn } = await getVisitor(services, request, readSignInCookie(request, services.https))
  return {
    partnership,
    signIn,
    actor: signIn?.secondFactor === 'passed' ? staff(partnership, signIn) : publicOf(partnership),
  }
}

const publicOf = (partnership: Partnership): Actor => ({ kind: 'public', partnershipId: partnership.id })

const staff = (partnership: Partnership, signIn: SignIn): Actor => ({
  kind: 'account',
  partnershipId: partnership.id,
  accountId: signIn.accountId,
  organisationId: signIn.organisationId,
  teamId: signIn.teamId,
  roles: inOrder(signIn.roles),
  name: signIn.name,
})

/** Undefined when a key was sent that is none, or no longer one. */
async function findProgram(
  services: AccessServices,
  getKey: (keyHash: Buffer) => Promise<Key | undefined>,
  request: FastifyRequest,
): Promise<Caller | undefined> {
  const { authorization } = request.headers
  if (authorization === undefined) {
    const { partnership } = await getVisitor(services, request, undefined)
    return { partnership, actor: publicOf(partnership) }
  }
  const bearer = bearerIn(authorization)
  const key = bearer && (await getKey(tokenHash(bearer)))
  if (!key) return undefined
  const { partnership, id: keyId, organisationId, scopes } = key
  return { partnership, actor: { kind: 'key', partnershipId: partnership.id, keyId, organisationId, scopes } }
}

const bearerIn = (authorization = ''): string | undefined => /^Bearer +(\S+)$/i.exec(authorization)?.[1]

/** A key that is none, too old or revoked: which one, where that is known. */
async function noteRefusedKey(services: AccessServices, request: FastifyRequest): Promise<void> {
  const { database, clock, note } = services
  const bearer = bearerIn(request.headers.authorization)
  const known = bearer && (await findRefusedKey(database, tokenHash(bearer), clock()))
  const partnershipId = known ? known.partnershipId : (await getVisitor(services, request, undefined)).partnership.id
  if (!isNews(`key ${known ? known.id : partnershipId}`, clock())) return
  await contextOf(database, { kind: 'public', partnershipId }, request.id, clock).transaction(async (tx) =>
    note(tx, 'api-key.refused', {
      subjectId: known ? known.id : undefined,
      detail: { reason: known ? known.reason : 'unknown' },
    }),
  )
}

/** A key that lasts, on a route whose scope it has not. */
async function noteScope({ clock, note }: AccessServices, { context, routeOptions }: FastifyRequest): Promise<void> {
  const { policy } = routeOptions.config
  const { actor } = context
  if (actor.kind !== 'key' || typeof policy !== 'object' || !('scope' in policy)) return
  if (!isNews(`key ${actor.keyId} ${policy.scope}`, clock())) return
  await context.transaction(async (tx) =>
    note(tx, 'api-key.refused', { subjectId: actor.keyId, detail: { reason: 'scope', scope: policy.scope } }),
  )
}

async function getVisitor({ database, clock }: AccessServices, request: FastifyRequest, token: string | undefined) {
  const hash = token === undefined ? undefined : tokenHash(token)
  const found = await findVisitor(database, request.hostname.toLowerCase(), hash, clock())
  if (!found) throw new Error('there is no partnership yet: make one with "trellis create partnership"')
  return found
}

function answer(verdict: Verdict, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  switch (verdict) {
    case 'go':
      return undefined
    case 'sign-in':
      return reply.redirect(withReturn('/sign-in', pageOf(request)), 303)
    case 'second-factor':
      return reply.redirect(withReturn('/sign-in/code', pageOf(request)), 303)
    case 'no-key':
      return refuseKey(reply)
    case 'wrong-scope':
      throw new Forbidden()
    case 'not-found':
    default:
      throw new NotFound()
  }
}

/** The page that was asked for; of a form that was sent, the page it stood on. */
function pageOf(request: FastifyRequest): string | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return localPath(request.url)
  const from = URL.parse(request.headers.referer ?? '')
  return from?.host === request.host ? localPath(`${from.pathname}${from.search}`) : undefined
}

const refuseKey = (reply: FastifyReply): FastifyReply =>
  sendProblem(reply.header('www-authenticate', 'Bearer'), {
    status: 401,
    title: 'No key',
    detail: 'Send a key that still lasts, as "Authorization: Bearer <key>".',
  })
