import type { FastifyInstance } from 'fastify'
import type { MapTiles } from '#platform/config.ts'
import type { Services } from '#platform/services.ts'
import { addSaved } from './saved/saved-cookie.ts'
import { addSavedRoutes } from './saved/saved.routes.tsx'
import { addSearchRoutes } from './search/search.routes.tsx'
import { addServiceRoutes } from './service-page/service.routes.tsx'

export {
  countServices,
  countServicesFor,
  type ServiceCounts,
  type ServicesForNeed,
} from './listing/count-services.queries.ts'
export { sayAccess } from './listing/access.rules.ts'
export { sayCostShortly } from './listing/cost.rules.ts'
export type { FeedFile, Refusal } from './feeds/feed-file.rules.ts'
export { importOpenReferral, sourceIdOf } from './feeds/import-open-referral.ts'
export { harvestFeed, type HarvestReport } from './feeds/harvest-feed.ts'
export { directoryJobs } from './directory.jobs.ts'
export { listHarvests, type HarvestRow } from './feeds/harvest.queries.ts'
export type { ImportReport } from './feeds/take-in.ts'
export { findSource, saveListings, saveProviders, saveSource } from './listing/listing.queries.ts'
export { languageName, mailLink, sayWhoFor, shownText, telephoneLink, webLink } from './listing/listing.rules.ts'
export type * from './listing/listing.type.ts'
export { sortAgain } from './needs/sort-again.ts'
export { isNeed, NEEDS, type Need } from './needs/needs.ts'
export { listOf } from './saved/saved-cookie.ts'
export { needsSaid } from './needs/needs-said.rules.ts'
export { lastSession, nextSession, sayNext, sayWhen, type Schedule } from './listing/schedule.rules.ts'
export { leftOutOf, readSearch, WAYS, WEEKDAYS, type Search } from './search/search.rules.ts'
export { searchServices, type FoundService } from './search/search.queries.ts'
export { countUnmet } from './search/count-unmet.ts'
export { urgentHelpFor } from './search/urgent-help.rules.ts'
export { whyFound } from './search/why.rules.ts'
export { TIMES, WHO } from './search/search.rules.ts'
export type * from './publish/published.type.ts'
export {
  countPublishedPlaces,
  countPublishedServices,
  findPublishedPlace,
  findPublishedService,
  listChangedServices,
  listPublishedPlaces,
  listPublishedServices,
} from './publish/published-service.queries.ts'
export {
  countPublishedOrganisations,
  findPublishedOrganisation,
  listPublishedOrganisations,
  type OfServices,
} from './publish/published-organisation.queries.ts'
export { listPublishedSources } from './publish/published-source.queries.ts'
export {
  countPublishedTaxonomies,
  countPublishedTerms,
  findPublishedTaxonomy,
  findPublishedTerm,
  listPublishedTaxonomies,
  listPublishedTerms,
  type WantedTerms,
} from './publish/published-term.queries.ts'
export { importTaxonomy, type AboutTaxonomy } from './taxonomies/import-taxonomy.ts'
export { NEED_TAXONOMY, needTermId } from './taxonomies/need-taxonomy.rules.ts'
export { importSpreadsheet, type SpreadsheetReport } from './spreadsheets/import-spreadsheet.ts'
export { type Mapping, readMapping } from './spreadsheets/mapping.rules.ts'
export { getService, type ServiceDetails } from './service-page/service.queries.ts'
export {
  countUnmetSearch,
  listUnmetSearches,
  saveUnmetSearches,
  type UnmetNeed,
  type UnmetOfQuarter,
  type UnmetSearches,
} from './unmet/unmet-search.queries.ts'
export { CONFIRMED_FOR_DAYS, saySpace, spaceOn, type CapacityStatement, type Space } from './listing/space.rules.ts'

/** The public pages of the directory: search, one service, and the list of what a visitor saved. */
export function addDirectoryRoutes(app: FastifyInstance, services: Services, tiles?: MapTiles): void {
  addSaved(app, services.https)
  addSavedRoutes(app, services)
  addSearchRoutes(app, tiles)
  addServiceRoutes(app, services)
}
