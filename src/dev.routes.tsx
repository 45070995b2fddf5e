import type { FastifyInstance } from 'fastify'
import { type Context } from '#platform/context.ts'
import type { Mode } from '#platform/config.ts'
import { isMachineAddress, type RoutePolicy } from '#platform/http/server.ts'
import { components, pages } from '#ui/preview.tsx'
import { AllComponents, AllPages, type ListedPage } from './dev.pages.tsx'
import { findAddresses } from './dev.queries.ts'

/** Previews of components, of page states and of every page with a record of Anytown, for looking at them; never in production. */
export function addPreviewRoutes(app: FastifyInstance, mode: Mode): void {
  if (mode === 'production') return
  const open = { config: { policy: 'public' } } as const
  app.get('/dev/components', open, ({ shell }, reply) => reply.page(<AllComponents {...{ shell, components }} />))
  app.get('/dev/pages', open, async ({ shell, context }, reply) =>
    reply.page(<AllPages shell={shell} states={pages} pages={await listPages(app, context)} />),
  )
  app.get<{ Params: { number: string } }>('/dev/pages/:number', open, (request, reply) => {
    const found = pages[Number(request.params.number) - 1]
    return found ? reply.page(found.node(request.shell)) : reply.callNotFound()
  })
}

/** Answers that are no pages of their own. */
const NO_PAGES = /^\/(assets|dev|health|practices\/suggest)|\.pdf$/

async function listPages({ routeTable }: FastifyInstance, context: Context): Promise<ListedPage[]> {
  const routes = routeTable.filter(
    ({ method, url }) => method === 'GET' && !NO_PAGES.test(url) && !isMachineAddress(url),
  )
  const addresses = await context.transaction((tx) =>
    findAddresses(
      tx,
      routes.map(({ url }) => url),
    ),
  )
  return routes.map(({ url, policy }, n) => ({
    pattern: url,
    forWhom: sayPolicy(policy),
    address: mayOpen(policy, context) ? addresses[n] : undefined,
  }))
}

const sayPolicy = (policy: RoutePolicy): string => {
  if (policy === 'public') return 'anyone'
  if (policy === 'signed-in') return 'anyone signed in'
  return ('roles' in policy ? policy.roles : [policy.scope]).join(', ').replaceAll('_', ' ')
}

function mayOpen(policy: RoutePolicy, { actor }: Context): boolean {
  if (policy === 'public') return true
  if (actor.kind !== 'account') return false
  return policy === 'signed-in' || ('roles' in policy && policy.roles.some((role) => actor.roles.includes(role)))
}
