import { stemmer } from 'stemmer'

/** A word of a text: as written in small letters without accents and apostrophes, its stem, and where it begins. */
export interface Token {
  word: string
  stem: string
  at: number
}

/** Words that say nothing by themselves: left out of texts and phrases alike, so that "my dear old mum" is "old mum". */
const EMPTY = new Set(
  'a an the my our his her their your so very really just quite be been is am are was were has have had im ive its i he she they we dear'.split(
    ' ',
  ),
)

const stems = new Map<string, string>()

/** The stem of one small-letter word; the same for "walk", "walks" and "walking". Words of other scripts stay as they are. */
export function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const stem = /^[a-z]+$/.test(word) ? stemmer(word) : word
  if (stems.size < 100_000) stems.set(word, stem)
  return stem
}

/** Where a sentence ends: no phrase goes across it. */
export const STOP = '.'

/** The words of a text in order, at most `most` of them; between two sentences stands a token `STOP` without a word. */
export function readTokens(text: string, most = 3_000): Token[] {
  const tokens: Token[] = []
  const words = plain(text)
  for (const match of words.matchAll(ASCII.test(words) ? IN_ASCII : IN_ANY)) {
    const word = match[0]
    if (!isWord(word)) {
      if (tokens.at(-1)?.word) tokens.push({ word: '', stem: STOP, at: match.index })
      continue
    }
    if (EMPTY.has(word)) continue
    tokens.push({ word, stem: stemOf(word), at: match.index })
    if (tokens.length >= most) break
  }
  return tokens
}

/** Most texts are of these only, which are read in half the time. */
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\x00-\x7f]*$/
const IN_ASCII = /[a-z0-9]+|[.!?;:*|]\s|\n\s*\n/g
const IN_ANY = /[\p{L}\p{N}\p{M}]+|[.!?;:•*|]\s|\n\s*\n/gu

const isWord = (found: string) => /^[a-z0-9]/.test(found) || /^[\p{L}\p{N}]/u.test(found)

const plain = (text: string) => (ASCII.test(text) ? text : withoutAccents(text)).toLowerCase().replace(/['’‘`´]/g, '')

const withoutAccents = (text: string) =>
  text
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
