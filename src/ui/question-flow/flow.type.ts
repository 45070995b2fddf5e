import type { Choice } from '../fields.tsx'

/** The words of a flow by key, in one language. `say` fills in `{team}` and the like. */
export type Texts = Readonly<Record<string, string>>

/** What `say` puts in the place of `{name}`. */
export type Words = Readonly<Record<string, string>>

/** What a field may hold once it is read: nothing, words (a `Day` too), or the codes that were ticked. */
export type Value = string | readonly string[] | null
/** The answer to one question, by field. */
export type Answer = Readonly<Record<string, Value>>
/** All answers that stand, by question. */
export type Answers = Readonly<Record<string, Answer>>
/** What was typed, as it was typed, by question and field: right or wrong, nothing of it is lost. */
export type Typed = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export type FieldKind = 'text' | 'words' | 'choice' | 'choices' | 'day' | 'postcode' | 'telephone' | 'email' | 'yes-no'

/**
 * One thing to fill in. `Facts` is what is known beyond the answers (which teams there are, say). Texts are looked up as
 * `question.field.label`, `.hint`, `.what` (completes "Enter ..."), `.error`, and `question.field.code.text` for each choice;
 * `.row` where it reads otherwise among all answers.
 */
export interface Field<Facts> {
  id: string
  kind: FieldKind
  optional?: true
  /** In characters; 200 for a line, 4,000 for several. */
  max?: number
  /** The codes of a `choice` or of `choices`. */
  choices?: readonly string[]
  /** Choices that are only known when it is asked; these bring their own words. */
  options?: (facts: Facts) => readonly Choice[]
  /** The code that means "none of these". */
  exclusive?: string
  /** A long `choice` as a list that opens; `choices` that stay folded until they are wanted. */
  look?: 'list' | 'folded'
  /** What stands there before anything was typed. */
  preset?: string
  /** Asked only of those who chose this, and drawn under that choice. */
  only?: { field: string; is: string }
  asked?: (facts: Facts) => boolean
  /** Read out on one line with the field before it, as in first and last name. */
  joins?: true
  autoComplete?: string
  /** Where suggestions come from; anything may be typed. */
  suggest?: string
}

/** Something wrong with an answer as a whole; its words are at `question.fault.id`, its place is the field. */
export interface Fault<Facts> {
  id: string
  field: string
  when: (answer: Answer, facts: Facts) => boolean
}

/** One question, one page. Texts: `id.question`, `id.short`, and where wanted `id.hint`, `.paper-hint`, `.why`, `.paper`, `.script`. */
export interface Question<Facts> {
  id: string
  fields: readonly Field<Facts>[]
  /** Left out when this says no; asked of everybody without it. */
  asked?: (facts: Facts) => boolean
  faults?: readonly Fault<Facts>[]
  /** The answer is read, but does it still stand? */
  stands?: (answer: Answer, facts: Facts) => boolean
  /** Makes sense on a screen only: neither on paper nor in the telephone script. */
  screenOnly?: true
}

export interface Flow<Facts> {
  id: string
  /** Where its pages begin: "/ask". */
  path: string
  questions: readonly Question<Facts>[]
}

/** The text of a key. Throws when there is none: a test looks that all are there. */
export function say(texts: Texts, key: string, words: Words = {}): string {
  const text = sayIfThere(texts, key, words)
  if (text === undefined) throw new Error(`no text for ${key}`)
  return text
}

/** The text of a key that may be missing. */
export const sayIfThere = (texts: Texts, key: string, words: Words = {}): string | undefined =>
  texts[key] === undefined ? undefined : fillIn(texts[key], words)

/** The hint of a question or field on paper, where nothing opens and nothing is looked up: its own one, else that of the screen. */
export const hintOnPaper = (texts: Texts, key: string, words?: Words): string | undefined =>
  sayIfThere(texts, `${key}.paper-hint`, words) ?? sayIfThere(texts, `${key}.hint`, words)

/** Puts words in their places: `{team}` becomes "Riverside link workers". */
export const fillIn = (text: string, words: Words): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => words[name] ?? place)
