import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

/** Something that happened with a person, as one line of their story. */
export interface StoryEvent {
  at: Date
  /** What it is, as a code: 'contact', 'plan-agreed'. */
  kind: string
  /** What happened, in a few words that can stand alone: "Rang, nobody answered". */
  title: string
  /** More of it, as it was written. */
  text?: string
  /** Where all of it is. */
  href?: string
}

/**
 * What one part of the house knows of a person's story, in any order. One statement each, since a page has eight in all;
 * it sees what its caller may see. Named `storyOf…` and handed to `addRecordRoutes`.
 */
export type StorySource = (tx: Tx, personId: Id) => Promise<StoryEvent[]>
