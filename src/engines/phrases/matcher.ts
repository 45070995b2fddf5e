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

/** Most nodes are the end of a phrase, and of the many thousands each holds only what it needs. */
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
  return (tokens) => {
    const found: Found<T>[] = []
    const at: number[] = []
    for (let from = 0; from < tokens.length; from++) walk(root, tokens, from, at, found)
    return found
  }
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

/** `at` is where the walk has been: one list for all walks, as nearly every one ends without a find. */
function walk<T>(node: Node<T>, tokens: readonly Token[], to: number, at: number[], found: Found<T>[]): void {
  for (const value of node.values ?? []) found.push({ value, at: [...at] })
  if (to >= tokens.length) return
  step(node, tokens, to, at, found)
  if (!node.later) return
  for (let n = to; n <= to + LEAP && tokens[n] && tokens[n]!.stem !== STOP; n++) step(node.later, tokens, n, at, found)
}

function step<T>(
  { next, exactly }: Node<T>,
  tokens: readonly Token[],
  n: number,
  at: number[],
  found: Found<T>[],
): void {
  const { stem, word } = tokens[n]!
  follow(next?.get(stem), tokens, n, at, found)
  follow(exactly?.get(word), tokens, n, at, found)
}

function follow<T>(
  to: Node<T> | undefined,
  tokens: readonly Token[],
  n: number,
  at: number[],
  found: Found<T>[],
): void {
  if (!to) return
  at.push(n)
  walk(to, tokens, n + 1, at, found)
  at.pop()
}
