import type { Day } from '#platform/days.ts'

/** A letter as data: whoever writes one says what stands in it, `renderLetter` how it looks. Plain text throughout. */
export interface Letter {
  sender: Sender
  /** Name first, then the lines of the address: they stand in the window of the envelope. */
  recipient: readonly string[]
  date: Day
  /** What to say on the telephone, such as `KMP-2345`; never an NHS number. */
  reference: string | null
  /** What it is about, without personal detail: the heading, and the title of the document. */
  subject: string
  /** "Dear Grace Okafor,". */
  salutation: string
  blocks: readonly LetterBlock[]
  /** 16 point instead of 12, for somebody who asked for it. */
  largePrint: boolean
}

export interface Sender {
  /** Null where it must not be seen who writes. */
  team: string | null
  address: readonly string[]
  /** Answered by the sender. */
  telephone: string
}

/** One part of a letter. `text` and cells may hold line breaks. */
export type LetterBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: readonly string[]; numbered?: true }
  | LetterTable
  /** Kept in one piece, and never alone on a page. */
  | { kind: 'signature'; lines: readonly string[] }

export interface LetterTable {
  kind: 'table'
  headings: readonly string[]
  /** The first cell names the row. A short row is filled with empty cells, one too long is cut. */
  rows: readonly (readonly string[])[]
}
