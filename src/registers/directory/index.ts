import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/services.ts'

export { fetchFeed, type FetchedFeed, type FetchOptions } from './fetch-feed.ts'
export type { FeedFile, Refusal } from './feed-file.rules.ts'
export { importOpenReferral, sourceIdOf, type ImportReport } from './import-open-referral.ts'
export { saveListings, saveProviders, saveSource } from './listing.queries.ts'
export type * from './listing.type.ts'
export { isNeed, NEEDS, type Need } from './needs.ts'
export type { Schedule } from './schedule.rules.ts'
export { CONFIRMED_FOR_DAYS, type CapacityStatement } from './space.rules.ts'

