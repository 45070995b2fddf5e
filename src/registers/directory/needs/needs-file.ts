import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { compilePhrases, type Matcher, type PhraseEntry, readTokens } from '#engines/phrases/index.ts'
import { isNeed, type Need } from './needs.ts'

/** A kind of help, as `needs/*.json` describes it: how people ask for it, and how listings name it. */
export interface Topic {
  code: string
  need: Need
  /** What it is, so that "helps with …" can stand before it. */
  label: string
  /** Other topics that help somewhat with the same, and how much (up to 1). */
  near: Readonly<Record<string, number>>
  /** What it counts beside another topic, up to 1: "over 65" says less than "falls". */
  importance: number
  /** Whoever asks this may be in danger: nothing else that the words name may stand before it. */
  danger: boolean
  /** Topics whose listings are unsafe or unkind for whoever asks for this one. */
  avoid: readonly string[]
}

/** Whom a listing is meant for, or what else it is than help. */
export interface Mark {
  code: string
  label: string
  /** Marks of one kind stand for each other: a group for Tamil people suits who asks for "Asian". */
  kind: string
  /** What is left of a listing's fit for somebody who does not name this. */
  share: number
}

export interface NeedsFile {
  topics: ReadonlyMap<string, Topic>
  marks: ReadonlyMap<string, Mark>
  /** What a listing says: topics and marks. */
  listed: Matcher<Named>
  /** What somebody who searches says. */
  said: Matcher<Named>
  /** Each word in any of the phrases, as it is written: spelling is mended towards these. */
  words: ReadonlySet<string>
  /** Those of them that listings use, which are spelt as they should be: spelling is mended towards these first. */
  spelt: ReadonlySet<string>
  /** Topics by a word that stands in the phrases of only a few of them. */
  hints: ReadonlyMap<string, readonly string[]>
  /** Changes with anything in the files: listings that another version sorted are sorted again. */
  version: string
}

/** What a phrase stands for: a topic or a mark. */
export interface Named {
  topic?: string
  mark?: string
  /** The mark again, where the phrase names its people and hardly anybody else's ("dari speaking", not "refugee"). */
  group?: string
  /** In a listing, it counts in the name only: a "church" elsewhere is mostly a hall. Written with ^ before it. */
  nameOnly?: boolean
}

const phrases = z.string().transform((text) => text.split(';').flatMap((phrase) => phrase.trim() || []))
const TOPICS = z.strictObject({
  need: z.string().refine(isNeed, 'is not one of our needs'),
  topics: z.record(
    z.string(),
    z.strictObject({
      label: z.string(),
      listed: phrases,
      said: phrases,
      near: z.record(z.string(), z.number().gt(0).max(1)),
      importance: z.number().gt(0).max(1).default(1),
      danger: z.boolean().default(false),
      avoid: z.array(z.string()).default([]),
    }),
  ),
})
const SETS = z.record(z.string(), phrases)
const MARKS = z.record(
  z.string(),
  z.strictObject({
    label: z.string(),
    kind: z.string(),
    unsaid: z.number().gt(0).max(1),
    listed: phrases,
    said: phrases,
  }),
)

/**
 * Reads the needs files of a folder: `sets.json` (words that stand for each other), `audiences.json` and `asides.json`
 * (marks), `things.json` (names of very things, each a topic of its own), and one file of topics a need.
 * @throws Error that names the file and the place of a fault.
 */
export function readNeedsFile(folder: string): NeedsFile {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
  const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  const read = <T>(name: string, schema: z.ZodType<T>): T => {
    try {
      return schema.parse(JSON.parse(texts.get(name) ?? '{}'))
    } catch (error) {
      throw new Error(
        `needs/${name}: ${error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message}`,
        { cause: error },
      )
    }
  }
  const sets = read('sets.json', SETS)
  const marks = Object.entries({ ...read('audiences.json', MARKS), ...read('asides.json', MARKS) })
  const topics = names
    .filter((name) => !['sets.json', 'audiences.json', 'asides.json', 'things.json'].includes(name))
    .flatMap((name) => {
      const { need, topics } = read(name, TOPICS)
      return Object.entries(topics).map(([code, topic]) => ({ code, need: need as Need, ...topic }))
    })
  for (const [need, names] of Object.entries(read('things.json', SETS)))
    for (const name of names) topics.push(thing(name, need as Need))
  const byCode = new Map(topics.map((topic) => [topic.code, topic]))
  for (const { code, near, avoid } of topics)
    for (const other of [...Object.keys(near), ...avoid])
      if (!byCode.has(other))
        throw new Error(`needs: the topic “${code}” names the topic “${other}”, which is not there`)
  const listed = entries(topics, marks, (each) => each.listed)
  const said = entries(
    topics,
    marks,
    (each) => [...each.listed, ...each.said],
    (mark) => mark.said,
  )
  return {
    topics: new Map(topics.map((topic) => [topic.code, withoutPhrases(topic)])),
    marks: new Map(marks.map(([code, { label, kind, unsaid }]) => [code, { code, label, kind, share: unsaid }])),
    listed: compilePhrases(listed, sets),
    said: compilePhrases(said, sets),
    words: wordsOf([...said.map(({ phrase }) => phrase), ...Object.values(sets).flat()]),
    spelt: wordsOf(listed.map(({ phrase }) => phrase)),
    hints: hintsOf(said),
    version: createHash('sha256')
      .update(JSON.stringify([...texts]))
      .digest('base64url')
      .slice(0, 12),
  }
}

const withoutPhrases = ({ code, need, label, near, importance, danger, avoid }: Topic): Topic => ({
  code,
  need,
  label,
  near,
  importance,
  danger,
  avoid,
})

const wordsOf = (phrases: readonly string[]) =>
  new Set(phrases.flatMap((phrase) => readTokens(phrase.replaceAll(/[{}|~=]/g, ' ')).map(({ word }) => word)))

/** A word of so many topics hints at none; nor does a number: “80” is as much of any help as of any other. */
const FEW_TOPICS = 3

/** A word to be met as it is written (“=outed”) hints at nothing: other words have its stem. */
function hintsOf(said: readonly PhraseEntry<Named>[]): Map<string, string[]> {
  const topics = new Map<string, Set<string>>()
  for (const { phrase, value } of said)
    if (value.topic)
      for (const { stem } of readTokens(phrase.replaceAll(/\{[^}]*\}|=\S+|[|~]/g, ' ')))
        if (!/^\d+$/.test(stem)) topics.set(stem, (topics.get(stem) ?? new Set()).add(value.topic))
  return new Map([...topics].flatMap(([stem, of]) => (of.size <= FEW_TOPICS ? [[stem, [...of]]] : [])))
}

/** One very thing: whoever asks for it wants that, and not what is merely of its kind. */
const thing = (name: string, need: Need) => ({
  code: `${THING}${name.replaceAll(' ', '-')}`,
  need,
  label: name,
  listed: [name],
  said: [],
  near: {},
  importance: 1,
  danger: false,
  avoid: [],
})

export const THING = 'thing:'

type Phrases = { listed: string[]; said: string[] }

function entries(
  topics: readonly (Phrases & { code: string })[],
  marks: readonly (readonly [string, Phrases])[],
  of: (each: Phrases) => string[],
  ofMark: (each: Phrases) => string[] = of,
): PhraseEntry<Named>[] {
  const owners = new Map<string, number>()
  for (const [, mark] of marks) for (const phrase of ofMark(mark)) owners.set(phrase, (owners.get(phrase) ?? 0) + 1)
  const each = (value: Named, phrases: string[]) => {
    const nameOnly = { ...value, nameOnly: true }
    return phrases.map((phrase) =>
      phrase.startsWith('^') ? { phrase: phrase.slice(1), value: nameOnly } : { phrase, value },
    )
  }
  return [
    ...topics.flatMap((topic) => each({ topic: topic.code }, of(topic))),
    ...marks.flatMap(([code, mark]) => each({ mark: code }, ofMark(mark))),
    ...(ofMark === of
      ? []
      : marks.flatMap(([code, mark]) =>
          each(
            { group: code },
            ofMark(mark).filter((phrase) => owners.get(phrase) === 1),
          ),
        )),
  ]
}

/** The needs files of the project. */
export const NEEDS_FILE: NeedsFile = readNeedsFile(join(import.meta.dirname, '..', '..', '..', '..', 'needs'))
