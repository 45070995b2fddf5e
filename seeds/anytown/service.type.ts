import type { OrganisationKind } from '#foundations/access/index.ts'
import type { Need } from '#registers/directory/needs/needs.ts'
import type { District } from './places.type.ts'

export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU'

/** Every week on a day, or the nth (or, with -1, the last) such day of each month, as in iCalendar's BYDAY: "2TU". */
export type SessionDay = Weekday | `${1 | 2 | 3 | 4 | -1}${Weekday}`

export type Mode = 'in person' | 'online' | 'telephone' | 'home visit'

/** Whom a service is kept for. Absent means everyone within the ages. */
export type OnlyFor = 'women' | 'men' | 'carers' | 'veterans' | 'parents' | 'lgbtq'

export type Provider = {
  key: string
  name: string
  kind: OrganisationKind
  description: string
  telephone: string | null
  email: string | null
  website: string | null
}

/** null means that nobody has told us, which is not the same as no. */
export type Access = {
  stepFree: true | false | 'partly' | null
  hearingLoop: boolean | null
  toilet: boolean | null
  parking: boolean | null
  bus: string
  notes?: string
}

export type Venue = { key: string; name: string; address1: string; postcode: string; access: Access }

/** A session without a location is by telephone, online, at the person's home, or at an address that is told later. */
export type Session = { day: SessionDay; from: string; to: string; text?: string; location?: string }

export type ServiceListing = {
  key: string
  provider: string
  name: string
  summary: string
  /** Paragraphs. */
  description: string[]
  needs: [Need, ...Need[]]
  who: { text: string; minimumAge?: number; maximumAge?: number; onlyFor?: OnlyFor }
  criteria?: { welcome: string[]; notFor: string[] }
  /** Pounds for one session, unless the text says otherwise. */
  cost: { kind: 'free' | 'donation' | 'paid'; amount?: number; text: string }
  sessions: Session[]
  mode: [Mode, ...Mode[]]
  /** BCP 47; bfi is British Sign Language. */
  languages: string[]
  /** Only what differs from, or is to be added to, the access facts of the venue. */
  access?: Partial<Access>
  firstVisit: { whoMeetsYou: string; whichDoor: string; whatHappens: string; buddy?: string }
  howToJoin: { way: 'drop in' | 'ring first' | 'self' | 'link worker'; text: string }
  /** Only what differs from the provider's. */
  contact?: Contact
  /** Postcode districts served, where that is not the whole town. */
  covers?: District[]
  spaces: {
    state: 'open' | 'limited' | 'waiting list' | 'full' | 'unknown'
    places?: number
    confirmedDaysAgo: number | null
  }
  checkedDaysAgo: number
  status: 'active' | 'temporarily closed'
  /** For whom this may not be safe, or how to use it safely. Shown to staff and in matching. */
  safety?: string
}

export type Contact = { telephone?: string | null; email?: string | null; website?: string | null }

export type Location = Venue & { latitude: number; longitude: number }

/** A listing with its places and its way of contact filled in: what the loader reads. Each place has its own access facts. */
export type Service = Omit<ServiceListing, 'contact'> & { locations: Location[]; contact: Required<Contact> }
