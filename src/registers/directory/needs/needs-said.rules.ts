import { readTokens, STOP, type Token } from '#engines/phrases/index.ts'
import { NEEDS_FILE } from './needs-file.ts'
import type { Need } from './needs.ts'
import { readWords, withoutIdioms } from './read-words.rules.ts'

/** Topics that, said as a reason, are another need than the one whose file they stand in: "someone to talk to" is company. */
const AS_REASON: Readonly<Record<string, Need>> = { listening: 'loneliness' }

/**
 * The needs that somebody's own words name, in the order in which they are said: the words are read as `/find` reads them, by
 * the needs files. Spelling is not mended, since only the listings of a place know its names. "I am not lonely" names none.
 */
export function needsSaid(words: string): Need[] {
  const plain = withoutIdioms(words)
  const tokens = readTokens(plain, MOST)
  const { topics } = readWords(plain, new Set(tokens.map(({ word }) => word)))
  const phrases = NEEDS_FILE.said(tokens)
  const firstMeant = (topic: string) =>
    Math.min(...phrases.flatMap(({ value, at }) => (value.topic === topic && !isDenied(tokens, at[0]!) ? at[0]! : [])))
  const said = plainest(topics.filter(({ main }) => main))
    .map((topic) => ({ need: AS_REASON[topic] ?? NEEDS_FILE.topics.get(topic)!.need, at: firstMeant(topic) }))
    .filter(({ at }) => at < Infinity)
    .toSorted((a, b) => a.at - b.at)
  return [...new Set(said.map(({ need }) => need))]
}

/** So many words are read, as in a search. */
const MOST = 200

/** Of the topics that the same words name, those that say most: "new to the area" is about that more than about company. */
function plainest(topics: readonly { concept: number; topic: string }[]): string[] {
  const importance = (topic: string) => NEEDS_FILE.topics.get(topic)!.importance
  const most = new Map<number, number>()
  for (const { concept, topic } of topics) most.set(concept, Math.max(most.get(concept) ?? 0, importance(topic)))
  return topics.flatMap(({ concept, topic }) => (importance(topic) === most.get(concept) ? [topic] : []))
}

const NOT = new Set(['not', 'never', 'isnt', 'arent', 'wasnt'])
const DOES_NOT = new Set(['dont', 'doesnt', 'didnt', 'not', 'never'])
/** "Not enough money" denies nothing, nor does "not lonely but worried". */
const BETWEEN = new Set(['but', 'enough', 'only', STOP])

/** Whether the words right before take the sense away: "not lonely", "not so very lonely", "does not feel lonely". */
function isDenied(tokens: readonly Token[], at: number): boolean {
  const [before, earlier] = [tokens[at - 1], tokens[at - 2]]
  if (!before || BETWEEN.has(before.stem)) return false
  if (NOT.has(before.word)) return true
  return before.stem === 'feel' && earlier !== undefined && DOES_NOT.has(earlier.word)
}
