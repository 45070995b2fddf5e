/** An outcome measure as data: what is asked, how it may be answered, how it is scored, and what is known of the scores. */
export interface Measure {
  /** In addresses and rows: "ucla3". */
  code: string
  name: string
  /** What it asks about, inside a sentence: "loneliness". */
  about: string
  version: string
  licence: Licence
  intro: string | null
  items: Item[]
  scale: Scale
  /** Ways of not answering that may be offered; none where the instrument has no room for them. */
  skips: Skip[]
  scores: ScoreRule[]
  flags: Flag[]
  sources: string[]
  /** What nobody has read in a source yet. */
  unverified: string[]
}

export interface Licence {
  /** Open: may be shown by anybody. Licensed: words and permission come from whoever runs the installation. */
  kind: 'open' | 'licensed'
  terms: string
  /** How its makers are named. */
  credit: string
}

export interface Item {
  id: string
  /** Null: others own the words. */
  text: string | null
  /** Counts the other way round in sums: the highest answer as the lowest. */
  reversed: boolean
}

/** How each item is answered, in whole numbers. */
export type Scale =
  | { kind: 'range'; from: number; to: number; lowest: string; highest: string }
  | { kind: 'choice'; options: Option[] }

export interface Option {
  value: number
  label: string | null
}

export type Skip = 'dont-know' | 'not-said'

/** One number that follows from the answers to some items. */
export interface ScoreRule {
  id: string
  /** At the start of a sentence: "Loneliness". */
  name: string
  items: string[]
  method: 'sum' | 'mean'
  /** With up to this many answers missing, the mean of the others stands in for them. */
  mayMiss: number
  from: number
  to: number
  better: 'higher' | 'lower'
  /** The answer itself is what is said, by its words; the number only orders. */
  category: boolean
  /** From the raw sum to the published metric; the index is the sum less the lowest sum. */
  table: number[] | null
  bands: Bands | null
  /** The smallest change that means something for one person, in points of this score. */
  change: { points: number; words: string; source: string; verified: boolean } | null
}

/** From lowest to highest; the first that reaches up to the value is the one. */
export interface Bands {
  verified: boolean
  source: string
  list: { label: string; upTo: number }[]
}

/** A score or an answer that somebody must look at. Never a diagnosis, and never the order in which people are helped. */
export interface Flag {
  id: string
  /** A score or an item. */
  on: string
  atLeast: number
  label: string
  verified: boolean
  /** Said to staff; made a task of; or also answered at once with whom to ring. */
  action: 'say' | 'task' | 'urgent-help'
}

/** What was answered to each item: a number of the scale, a way of not answering, or nothing. */
export type Answers = Readonly<Record<string, Answer>>
export type Answer = number | Skip | null

/** The same shape as the platform's, which an engine does not know. */
export type Decision<T, Reason extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Reason }
