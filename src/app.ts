import type { FastifyInstance, FastifyRequest } from 'fastify'
import { addConnectionRoutes, connectionsAtEnd, storyOf } from '#care/connections/index.ts'
import { addReferralRoutes } from '#care/referrals/index.ts'
import {
  addClosingRoutes,
  addContactRoutes,
  addMeasureRoutes,
  addPlanRoutes,
  addRecordRoutes,
  addSafeguardingWatchRoutes,
  addSupportRoutes,
  addTeamPageRoutes,
  addTodayRoutes,
} from '#care/support/index.ts'
import { addSignpostingRoutes } from '#care/signposting/index.ts'
import { addApiRoutes } from '#edges/api/index.ts'
import { addOpenReferralRoutes } from '#edges/open-referral/index.ts'
import { addAccess, addAccessRoutes, partnershipOf, signedInAccount } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { addLetterPreviewRoutes, addOutboxRoutes, addReceiptRoutes } from '#foundations/messages/index.ts'
import { addDirectoryRoutes, listOf } from '#registers/directory/index.ts'
import { addTeamRoutes, listTeamsById } from '#registers/teams/index.ts'
import { addAdministrationRoutes } from '#sight/administration/index.ts'
import { addUnmetNeedRoutes } from '#sight/insight/index.ts'
import { addOverviewRoutes } from '#sight/overview/index.ts'
import { assetRoutes } from '#platform/assets.ts'
import type { MapTiles } from '#platform/config.ts'
import { addHealth } from '#platform/health.ts'
import { addErrors } from '#platform/http/errors.ts'
import { openServer } from '#platform/http/server.ts'
import type { Services } from '#platform/services.ts'
import { PAGE_ASSETS } from '#ui/page-assets.ts'
import { addPages } from '#ui/web.ts'
import { askToTell } from './ask-to-tell.ts'
import { addPreviewRoutes } from './dev.routes.tsx'
import { showFault } from './fault-page.tsx'
import { navigationFor } from './navigation.ts'

/** The whole web application, put together from its modules. Tests build the same one. */
export async function buildApp(
  services: Services,
  options: { proxies: number; receiptToken?: string; mapTiles?: MapTiles },
): Promise<FastifyInstance> {
  const app = await openServer({
    log: services.log,
    cookieSecret: services.keys.cookies,
    https: services.https,
    proxies: options.proxies,
    pictures: options.mapTiles ? [options.mapTiles.origin] : [],
  })
  addErrors(app, showFault)
  addPages(app, (request) => {
    const account = signedInAccount(request)
    return {
      ...PAGE_ASSETS,
      partnershipName: partnershipOf(request)?.name ?? '',
      navigation: navigationFor(rolesOf(request)),
      putAside: listOf(request),
      demo: services.mode === 'demo',
      ...(account && { signedIn: account }),
    }
  })
  assetRoutes(app)
  addHealth(app, services.database)
  addPreviewRoutes(app, services.mode)
  const door = { ...services, note: journal }
  addAccess(app, door)
  addAccessRoutes(
    app,
    door,
    async (tx, ids) => new Map((await listTeamsById(tx, ids)).map((team) => [team.id, team.name])),
  )
  addOutboxRoutes(app, services)
  addLetterPreviewRoutes(app, services)
  if (options.receiptToken) addReceiptRoutes(app, services, { token: options.receiptToken, onAbandoned: askToTell })
  addSignpostingRoutes(app, options.mapTiles)
  addDirectoryRoutes(app, services, options.mapTiles)
  addReferralRoutes(app, services)
  addSupportRoutes(app, services)
  addConnectionRoutes(app, services)
  addRecordRoutes(app, services, [storyOf])
  addPlanRoutes(app, services)
  addTodayRoutes(app)
  addTeamPageRoutes(app)
  addSafeguardingWatchRoutes(app)
  addContactRoutes(app, services)
  addClosingRoutes(app, services, connectionsAtEnd)
  addMeasureRoutes(app, services)
  addAdministrationRoutes(app)
  addOverviewRoutes(app)
  addUnmetNeedRoutes(app)
  addApiRoutes(app, services)
  addOpenReferralRoutes(app)
  addTeamRoutes(app, services, {
    find: '/find',
    ask: (team) => `/ask?team=${team}`,
    refer: (team) => `/refer?team=${team}`,
  })
  await app.ready()
  return app
}

/** The roles of whoever is signed in; undefined for the public, and where a page needs no database. */
const rolesOf = ({ context }: FastifyRequest): readonly string[] | undefined =>
  context?.actor.kind === 'account' ? context.actor.roles : undefined
