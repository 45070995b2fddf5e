import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Place } from '#foundations/geography/index.ts'
import type { CostKind, JoinWay, Mode, OnlyFor, ServiceStatus, StepFree } from '../listing/listing.type.ts'
import type { Need } from '../needs/needs.ts'
import type { Schedule } from '../listing/schedule.rules.ts'
import type { CapacityStatement } from '../listing/space.rules.ts'

// What may leave the directory, as the database gives it: instants are ISO texts, what nobody told us is null.

/** What somebody asks of our feed. Everything given must hold. */
export interface Wanted {
  search?: string
  termId?: Id
  taxonomyId?: Id
  organisationId?: Id
  /** On or after. */
  modifiedAfter?: Date
  /** Services whose youngest age is at least this, and whose oldest is at most that. */
  minimumAge?: number
  maximumAge?: number
  /** Weekdays as in byday: "MO". */
  days?: readonly string[]
  /** "10:00": a session that opens then or later, and one that closes then or earlier; both of the same session. */
  opensFrom?: string
  closesBy?: string
  /** With metres: a place of the service lies within them. Without: the service says that it covers it. */
  place?: Place
  metres?: number
}

/** A part of a list in the order of ids: after an id, or so many further on. */
export interface Window {
  after?: Id
  skip?: number
  limit: number
}

/** `minimal`: id and when it changed; `brief`: without lists in it; `full`: all of it. */
export type Shape = 'minimal' | 'brief' | 'full'

export interface PublishedAccess {
  stepFree: StepFree | null
  hearingLoop: boolean | null
  toilet: boolean | null
  parking: boolean | null
  transport: string | null
  accessNotes: string | null
}

export interface PublishedOrganisation {
  id: Id
  name: string
  description: string | null
  email: string | null
  website: string | null
  telephone: string | null
  charityNumber: string | null
  companyNumber: string | null
  odsCode: string | null
  services?: (PublishedService | { id: Id; name: string; status: ServiceStatus })[]
}

export interface PublishedSource {
  id: Id
  name: string
  licence: string | null
  /** When it was last read. */
  fetchedAt: string
}

export interface PublishedTerm {
  id: Id
  name: string
  description: string | null
  parentId: Id | null
  uri: string | null
  code: string | null
  taxonomyId: Id | null
  taxonomyName: string | null
  linkType?: string | null
}

export interface PublishedTaxonomy {
  id: Id
  name: string
  description: string | null
  uri: string | null
  version: string | null
  licence: string | null
  /** How many terms it has. */
  terms: number
}

export interface PublishedLocation extends PublishedAccess {
  id: Id
  locationType: 'physical' | 'postal' | 'virtual'
  name: string | null
  description: string | null
  url: string | null
  attention: string | null
  address1: string | null
  address2: string | null
  city: string | null
  region: string | null
  county: string | null
  postcode: string | null
  country: string | null
  /** The local authority in which its postcode lies; asked only where the city or county is missing. */
  authority: string | null
  latitude: number | null
  longitude: number | null
  externalIdentifier: string | null
  externalIdentifierType: string | null
}

/** A service at a location. */
export interface PublishedPlace {
  id: Id
  location: PublishedLocation
}

interface Telephone {
  id: Id
  contactId: Id | null
  number: string
  extension: string | null
  kind: string | null
  description: string | null
}

/** The lists that hang on a service. */
export interface PublishedParts {
  schedules: (Schedule & { id: Id; atId: Id | null })[]
  places: PublishedPlace[]
  contacts: { id: Id; name: string | null; title: string | null; department: string | null; email: string | null }[]
  telephones: Telephone[]
  costOptions: {
    id: Id
    option: string | null
    amount: number | null
    currency: string | null
    amountDescription: string | null
    validFrom: Day | null
    validTo: Day | null
  }[]
  areas: { id: Id; name: string | null; extent: string | null; extentType: string | null; uri: string | null }[]
  languages: { id: Id; code: string | null; name: string | null; note: string | null }[]
  terms: PublishedTerm[]
  /** As the source gave it; of any shape. */
  funding: unknown
}

export interface PublishedService extends PublishedAccess {
  id: Id
  sourceRecord: string
  name: string
  alternateName: string | null
  summary: string | null
  description: string | null
  status: ServiceStatus
  url: string | null
  email: string | null
  fees: string | null
  accreditations: string | null
  minimumAge: number | null
  maximumAge: number | null
  assuredOn: Day | null
  assurerEmail: string | null
  checkedOn: Day | null
  alert: string | null
  /** When it last changed here. */
  changedAt: string
  /** When its source says that it changed. */
  lastModified: string | null
  eligibility: string | null
  whoFor: string | null
  onlyFor: OnlyFor | null
  welcome: string[]
  notFor: string[]
  joinWay: JoinWay | null
  joinText: string | null
  waitTime: string | null
  costKind: CostKind | null
  costAmount: number | null
  modes: Mode[]
  needs: Need[]
  meets: string | null
  door: string | null
  happens: string | null
  buddy: string | null
  interpretation: string | null
  capacity: (CapacityStatement & { id: Id }) | null
  source: PublishedSource
  organisation: PublishedOrganisation | null
  parts?: PublishedParts
}

/** A service by its id and change alone. */
export interface ChangedService {
  id: Id
  name: string
  status: ServiceStatus
  changedAt: string
}
