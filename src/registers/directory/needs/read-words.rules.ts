import { type Found, readTokens, type Token } from '#engines/phrases/index.ts'
import { findUrgentWords } from '#engines/urgent-words/index.ts'
import { readAges } from './ages-said.rules.ts'
import { marksInDanger, MAY_HURT, topicsInDanger } from './danger.rules.ts'
import { type Named, NEEDS_FILE, type NeedsFile, THING } from './needs-file.ts'
import type { Need } from './needs.ts'
import { GROUPS } from './sort-listing.rules.ts'
import { isName, nearestWord } from './spelling.rules.ts'

/** What somebody's words ask for, as `directory.find` takes it. */
export interface Asking {
  /** Topics of one concept stand for each other; the best counts. */
  topics: { concept: number; topic: string; weight: number; main: boolean }[]
  words: { concept: number; word: string; weight: number }[]
  /** The marks of people that the words name. */
  said: string[]
  avoid: string[]
  /** The topics that were said, without what only stands near; those of the longest phrases first. */
  main: string[]
  /** The topics of each concept that counts in full, or else most: where no listing has any of them, it is not what was asked for. */
  asked: string[][]
  /** Words that were taken for others: [as typed, as read]. */
  mended: [string, string][]
}

/** Words that nearly every search may have: they tell nothing of what is looked for. */
const QUIET = new Set(
  'help helping support advice someone somebody anyone want wants need needs would like looking look find feel feels feeling since near please get gets getting with for me to of in on at and or not no dont cant doesnt much more some any what where how who when that this there here can could should will go going local area place places service services group groups class classes club clubs something somewhere keeps keep now then than from by as if but into about out up down do does did done got let us them him im new old good best thing things people person face house day week time run one two own all am not never always too free yr yrs year years old ago start starting starts little pay paying knows know known needed needs sessions session ones night fancy wont talk client pt patient over back lots still going gone been month months weeks community round hanging while about being write every everything anything nothing people else live lives alone also well really ever make makes making getting keep come comes came tell says said take takes use used using give gives show try trying next last first two three four 12 17 speaking speak'.split(
    ' ',
  ),
)

/** A word that no phrase of the needs files knows may count this much, by how many words were said. */
const WORD_WEIGHT = (words: number) => (words <= 3 ? 1 : words <= 5 ? 0.6 : words <= 8 ? 0.25 : 0.12)
/** A word that a phrase has taken up already counts for less. */
const TAKEN = 0.5
/** And one that means something only beside others for less still: "universal credit" is no credit union. */
const TAKEN_TOGETHER = 0.3
/** A listing whose keeper says that it helps with the need, in whatever words. */
const NEED_ONLY = 0.9
/**
 * Needs that hold unlike things: whoever asks for a choir does not want whatever else people make, nor whoever is hit at home
 * help against scams, nor whoever lost a baby a group for the widowed first.
 */
const WIDE: ReadonlySet<Need> = new Set([
  'arts-and-making',
  'nature',
  'moving-more',
  'volunteering',
  'digital',
  'learning',
  'safety',
  'bereavement',
  'family',
])
const WIDE_ONLY = 0.2
/** What stands near counts for less than its share, so that a listing that says the very thing comes first. */
const NEAR = 0.65
/** Whoever names a group's people: beside another need that is named, and where none is. */
const GROUP = 0.35
const GROUP_ALONE = 0.6
const OF_PEOPLES: ReadonlySet<Need> = new Set(['faith-and-culture', 'language', 'newcomers', 'lgbtq'])
/** What may mean danger is looked for first: what else is asked for counts for so much beside it, and no group of people by itself. */
const BESIDE_DANGER = 0.5
/** A word that only few topics' phrases have, though not by itself, hints at these. */
const HINT = 0.6
/** The words of a short search as they stand: "Death Cafe" finds the Death Café. */
const WHOLE = 0.6
const SHORT = 4
/** Marks that are not meant where a son or daughter is grown up. */
const FOR_CHILDREN: ReadonlySet<string> = new Set(['children', 'young', 'parents'])
/** Numbers of concepts beyond those of phrases and words, of which no search has so many. */
const OF_HINTS = 1_000
const OF_GROUPS = 2_000
/** So many slips are mended, of so many words that nobody knows: a text of nonsense must not cost a second. */
const MOST_MENDED = 4
const MOST_TRIED = 12

/**
 * Reads what words ask for. `known` are the words (as typed, small letters) that some listing has: these are never mended.
 * No words ask for everything.
 */
export function readWords(words: string, known: ReadonlySet<string>, file: NeedsFile = NEEDS_FILE): Asking {
  const ages = readAges(withoutIdioms(words))
  const typed = readTokens(ages.words, 200)
  const mended: [string, string][] = []
  let tried = 0
  const urgent = findUrgentWords(words)
  const inDanger = topicsInDanger(urgent)
  const tokens = typed.map((token) => {
    if (
      urgent.length > 0 ||
      !token.word ||
      file.words.has(token.word) ||
      known.has(token.word) ||
      isName(token.word) ||
      QUIET.has(token.word)
    )
      return token
    const near =
      mended.length < MOST_MENDED && tried++ < MOST_TRIED
        ? (nearestWord(token.word, file.spelt) ?? nearestWord(token.word, file.words))
        : undefined
    if (near === undefined) return token
    mended.push([token.word, near])
    return { ...readTokens(near)[0]!, at: token.at }
  })
  const phrases = file.said(tokens)
  const found = longest(phrases.filter(({ value }) => value.topic))
  const concepts = conceptsOf(found)
  const first = inDanger.filter((code) => file.topics.has(code))
  if (first.length > 0 && !concepts.flat().some((code) => first.includes(code))) concepts.unshift(first)
  const main = [...new Set(concepts.flat())]
  const dangerous = (codes: readonly string[]) =>
    codes.some((code) => first.includes(code) || file.topics.get(code)!.danger)
  const danger = concepts.some(dangerous)
  const said = marksOf(phrases, tokens, main.includes('domestic-abuse')).filter(
    (mark) => !(ages.grownChild && FOR_CHILDREN.has(mark)),
  )
  const importance = (codes: readonly string[]) =>
    concepts.length === 1
      ? 1
      : Math.max(...codes.map((code) => file.topics.get(code)!.importance)) *
        (danger && !dangerous(codes) ? BESIDE_DANGER : 1)
  const most = Math.max(...concepts.map(importance))
  const topics = concepts.flatMap((codes, concept) =>
    expand(codes, file).map(([topic, weight]) => ({
      concept,
      topic,
      weight: weight * importance(codes),
      main: codes.includes(topic),
    })),
  )
  const taken = new Set(found.flatMap(({ at }) => at))
  const alone = new Set(
    phrases.flatMap(({ value: { topic }, at }) => (topic && main.includes(topic) && at.length === 1 ? at : [])),
  )
  const groups = new Set(
    phrases.flatMap(({ value: { group } }) => (group && GROUPS.has(file.marks.get(group)!.kind) ? [group] : [])),
  )
  if (!danger)
    for (const [n, mark] of [...groups].entries())
      topics.push({
        concept: OF_GROUPS + n,
        topic: `for:${mark}`,
        weight: main.every((code) => OF_PEOPLES.has(file.topics.get(code)!.need)) ? GROUP_ALONE : GROUP,
        main: false,
      })
  const hinted = tokens.flatMap((token, n) =>
    danger || taken.has(n) || QUIET.has(token.word) ? [] : (file.hints.get(token.stem) ?? []),
  )
  for (const topic of new Set(hinted))
    if (!main.includes(topic)) topics.push({ concept: OF_HINTS, topic, weight: HINT, main: false })
  const telling = tokens
    .map((token, n) => ({ token, n }))
    .filter(({ token: { word } }) => tells(word) && !QUIET.has(word) && !ages.instead.has(word))
    // What only says "wife" is no help against one.
    .filter(({ token: { word } }) => !danger || !MAY_HURT.has(word))
  const weight = WORD_WEIGHT(telling.length) * (danger ? BESIDE_DANGER : 1)
  const literal = telling.map(({ token, n }, position) => ({
    concept: concepts.length + position,
    word: token.word,
    weight: weight * (!taken.has(n) ? 1 : alone.has(n) ? TAKEN : TAKEN_TOGETHER),
  }))
  if (tokens.length > 1 && tokens.length <= SHORT && ages.instead.size === 0)
    literal.push({
      concept: concepts.length + telling.length,
      word: tokens
        .map(({ word }) => word)
        .join(' ')
        .trim(),
      weight: WHOLE,
    })
  return {
    topics,
    words: literal,
    said,
    avoid: [...new Set(main.flatMap((code) => file.topics.get(code)!.avoid))].filter((code) => !main.includes(code)),
    main,
    asked: concepts.filter((codes) => importance(codes) > 0.8 || importance(codes) === most),
    mended,
  }
}

/** The marks of who asks. In danger at home the words for whoever may hurt them are none. */
function marksOf(phrases: readonly Found<Named>[], tokens: readonly Token[], atHome: boolean): string[] {
  const marks = (found: readonly Found<Named>[]) => [...new Set(found.flatMap(({ value }) => value.mark ?? []))]
  if (!atHome) return marks(phrases)
  return marksInDanger(
    marks(phrases.filter(({ at }) => !at.every((n) => MAY_HURT.has(tokens[n]!.word)))),
    tokens.map(({ word }) => word),
  )
}

/** "She would benefit from a group" is not about benefits. */
const IDIOMS = /\bbenefit(s|ed|ing|ting|ted)? (greatly |a lot |hugely |so much )?(from|by)\b/gi

/** Words with turns of speech that only sound like a need said plainly. */
export const withoutIdioms = (words: string): string => words.replaceAll(IDIOMS, 'needs')

/** A single Latin letter tells nothing, nor does a number; a single sign of another script may be a word. */
const tells = (word: string) => !/^\d*$|^[a-z]$/.test(word)

/** The words that only the listings can say whether they know: for `known` above. */
export function unknownWords(words: string, file: NeedsFile = NEEDS_FILE): string[] {
  const unknown = readTokens(readAges(words).words, 200).filter(
    ({ word }) => word && !file.words.has(word) && !QUIET.has(word),
  )
  return [...new Set(unknown.map(({ word }) => word))]
}

type Span = { value: { topic?: string }; at: readonly number[] }

/** Without phrases whose words all belong to a longer one: "food bank" is not about a bank. */
const longest = (found: readonly Span[]): Span[] =>
  found.filter(
    (one) => !found.some((other) => other.at.length > one.at.length && one.at.every((n) => other.at.includes(n))),
  )

/** Phrases over the same words are one concept, and a topic is in one concept only; longer phrases come first. */
function conceptsOf(found: readonly Span[]): string[][] {
  const groups: { at: Set<number>; codes: Set<string> }[] = []
  for (const { value, at } of found.toSorted((a, b) => b.at.length - a.at.length || a.at[0]! - b.at[0]!)) {
    const group = groups.find((g) => g.codes.has(value.topic!) || at.every((n) => g.at.has(n)))
    if (group) {
      group.codes.add(value.topic!)
      for (const n of at) group.at.add(n)
    } else groups.push({ at: new Set(at), codes: new Set([value.topic!]) })
  }
  return groups.map(({ codes }) => {
    const things = [...codes].filter((code) => code.startsWith(THING))
    return things.length > 0 ? things : [...codes]
  })
}

function expand(codes: readonly string[], file: NeedsFile): [string, number][] {
  const weights = new Map<string, number>()
  const add = (topic: string, weight: number) => weights.set(topic, Math.max(weights.get(topic) ?? 0, weight))
  for (const code of codes) {
    const { near, need } = file.topics.get(code)!
    add(code, 1)
    add(`need:${need}`, WIDE.has(need) ? WIDE_ONLY : NEED_ONLY)
    for (const [other, weight] of Object.entries(near)) add(other, NEAR * weight)
  }
  return [...weights]
}
