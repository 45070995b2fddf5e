import type { Context } from '#platform/context.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import { idFrom, type Id } from '#platform/ids.ts'
import {
  saveListings,
  saveProviders,
  saveSource,
  type Access,
  type Listing,
  type Location,
  type Schedule,
} from '#registers/directory/index.ts'
import { ORGANISATIONS } from './organisations.ts'
import { providerId } from './provider-id.ts'
import { PROVIDERS } from './providers.ts'
import { SERVICES } from './services.ts'
import type { Access as SeedAccess, Location as SeedLocation, Service, Session } from './service.type.ts'

export const SOURCE_ID: Id = idFrom('anytown', 'source')

/** The id of a service of the town: links to it work on every machine. */
export const serviceId = (key: string): Id => idFrom('anytown', 'service', key)

/** Providers and their listings. */
export async function loadDirectory(ctx: Context): Promise<void> {
  await ctx.transaction(async (tx) => {
    const today = dayOf(tx.now())
    saveSource(tx, {
      id: SOURCE_ID,
      kind: 'seed',
      name: 'Anytown directory',
      licence: 'Invented for the demonstration',
      republish: true,
    })
    // Providers that also refer or have a team are there already, with their codes.
    saveProviders(
      tx,
      PROVIDERS.map(({ key, name, kind, description, telephone, email, website }) => ({
        id: providerId(key),
        sourceId: SOURCE_ID,
        sourceRecord: key,
        name: organisationName(key) ?? name,
        kind,
        description,
        telephone: telephone ?? undefined,
        email: email ?? undefined,
        website: website ?? undefined,
      })),
    )
    saveListings(
      tx,
      SERVICES.map((service) => listingOf(service, today)),
    )
  })
}

const organisationName = (key: string) => ORGANISATIONS.find((o) => o.provider === key)?.name

function listingOf(service: Service, today: Day): Listing {
  const { contact, spaces, cost, who, howToJoin, firstVisit } = service
  return {
    id: serviceId(service.key),
    sourceId: SOURCE_ID,
    sourceRecord: service.key,
    providerId: providerId(service.provider),
    name: service.name,
    summary: service.summary,
    description: service.description.join('\n\n'),
    status: service.status,
    url: contact.website ?? undefined,
    email: contact.email ?? undefined,
    telephones: contact.telephone ? [{ number: contact.telephone }] : [],
    whoFor: who.text,
    onlyFor: who.onlyFor,
    minimumAge: who.minimumAge,
    maximumAge: who.maximumAge,
    welcome: service.criteria?.welcome,
    notFor: service.criteria?.notFor,
    joinWay: howToJoin.way,
    joinText: howToJoin.text,
    fees: cost.text,
    costKind: cost.kind,
    costAmount: cost.amount,
    modes: service.mode,
    needs: service.needs,
    languages: service.languages.map((code) => ({ code })),
    access: service.access && accessOf(service.access),
    firstVisit: {
      meets: firstVisit.whoMeetsYou,
      door: firstVisit.whichDoor,
      happens: firstVisit.whatHappens,
      buddy: firstVisit.buddy,
    },
    safetyNote: service.safety,
    assuredOn: addDays(today, -service.checkedDaysAgo),
    checkedOn: addDays(today, -service.checkedDaysAgo),
    locations: service.locations.map(locationOf),
    schedules: service.sessions.map(scheduleOf),
    areas: service.covers?.map((district) => ({ name: district })),
    capacity:
      spaces.state === 'unknown' || spaces.confirmedDaysAgo === null
        ? undefined
        : { state: spaces.state, places: spaces.places ?? null, confirmedOn: addDays(today, -spaces.confirmedDaysAgo) },
  }
}

const locationId = (key: string): Id => idFrom('anytown', 'location', key)

const locationOf = ({ key, name, address1, postcode, latitude, longitude, access }: SeedLocation): Location => ({
  id: locationId(key),
  sourceRecord: key,
  locationType: 'physical',
  name,
  address1,
  city: 'Anytown',
  county: 'Wenlow Valley',
  postcode,
  country: 'GB',
  latitude,
  longitude,
  ...accessOf(access),
})

/** null in the seed means that nobody told us. */
const accessOf = ({ stepFree, hearingLoop, toilet, parking, bus, notes }: Partial<SeedAccess>): Access => ({
  stepFree:
    stepFree === undefined || stepFree === null
      ? undefined
      : stepFree === true
        ? 'yes'
        : stepFree === false
          ? 'no'
          : stepFree,
  hearingLoop: hearingLoop ?? undefined,
  toilet: toilet ?? undefined,
  parking: parking ?? undefined,
  transport: bus,
  accessNotes: notes,
})

const scheduleOf = ({ day, from, to, text, location }: Session): Schedule => ({
  locationId: location ? locationId(location) : null,
  freq: day.length > 2 ? 'MONTHLY' : 'WEEKLY',
  byday: day,
  opensAt: from,
  closesAt: to,
  description: text ?? null,
})
