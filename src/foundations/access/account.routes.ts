import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NotFound } from '#platform/errors.ts'
import { emptyForm, readForm, withIssue, type FormState } from '#platform/forms.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { findAccount } from './account.queries.ts'
import { AccountPage, PasswordPage } from './account.pages.tsx'
import { signInOf } from './add-access.ts'
import { changePassword } from './change-password.ts'
import { chooseWorkplace, workplaceKey } from './choose-workplace.ts'
import { endAllSignIns } from './end-sign-in.ts'
import type { AccessServices } from './note.ts'
import { PASSWORD_FAULTS } from './password.rules.ts'
import { homeOf } from './role.rules.ts'
import { clearSignInCookie } from './sign-in-cookie.ts'
import { passwordForm } from './sign-in.forms.ts'
import { listSignIns } from './sign-in.queries.ts'
import { listWorkplaces } from './workplace.queries.ts'

/** Names of teams by id. Teams belong to a module above this one, so the program hands in how to ask. */
export type TeamNames = (tx: Tx, ids: readonly Id[]) => Promise<ReadonlyMap<Id, string>>

const SIGNED_IN = { config: { policy: 'signed-in' } } as const

/** A member of staff's own page. */
export function addAccountRoutes(app: FastifyInstance, services: AccessServices, nameTeams: TeamNames): void {
  app.get('/account', SIGNED_IN, async (request, reply) => {
    const signIn = getSignIn(request)
    const { account, workplaces, signIns, teamNames } = await request.context.transaction(async (tx) => {
      const [found, places, all] = await Promise.all([
        findAccount(tx, signIn.accountId),
        listWorkplaces(tx, signIn.accountId),
        listSignIns(tx, signIn.accountId),
      ])
      const teams = places.flatMap(({ teamId }) => teamId ?? [])
      const names = teams.length > 0 ? await nameTeams(tx, teams) : new Map<Id, string>()
      return { account: found, workplaces: places, signIns: all, teamNames: names }
    })
    if (!account) throw new NotFound()
    const at = workplaceKey({ organisationId: signIn.organisationId, teamId: signIn.teamId ?? null })
    const here = workplaces.find((one) => workplaceKey(one) === at)
    return reply.page(
      AccountPage({
        shell: request.shell,
        account,
        workplaces,
        teamNames,
        here,
        signIns,
        thisSignIn: signIn.id,
        now: services.clock(),
      }),
    )
  })

  app.post('/account/team', SIGNED_IN, async (request, reply) => {
    const { workplace } = (request.body ?? {}) as { workplace?: unknown }
    const chosen = await chooseWorkplace(services, request.context, getSignIn(request), String(workplace))
    if (!chosen.ok) throw new NotFound()
    return reply.redirect(homeOf(chosen.value.roles), 303)
  })

  app.post('/account/sign-out-everywhere', SIGNED_IN, async (request, reply) => {
    await endAllSignIns(services, request.context, getSignIn(request))
    clearSignInCookie(reply, services.https)
    return reply.redirect('/sign-in', 303)
  })

  app.get('/account/password', SIGNED_IN, async (request, reply) => reply.page(PasswordPage({ shell: request.shell })))

  app.post('/account/password', SIGNED_IN, async (request, reply) => {
    const show = (form: FormState<typeof passwordForm>) => reply.page(PasswordPage({ shell: request.shell, form }), 422)
    const read = readForm(passwordForm, request.body)
    if (!read.ok) return show(read.form)
    const changed = await changePassword(services, request.context, getSignIn(request), {
      ...read.value,
      address: request.ip,
    })
    if (changed.ok) return reply.redirect('/account', 303)
    if (changed.reason === 'wrong-password') return show(withIssue(emptyForm(), 'current', 'This is not your password'))
    if (changed.reason === 'wait')
      return show(withIssue(emptyForm(), 'current', 'There were too many wrong tries. Wait 15 minutes, then try again'))
    return show(withIssue(emptyForm(), 'wanted', PASSWORD_FAULTS[changed.reason]))
  })
}

function getSignIn(request: FastifyRequest) {
  const signIn = signInOf(request)
  if (!signIn) throw new NotFound()
  return signIn
}
