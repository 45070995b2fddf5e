import type { FastifyInstance } from 'fastify'
import { contextOf, type Context } from '#platform/context.ts'
import { dayOf } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { isId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { GROUP_POLICY } from '../connection.policy.ts'
import { ComingPage } from './coming.pages.tsx'
import { sortComing } from './coming.rules.ts'
import type { GroupDoor, GroupRequest } from './group-door.ts'
import { addGroupRoutes, saySaved } from './group.routes.tsx'
import { listComing } from './group-view.queries.ts'

const guarded = { config: { policy: GROUP_POLICY } } as const

/** `/coming`: a group's side with an account. One list, and the same pages as behind each of its links. */
export function addComingRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: { saved?: unknown } }>('/coming', guarded, async ({ context, shell, query }, reply) => {
    const ctx = asGroup(services, context)
    const people = sortComing(await ctx.transaction(listComing), dayOf(ctx.now()))
    return reply.page(<ComingPage {...{ shell, people }} now={ctx.now()} notice={saySaved(query.saved)} />)
  })
  addGroupRoutes(app, services, accountDoor(services))
}

const accountDoor = (services: Services): GroupDoor => ({
  url: '/coming/:id',
  read: guarded,
  write: guarded,
  back: '/coming',
  async opened({ context, params: { id } }, _reply, show) {
    if (!id || !isId(id)) throw new NotFound('connection')
    return show({ context: asGroup(services, context), recordId: id })
  },
  href: hrefOf,
  after: (request, noun) =>
    ENDS_SIGHT.includes(noun) || isFromList(request)
      ? `/coming?saved=${noun}#coming`
      : `${hrefOf(request)}?saved=${noun}`,
})

/** After these the group has no more to do with the person, so their page is gone. */
const ENDS_SIGHT: readonly string[] = ['not-now', 'not-right', 'not-coming']

const isFromList = ({ body }: GroupRequest): boolean => Boolean((body as { list?: string } | undefined)?.list)

function hrefOf({ params }: GroupRequest): string {
  return `/coming/${params.id}`
}

/** The same member of staff as a member of their group, whatever else they may be: a colleague may also have a team. */
function asGroup({ database }: Services, { actor, requestId, now }: Context): Context {
  if (actor.kind !== 'account') throw new NotFound('group')
  const { teamId: _, ...member } = actor
  return contextOf(database, { ...member, roles: ['provider'] }, requestId, now)
}
