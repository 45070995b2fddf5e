import { sql, type RawBuilder, type Expression } from 'kysely'

type Text = Expression<string>

/** The two ways in which a text is looked through, and how like it is to the words (0 to 1), for the order. */
export interface Wanted {
  /** Every word stands somewhere in the text, or parts of longer words do. */
  holdsAll(text: Text): RawBuilder<boolean>
  /** Each word is so like a part of the text (pg_trgm's word similarity of at least a half) that it is probably mistyped. Reads every row. */
  isLike(text: Text): RawBuilder<boolean>
  likeness(text: Text): RawBuilder<number>
}

/** Reads the words of a search, at most eight, in the form of `geography.plain_words`. Undefined when there are none. */
export function wantedIn(words: string): Wanted | undefined {
  const plain = words.toLowerCase().replace(/['’.]/g, '')
  const all = plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8) // no character is left that `like` reads as a sign
  if (all.length === 0) return undefined
  return {
    holdsAll: (text) => every(all.map((word) => sql`${text} like ${`%${word}%`}`)),
    isLike: (text) => every(all.map((word) => sql`word_similarity(${word}, ${text}) >= 0.5`)),
    likeness: (text) => sql<number>`word_similarity(${all.join(' ')}, ${text})`,
  }
}

const every = (conditions: RawBuilder<unknown>[]) => sql<boolean>`(${sql.join(conditions, sql` and `)})`

/** What holds the words; only when nothing does, what is like them, so that a right name is not lost among similar ones. */
export async function exactFirst<Row>(find: (way: 'holdsAll' | 'isLike') => Promise<Row[]>): Promise<Row[]> {
  const exact = await find('holdsAll')
  return exact.length > 0 ? exact : find('isLike')
}
