import { readTokens, STOP, type Token } from './tokens.ts'

export interface PhraseEntry<T> {
  phrase: string
  value: T
}

/** A phrase that was found: `at`, its tokens, without those that it leaps over. */
export interface Found<T> {
  value: T
  at: readonly number[]
}

export type Matcher<T> = (tokens: readonly Token[]) => Found<T>[]

/** While phrases are put together; most nodes are the end of one, and each holds only what it needs. */
interface Node<T> {
  next?: Map<string, Node<T>>
  /** What follows a word as it is written, whatever its stem. */
  exactly?: Map<string, Node<T>>
  /** What may follow after up to `LEAP` other words. */
  later?: Node<T>
  values?: T[]
}

const LEAP = 3

/**
 * A matcher for phrases as the README of this folder writes them. `sets` names the words that `{name}` stands for.
 * @throws Error where a phrase has no word, or names a set that is not there.
 */
export function compilePhrases<T>(
  entries: readonly PhraseEntry<T>[],
  sets: Readonly<Record<string, readonly string[]>> = {},
): Matcher<T> {
  const root: Node<T> = {}
  for (const { phrase, value } of entries) {
    const parts = phrase
      .trim()
      .split(/\s+/)
      .map((part) => choicesOf(part, phrase, sets))
    if (!parts.some((choices) => choices.some((words) => words.length > 0)))
      throw new Error(`The phrase “${phrase}” has no word of its own`)
    for (const end of grow([root], parts)) if (!(end.values ??= []).includes(value)) end.values.push(value)
  }
  return matcherOf(flatten(root))
}

const GAP = '~'
/** "=running" is that word only, not "run". */
const EXACTLY = '='

/** Each choice for one part of a phrase, as the stems of its words. */
function choicesOf(part: string, phrase: string, sets: Readonly<Record<string, readonly string[]>>): string[][] {
  if (part === GAP) return [[GAP]]
  return part.split('|').flatMap((choice) => {
    const name = /^\{(.+)\}$/.exec(choice)?.[1]
    if (choice.startsWith(EXACTLY)) return [readTokens(choice).map(({ word }) => EXACTLY + word)]
    if (name === undefined) return [readTokens(choice).map(({ stem }) => stem)]
    const words = sets[name]
    if (!words) throw new Error(`The phrase “${phrase}” names the set “${name}”, which is not there`)
    return words.map((word) => readTokens(word).map(({ stem }) => stem))
  })
}

function grow<T>(from: readonly Node<T>[], parts: readonly string[][][]): Node<T>[] {
  let ends = [...from]
  for (const choices of parts)
    ends = [...new Set(ends.flatMap((end) => choices.map((stems) => stems.reduce(nodeAfter<T>, end))))]
  return ends
}

function nodeAfter<T>(at: Node<T>, stem: string): Node<T> {
  if (stem === GAP) return (at.later ??= {})
  const isExact = stem.startsWith(EXACTLY)
  const [nodes, key] = isExact
    ? [(at.exactly ??= new Map()), stem.slice(EXACTLY.length)]
    : [(at.next ??= new Map()), stem]
  const known = nodes.get(key)
  if (known) return known
  const made: Node<T> = {}
  nodes.set(key, made)
  return made
}

/**
 * The same as rows of numbers: the many thousands of nodes as objects would be gone over by every collection of garbage. A node is its
 * number; its edges lie together, in the order of their words.
 */
interface Flat<T> {
  /** The number of each word; as it is written, it begins with `EXACTLY`. */
  words: ReadonlyMap<string, number>
  /** Where the edges of a node begin; those of the next end them. */
  edgesFrom: Int32Array
  edgeWord: Int32Array
  edgeTo: Int32Array
  /** The node after a leap, or -1. */
  later: Int32Array
  /** What a node ends lies together, as numbers of `values`. */
  endsFrom: Int32Array
  ends: Int32Array
  values: readonly T[]
}

function flatten<T>(root: Node<T>): Flat<T> {
  const [words, values] = [new Map<string, number>(), new Map<T, number>()]
  const nodes: Node<T>[] = [root]
  const number = (node: Node<T>) => nodes.push(node) - 1
  const rows = { edgesFrom: [], edgeWord: [], edgeTo: [], later: [], endsFrom: [], ends: [] } as Record<
    'edgesFrom' | 'edgeWord' | 'edgeTo' | 'later' | 'endsFrom' | 'ends',
    number[]
  >
  for (let at = 0; at < nodes.length; at++) {
    const { next = [], exactly = [], later, values: ends = [] } = nodes[at]!
    const edges = [...next, ...[...exactly].map(([word, to]) => [EXACTLY + word, to] as const)]
    rows.edgesFrom.push(rows.edgeWord.length)
    for (const [word, to] of edges.map(([word, to]) => [numberOf(words, word), to] as const).toSorted(byNumber)) {
      rows.edgeWord.push(word)
      rows.edgeTo.push(number(to))
    }
    rows.later.push(later ? number(later) : -1)
    rows.endsFrom.push(rows.ends.length)
    rows.ends.push(...ends.map((value) => numberOf(values, value)))
  }
  rows.edgesFrom.push(rows.edgeWord.length)
  rows.endsFrom.push(rows.ends.length)
  const { edgesFrom, edgeWord, edgeTo, later, endsFrom, ends } = rows
  return {
    words,
    edgesFrom: Int32Array.from(edgesFrom),
    edgeWord: Int32Array.from(edgeWord),
    edgeTo: Int32Array.from(edgeTo),
    later: Int32Array.from(later),
    endsFrom: Int32Array.from(endsFrom),
    ends: Int32Array.from(ends),
    values: [...values.keys()],
  }
}

const byNumber = (a: readonly [number, unknown], b: readonly [number, unknown]) => a[0] - b[0]

/** The number of something, the next free one where it has none. */
function numberOf<K>(numbers: Map<K, number>, key: K): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, numbers.size)
  return numbers.size - 1
}

function matcherOf<T>({ words, edgesFrom, edgeWord, edgeTo, later, endsFrom, ends, values }: Flat<T>): Matcher<T> {
  const after = (node: number, word: number): number => {
    let [low, high] = [edgesFrom[node]!, edgesFrom[node + 1]! - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const here = edgeWord[middle]!
      if (here === word) return edgeTo[middle]!
      if (here < word) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
  return (tokens) => {
    const found: Found<T>[] = []
    const stems = tokens.map(({ stem }) => words.get(stem) ?? -1)
    const exact = tokens.map(({ word }) => words.get(EXACTLY + word) ?? -1)
    /** Where the walk has been: one list for all walks, as nearly every one ends without a find. */
    const at: number[] = []
    const walk = (node: number, to: number): void => {
      for (let n = endsFrom[node]!; n < endsFrom[node + 1]!; n++) found.push({ value: values[ends[n]!]!, at: [...at] })
      if (to >= tokens.length) return
      step(node, to)
      const leap = later[node]!
      if (leap < 0) return
      for (let n = to; n <= to + LEAP && n < tokens.length && tokens[n]!.stem !== STOP; n++) step(leap, n)
    }
    const step = (node: number, n: number): void => {
      follow(stems[n]! < 0 ? -1 : after(node, stems[n]!), n)
      follow(exact[n]! < 0 ? -1 : after(node, exact[n]!), n)
    }
    const follow = (node: number, n: number): void => {
      if (node < 0) return
      at.push(n)
      walk(node, n + 1)
      at.pop()
    }
    for (let from = 0; from < tokens.length; from++) walk(0, from)
    return found
  }
}
