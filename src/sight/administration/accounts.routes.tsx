import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { reviewAccounts } from '#foundations/access/index.ts'
import { actorId } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import { listTeams } from '#registers/teams/index.ts'
import { AccountReviewPage, AccountsPage } from './accounts.pages.tsx'
import type { TakeRefusal } from './accounts.rules.ts'
import { ADMINISTRATOR_POLICY } from './administration.policy.ts'
import { endAccess, restoreAccess } from './change-access.ts'
import { A_PAGE, pageIn } from './page-number.ts'

const config = { policy: ADMINISTRATOR_POLICY }
type ById = { Params: { id: string } }

/** Who has access, and taking it away or giving it back. */
export function addAccountReviewRoutes(app: FastifyInstance): void {
  app.get<{ Querystring: Record<string, unknown> }>('/accounts', { config }, async (request, reply) => {
    const { context, shell, query } = request
    const page = pageIn(query)
    const organisationId = isId(query.organisation) ? query.organisation : undefined
    const [{ accounts, total }, teamNames] = await context.transaction((tx) =>
      Promise.all([
        reviewAccounts(tx, { organisationId, limit: A_PAGE, skip: (page - 1) * A_PAGE }),
        listTeamNames(tx),
      ]),
    )
    const organisation = organisationId && accounts[0] && { id: organisationId, name: accounts[0].organisationName }
    const props = { accounts, total, page, pages: Math.ceil(total / A_PAGE), teamNames, today: dayOf(context.now()) }
    return reply.page(<AccountsPage shell={shell} {...props} organisation={organisation || undefined} />)
  })
  app.get<ById>('/accounts/:id', { config }, (request, reply) => show(request, reply))
  app.post<ById>('/accounts/:id/disabling', { config }, async (request, reply) => {
    const decision = await endAccess(request.context, idOf(request))
    return decision.ok ? back(request, reply) : show(request, reply, decision.reason)
  })
  app.post<ById>('/accounts/:id/enabling', { config }, async (request, reply) => {
    await restoreAccess(request.context, idOf(request)) // who has access has it already
    return back(request, reply)
  })
}

const back = ({ params }: FastifyRequest<ById>, reply: FastifyReply): FastifyReply =>
  reply.redirect(`/accounts/${params.id}`, 303)

async function show(request: FastifyRequest<ById>, reply: FastifyReply, refused?: TakeRefusal): Promise<FastifyReply> {
  const { context, shell } = request
  const accountId = idOf(request)
  const [{ accounts }, teamNames] = await context.transaction((tx) =>
    Promise.all([reviewAccounts(tx, { accountId, limit: 1 }), listTeamNames(tx)]),
  )
  const [account] = accounts
  if (!account) throw new NotFound('account')
  const own = actorId(context.actor) === account.id
  const props = { account, teamNames, own, today: dayOf(context.now()) }
  return reply.page(<AccountReviewPage shell={shell} {...props} refused={refused} />, refused ? 409 : 200)
}

const listTeamNames = async (tx: Tx): Promise<ReadonlyMap<Id, string>> =>
  new Map((await listTeams(tx)).map(({ id, name }) => [id, name]))

/** Throws NotFound for what is no id. */
function idOf({ params }: FastifyRequest<ById>): Id {
  if (!isId(params.id)) throw new NotFound('account')
  return params.id
}
