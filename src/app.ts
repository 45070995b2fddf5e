import type { FastifyInstance } from 'fastify'
import { addSignpostingRoutes } from '#care/signposting/index.ts'
import { addAccess, signedInAccount } from '#foundations/access/index.ts'
import { addDirectoryRoutes } from '#registers/directory/index.ts'
import { addTeamRoutes } from '#registers/teams/index.ts'
import { assetRoutes } from '#platform/assets.ts'
import { addHealth } from '#platform/health.ts'
import { addErrors } from '#platform/http/errors.ts'
import { openServer } from '#platform/http/server.ts'
import type { Services } from '#platform/services.ts'
import { PAGE_ASSETS } from '#ui/page-assets.ts'
import { addPages } from '#ui/web.ts'
import { showFault } from './fault-page.tsx'
import { navigationFor } from './navigation.ts'

/** The whole web application, put together from its modules. Tests build the same one. */
export async function buildApp(services: Services, options: { proxies: number }): Promise<FastifyInstance> {
  const app = await openServer({ log: services.log, cookieSecret: services.keys.cookies, https: services.https, proxies: options.proxies })
  addErrors(app, showFault)
  addPages(app, (request) => {
    const account = signedInAccount(request)
    return {
      ...PAGE_ASSETS,
      partnershipName: request.partnership?.name ?? '',
      navigation: navigationFor(account?.roles),
      demo: services.mode === 'demo',
      ...(account && { signedIn: { name: account.name, roleWord: account.roleWord } }),
    }
  })
  assetRoutes(app)
  addHealth(app, services.database)
  addAccess(app, services)
  addSignpostingRoutes(app)
  addDirectoryRoutes(app, services)
  addTeamRoutes(app, services)
  await app.ready()
  return app
}
