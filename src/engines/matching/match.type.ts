/** What is known of a person that decides where they can go. Plain values: an engine knows nobody else's types. */
export interface Seeker {
  /** In whole years; null when not known. */
  age: number | null
  needs: readonly { code: string; label: string }[]
  /** Situations they are known to be in beside their needs, as the codes that services are meant for. */
  situations: readonly string[]
  /** Languages they prefer, as BCP 47, English left out. */
  languages: readonly { code: string; name: string }[]
  /** `wheelchair` and `no-steps` both need a way in without steps; the words differ. */
  steps: 'wheelchair' | 'no-steps' | null
  hearingLoop: boolean
  /** They cannot easily come out: home visits, telephone and online come first. */
  staysAtHome: boolean
  noTelephone: boolean
  /** Groups that offers are kept for: which ones they are known to belong to, and which surely not. */
  belongsTo: readonly string[]
  notAmong: readonly string[]
  moneyIsTight: boolean
  /** Days that suit, as MO to SU; empty: any. */
  days: readonly string[]
  /** Ways of taking part that suit ("in person", "online", "telephone", "home visit"); empty: any. */
  modes: readonly string[]
  /** Postcode district, "ZZ1"; null when it is not known or must not be used. */
  district: string | null
}

/** What is known of a service. Words that need a calendar (when next, space) come as they are to be read. */
export interface Offering {
  id: string
  name: string
  status: 'active' | 'inactive' | 'defunct' | 'temporarily closed'
  needs: readonly string[]
  /** Those of its needs that say for whom it is rather than what it does: newcomers, carers, people who stopped drinking. */
  meantFor: readonly { code: string; label: string }[]
  /** How the words that were searched for were met: in its name or first line, in all its text, in part, or only nearly. */
  wordsMet: 'name' | 'all' | 'any' | 'near' | null
  minimumAge: number | null
  maximumAge: number | null
  /** Kept for one group, with the words for it: "women". */
  onlyFor: { code: string; words: string } | null
  modes: readonly string[]
  /** In a straight line to the nearest of its places; null when not known. */
  kilometres: number | null
  /** One end is only the middle of a postcode district. */
  rough: boolean
  /** BCP 47. */
  languages: readonly string[]
  stepFree: 'yes' | 'partly' | 'no' | null
  hearingLoop: boolean | null
  cost: { kind: 'free' | 'donation' | 'paid' | null; words: string }
  /** Days on which it meets, MO to SU; null when nobody told us. */
  days: readonly string[] | null
  space: { state: 'open' | 'limited' | 'waiting list' | 'full' | 'unknown'; words: string }
  /** The last day on which somebody checked the listing, as 2026-04-01; null when nobody says. */
  checkedOn: string | null
  /** Postcode districts it keeps to; empty: no such limit is known. */
  districts: readonly string[]
  /** For whom it may not be safe, or how to use it safely. */
  safetyNote: string | null
  /** What this person had to do with it before: a connection that runs, or one that came to nothing, in words. */
  before: { open: boolean; words: string } | null
}

export type Factor =
  | 'need'
  | 'words'
  | 'distance'
  | 'language'
  | 'access'
  | 'way'
  | 'group'
  | 'cost'
  | 'time'
  | 'space'
  | 'freshness'
  | 'area'
  | 'safety'
  | 'before'

/** One thing that speaks for a service or against it: how much it counts, and how it is said. */
export interface Point {
  factor: Factor
  points: number
  words: string
}

export interface Suggestion {
  id: string
  /** The sum of all points: nothing else decides the order, but that what is full comes last. */
  score: number
  full: boolean
  reasons: Point[]
  doubts: Point[]
}

/** Why a service is left out altogether. What can be asked about is a doubt, not one of these. */
export type Exclusion =
  | 'closed'
  | 'too-young'
  | 'too-old'
  | 'not-for-them'
  | 'stale'
  | 'already-connected'
  | 'other-way'

export interface ShortList {
  suggestions: Suggestion[]
  excluded: { id: string; why: Exclusion }[]
}
