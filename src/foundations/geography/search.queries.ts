import { sql, type RawBuilder } from 'kysely'

/**
 * The condition that a text holds every word somewhere (parts of words too), or is so like the words that they are probably
 * mistyped (pg_trgm's word similarity, at its default of 0.6). Undefined when there is nothing to look for.
 */
export function everyWord(words: string, text: RawBuilder<unknown>): RawBuilder<boolean> | undefined {
  const wanted = wordsOf(words)
  if (wanted.length === 0) return undefined
  const holdsAll = sql.join(wanted.map((word) => sql`${text} like ${`%${word}%`}`), sql` and `)
  return sql<boolean>`(${holdsAll} or ${text} %> ${wanted.join(' ')})`
}

/** How like a text is to the words, 0 to 1: orders what `everyWord` found. */
export const likeness = (words: string, text: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`word_similarity(${wordsOf(words).join(' ')}, ${text})`

/** At most eight words, in the form of `geography.plain_words`; what is left has no character that `like` reads as a sign. */
function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replace(/['’.]/g, '')
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, 8)
}
