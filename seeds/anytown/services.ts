import { getPostcode } from './places.ts'
import { PROVIDERS } from './providers.ts'
import type { Location, Service, ServiceListing } from './service.type.ts'
import { BELONGING } from './services/belonging.ts'
import { CARERS } from './services/carers.ts'
import { COMPANY } from './services/company.ts'
import { DIGITAL_AND_TRAVEL } from './services/digital-and-travel.ts'
import { DISABILITY } from './services/disability.ts'
import { FAMILIES } from './services/families.ts'
import { FOOD } from './services/food.ts'
import { GRIEF } from './services/grief.ts'
import { HEALTH } from './services/health.ts'
import { HOME } from './services/home.ts'
import { LATER_LIFE } from './services/later-life.ts'
import { MAKING } from './services/making.ts'
import { MEMORY } from './services/memory.ts'
import { MIND } from './services/mind.ts'
import { MONEY } from './services/money.ts'
import { MOVING } from './services/moving.ts'
import { NEWCOMERS } from './services/newcomers.ts'
import { OUTDOORS } from './services/outdoors.ts'
import { RECOVERY } from './services/recovery.ts'
import { SAFETY } from './services/safety.ts'
import { WORK } from './services/work.ts'
import { VENUES } from './venues.ts'

const LISTINGS: ServiceListing[] = [
  COMPANY,
  GRIEF,
  MIND,
  MONEY,
  HOME,
  FOOD,
  MOVING,
  MAKING,
  OUTDOORS,
  CARERS,
  MEMORY,
  FAMILIES,
  NEWCOMERS,
  BELONGING,
  LATER_LIFE,
  WORK,
  DIGITAL_AND_TRAVEL,
  HEALTH,
  DISABILITY,
  RECOVERY,
  SAFETY,
].flat()

const venuesByKey = new Map(VENUES.map((venue) => [venue.key, venue]))
const providersByKey = new Map(PROVIDERS.map((provider) => [provider.key, provider]))

/** Every service of the town, with its places and its way of contact filled in from its venues and its provider. */
export const SERVICES: Service[] = LISTINGS.map(toService)

function toService(listing: ServiceListing): Service {
  const provider = providersByKey.get(listing.provider)
  if (!provider) throw new Error(`${listing.key} names the unknown provider ${listing.provider}`)
  const { telephone, email, website } = provider
  return { ...listing, locations: locationsOf(listing), contact: { telephone, email, website, ...listing.contact } }
}

function locationsOf(listing: ServiceListing): Location[] {
  const keys = new Set(listing.sessions.flatMap((session) => session.location ?? []))
  return [...keys].map((key) => {
    const venue = venuesByKey.get(key)
    if (!venue) throw new Error(`${listing.key} meets at the unknown venue ${key}`)
    const { latitude, longitude } = getPostcode(venue.postcode)
    return { ...venue, latitude, longitude }
  })
}
