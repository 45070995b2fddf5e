import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/services.ts'
import { addSearchRoutes } from './search.routes.tsx'
import { addServiceRoutes } from './service.routes.tsx'

export { countServices, type ServiceCounts } from './count-services.queries.ts'
export { sayCostShortly } from './cost.rules.ts'
export type { FeedFile, Refusal } from './feed-file.rules.ts'
export { fetchFeed, type FetchedFeed, type FetchOptions } from './fetch-feed.ts'
export { importOpenReferral, sourceIdOf, type ImportReport } from './import-open-referral.ts'
export { findSource, saveListings, saveProviders, saveSource } from './listing.queries.ts'
export { languageName, sayWhoFor, shownText, telephoneLink } from './listing.rules.ts'
export type * from './listing.type.ts'
export { isNeed, NEEDS, type Need } from './needs.ts'
export { needsSaid } from './needs-said.rules.ts'
export { lastSession, nextSession, sayNext, sayWhen, type Schedule } from './schedule.rules.ts'
export { readSearch, WAYS, WEEKDAYS, type Search } from './search.rules.ts'
export { searchServices, type Found, type FoundService } from './search.queries.ts'
export { needsToFind } from './search-words.rules.ts'
export { getService, type ServiceDetails } from './service.queries.ts'
export { CONFIRMED_FOR_DAYS, saySpace, spaceOn, type CapacityStatement, type Space } from './space.rules.ts'

/** The public pages of the directory: search and one service. */
export function addDirectoryRoutes(app: FastifyInstance, _services: Services): void {
  addSearchRoutes(app)
  addServiceRoutes(app)
}
