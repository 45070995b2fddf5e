import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '#platform/errors.ts'
import { emptyForm, readForm, withIssue, type FormState } from '#platform/forms.ts'
import { listDemoAccounts } from './account.queries.ts'
import { signInOf } from './add-access.ts'
import { beginDemoSignIn, beginSignIn, type Refusal } from './begin-sign-in.ts'
import type { SignIn } from './caller.queries.ts'
import { endSignIn } from './end-sign-in.ts'
import { sayWait } from './guessing.rules.ts'
import type { AccessServices } from './note.ts'
import { codeLink } from './one-time-code.rules.ts'
import { offerSecret, openSealed, passSecondFactor, setUpSecondFactor } from './pass-second-factor.ts'
import { localPath, withReturn } from './return-address.rules.ts'
import { homeOf } from './role.rules.ts'
import { clearSignInCookie, readSignInCookie, setSignInCookie } from './sign-in-cookie.ts'
import { codeForm, setUpForm, signInForm } from './sign-in.forms.ts'
import { CodePage, SetUpPage, SignInPage } from './sign-in.pages.tsx'

type Asked = FastifyRequest<{ Querystring: { return?: unknown } }>

const PUBLIC = { config: { policy: 'public' } } as const

/** Signing in and out. All of it is public: these are the pages of those who are not, or only half, signed in. */
export function addSignInRoutes(app: FastifyInstance, services: AccessServices): void {
  const showSignIn = async (request: Asked, reply: FastifyReply, form?: FormState<typeof signInForm>, status = 200) => {
    const { shell } = request
    const ended = !form && readSignInCookie(request, services.https) !== undefined && !signInOf(request)
    const demoAccounts = services.mode === 'demo' ? await request.context.transaction(listDemoAccounts) : []
    return reply.page(SignInPage({ shell, form, ended, demoAccounts, query: withReturn('', backTo(request)) }), status)
  }

  app.get('/sign-in', PUBLIC, async (request: Asked, reply) => {
    const signIn = signInOf(request)
    if (signIn?.secondFactor === 'passed') return reply.redirect(backTo(request) ?? homeOf(signIn.roles), 303)
    return showSignIn(request, reply)
  })

  app.post('/sign-in', PUBLIC, async (request: Asked, reply) => {
    const read = readForm(signInForm, request.body)
    if (!read.ok) return showSignIn(request, reply, read.form, 422)
    const answer = await beginSignIn(services, request.context, { ...read.value, address: request.ip })
    if (!answer.ok) {
      const form: FormState<typeof signInForm> = emptyForm({ email: read.value.email })
      return showSignIn(
        request,
        reply,
        withIssue(form, 'email', sayRefusal(services, reply, answer, WRONG_PASSWORD)),
        statusOf(answer),
      )
    }
    await startAnew(request, reply, services, answer.token)
    return reply.redirect(withReturn('/sign-in/code', backTo(request)), 303)
  })

  app.get('/sign-in/code', PUBLIC, async (request: Asked, reply) => {
    const signIn = halfSignIn(request)
    if (signIn?.secondFactor !== 'to-come') return elsewhere(request, reply, signIn)
    return reply.page(CodePage({ shell: request.shell, name: signIn.name }))
  })

  app.post('/sign-in/code', PUBLIC, async (request: Asked, reply) => {
    const signIn = halfSignIn(request)
    if (signIn?.secondFactor !== 'to-come') return elsewhere(request, reply, signIn)
    const show = (form: FormState<typeof codeForm>, status: number) =>
      reply.page(CodePage({ shell: request.shell, name: signIn.name, form }), status)
    const read = readForm(codeForm, request.body)
    if (!read.ok) return show(read.form, 422)
    const answer = await passSecondFactor(services, request.context, signIn, { ...read.value, address: request.ip })
    if (!answer.ok)
      return show(withIssue(emptyForm(), 'code', sayRefusal(services, reply, answer, WRONG_CODE)), statusOf(answer))
    setSignInCookie(reply, answer.token, services.https)
    return reply.redirect(backTo(request) ?? homeOf(signIn.roles), 303)
  })

  app.get('/sign-in/set-up', PUBLIC, async (request: Asked, reply) => {
    const signIn = halfSignIn(request)
    if (signIn?.secondFactor !== 'to-set-up') return elsewhere(request, reply, signIn)
    const { secret, sealed, email } = await offerSecret(services, request.context, signIn)
    return reply.page(SetUpPage({ shell: request.shell, secret, sealed, link: codeLink(secret, email) }))
  })

  app.post('/sign-in/set-up', PUBLIC, async (request: Asked, reply) => {
    const signIn = halfSignIn(request)
    if (signIn?.secondFactor !== 'to-set-up') return elsewhere(request, reply, signIn)
    const sealed = String((request.body as { sealed?: unknown } | undefined)?.sealed)
    const { secret, email } = openSealed(services, signIn, sealed)
    const show = (form: FormState<typeof setUpForm>, status: number) =>
      reply.page(SetUpPage({ shell: request.shell, secret, sealed, link: codeLink(secret, email), form }), status)
    const read = readForm(setUpForm, request.body)
    if (!read.ok) return show(read.form, 422)
    const answer = await setUpSecondFactor(services, request.context, signIn, sealed, {
      code: read.value.code,
      address: request.ip,
    })
    if (!answer.ok)
      return show(withIssue(emptyForm(), 'code', sayRefusal(services, reply, answer, WRONG_CODE)), statusOf(answer))
    setSignInCookie(reply, answer.token, services.https)
    return reply.redirect(backTo(request) ?? homeOf(signIn.roles), 303)
  })

  app.post('/sign-out', PUBLIC, async (request, reply) => {
    const signIn = signInOf(request)
    if (signIn) await endSignIn(services, request.context, signIn, 'sign-out')
    clearSignInCookie(reply, services.https)
    return reply.redirect('/', 303)
  })

  if (services.mode !== 'demo') return
  app.post('/sign-in/demo', PUBLIC, async (request: Asked, reply) => {
    const { email } = (request.body ?? {}) as { email?: unknown }
    const answer = await beginDemoSignIn(services, request.context, String(email))
    if (!answer.ok) throw new NotFound()
    await startAnew(request, reply, services, answer.value.token)
    return reply.redirect(backTo(request) ?? homeOf(answer.value.roles), 303)
  })
}

const WRONG_PASSWORD = 'The email address or the password is not right'
const WRONG_CODE = 'That code is not right, or it was used before. Wait for the next one in your app'

function sayRefusal(services: AccessServices, reply: FastifyReply, refusal: Refusal, wrong: string): string {
  if (refusal.reason === 'wrong') return wrong
  const now = services.clock()
  reply.header('retry-after', Math.max(1, Math.ceil((refusal.until.getTime() - now.getTime()) / 1000)))
  return `There were too many wrong tries. Wait ${sayWait(refusal.until, now)}, then try again`
}

const statusOf = ({ reason }: Refusal) => (reason === 'wait' ? 429 : 422)

const backTo = (request: Asked): string | undefined => localPath(request.query.return)

function halfSignIn(request: FastifyRequest): SignIn | undefined {
  const signIn = signInOf(request)
  return signIn?.secondFactor === 'passed' ? undefined : signIn
}

/** They are at another point of signing in than the page is for. */
function elsewhere(request: Asked, reply: FastifyReply, half: SignIn | undefined): FastifyReply {
  const page = half ? (half.secondFactor === 'to-set-up' ? '/sign-in/set-up' : '/sign-in/code') : '/sign-in'
  return reply.redirect(withReturn(page, backTo(request)), 303)
}

/** The browser gets a new token, and what it was signed in as before ends. */
async function startAnew(
  request: FastifyRequest,
  reply: FastifyReply,
  services: AccessServices,
  token: string,
): Promise<void> {
  const before = signInOf(request)
  if (before) await endSignIn(services, request.context, before, 'new-sign-in')
  setSignInCookie(reply, token, services.https)
}
