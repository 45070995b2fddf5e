import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { OrganisationKind } from '#foundations/access/index.ts'
import type { Need } from '../needs/needs.ts'
import type { Schedule } from './schedule.rules.ts'
import type { CapacityStatement } from './space.rules.ts'

/** Where listings come from. `republish`: whether our own feed may pass them on; no, unless the licence says so. */
export interface Source {
  id: Id
  kind: 'feed' | 'file' | 'seed'
  name: string
  address?: string
  licence?: string
  republish?: boolean
}

/** An organisation in its part as a provider; its id is that of the organisation. */
export interface Provider {
  id: Id
  sourceId: Id
  sourceRecord: string
  name: string
  kind: OrganisationKind
  charityNumber?: string
  companyNumber?: string
  description?: string
  website?: string
  email?: string
  telephone?: string
  raw?: object
}

/** Whether one gets in without steps; undefined means that nobody told us, which is not the same as no. */
export type StepFree = 'yes' | 'partly' | 'no'

/** The facts that decide whether someone can get there and in. */
export interface Access {
  stepFree?: StepFree
  hearingLoop?: boolean
  toilet?: boolean
  parking?: boolean
  /** Buses, walking, cars, in words. */
  transport?: string
  accessNotes?: string
}

export interface Location extends Access {
  id: Id
  sourceRecord: string
  locationType?: 'physical' | 'postal' | 'virtual'
  name?: string
  description?: string
  url?: string
  attention?: string
  address1?: string
  address2?: string
  city?: string
  region?: string
  county?: string
  postcode?: string
  country?: string
  /** Degrees, WGS 84. Both or neither. */
  latitude?: number
  longitude?: number
  externalIdentifier?: string
  externalIdentifierType?: string
}

export type Mode = 'in person' | 'online' | 'telephone' | 'home visit'
export type OnlyFor = 'women' | 'men' | 'carers' | 'veterans' | 'parents' | 'lgbtq'
export type JoinWay = 'drop in' | 'ring first' | 'self' | 'link worker'
export type CostKind = 'free' | 'donation' | 'paid'
export type ServiceStatus = 'active' | 'inactive' | 'defunct' | 'temporarily closed'

export interface Contact {
  name?: string
  title?: string
  department?: string
  email?: string
  telephones?: Telephone[]
}

export interface Telephone {
  number: string
  extension?: string
  kind?: string
  description?: string
}

export interface CostOption {
  option?: string
  /** In `currency`, pounds unless it says otherwise. */
  amount?: number
  currency?: string
  amountDescription?: string
  validFrom?: Day
  validTo?: Day
}

export interface ServiceArea {
  name?: string
  extent?: string
  extentType?: string
  uri?: string
}

export interface Language {
  /** BCP 47. */
  code?: string
  name?: string
  note?: string
}

/** A list of terms, as a feed names it. Its id is that of the feed where that is a UUID. */
export interface Taxonomy {
  id: Id
  name: string
  description?: string
  uri?: string
  version?: string
}

/** A term of somebody's list that a service stands under. */
export interface Term {
  id: Id
  taxonomy?: Taxonomy
  /** Its identifier in the list. */
  code?: string
  name: string
  description?: string
  parentId?: Id
  uri?: string
  /** What it says of the service: its type, who it is for. */
  linkType?: string
}

/** A whole listing, as a feed or the demo town gives it: what `saveListings` writes. */
export interface Listing {
  id: Id
  sourceId: Id
  /** Its id in the source. */
  sourceRecord: string
  providerId?: Id
  name: string
  alternateName?: string
  summary?: string
  description?: string
  status: ServiceStatus
  url?: string
  email?: string
  whoFor?: string
  onlyFor?: OnlyFor
  minimumAge?: number
  maximumAge?: number
  eligibility?: string
  welcome?: string[]
  notFor?: string[]
  joinWay?: JoinWay
  joinText?: string
  fees?: string
  costKind?: CostKind
  /** Pounds. */
  costAmount?: number
  modes?: Mode[]
  needs?: Need[]
  /** Names of the source's own categories: searched, not shown. */
  categories?: string[]
  /** Terms of taxonomies, as the source gives them. */
  terms?: Term[]
  /** Only where it differs from its locations, or where it has none. */
  access?: Access
  firstVisit?: { meets?: string; door?: string; happens?: string; buddy?: string }
  interpretationServices?: string
  accreditations?: string
  alert?: string
  /** For whom it may not be safe: shown to staff only. */
  safetyNote?: string
  assuredOn?: Day
  assurerEmail?: string
  checkedOn?: Day
  lastModified?: string
  /** A location may be shared by many listings: the same id, the same facts. */
  locations?: Location[]
  schedules?: Schedule[]
  contacts?: Contact[]
  /** Numbers that belong to no one contact. */
  telephones?: Telephone[]
  costOptions?: CostOption[]
  areas?: ServiceArea[]
  languages?: Language[]
  /** What was last said about space; older statements stay as they are. */
  capacity?: CapacityStatement
  /** The object as the source gave it. */
  raw?: object
}
