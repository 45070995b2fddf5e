import type { Answers, Flow, Question, Texts, Typed } from './flow.type.ts'
import { readAnswer } from './read-answer.ts'

/** The questions that are asked, given what is known. */
export const askedOf = <F>(flow: Flow<F>, facts: F): Question<F>[] =>
  flow.questions.filter((q) => q.asked?.(facts) ?? true)

/** Whether what was typed is a whole and right answer that still stands. */
export function isAnswered<F>(question: Question<F>, typed: Typed, facts: F, texts: Texts): boolean {
  const read = readAnswer(question, typed[question.id], facts, texts)
  return typed[question.id] !== undefined && read.ok && (question.stands?.(read.value, facts) ?? true)
}

/** The first question without an answer that stands; undefined when all have one. */
export const firstOpen = <F>(flow: Flow<F>, typed: Typed, facts: F, texts: Texts): Question<F> | undefined =>
  askedOf(flow, facts).find((question) => !isAnswered(question, typed, facts, texts))

/** All answers that stand. */
export function answersOf<F>(flow: Flow<F>, typed: Typed, facts: F, texts: Texts): Answers {
  const read = askedOf(flow, facts).map(
    (question) => [question.id, readAnswer(question, typed[question.id], facts, texts)] as const,
  )
  return Object.fromEntries(read.flatMap(([id, answer]) => (answer.ok ? [[id, answer.value]] : [])))
}

export interface Place<F> {
  /** From 1. */
  number: number
  of: number
  before: Question<F> | undefined
  after: Question<F> | undefined
}

/** Where a question stands among those that are asked; undefined when it is not asked. */
export function placeOf<F>(flow: Flow<F>, id: string, facts: F): Place<F> | undefined {
  const asked = askedOf(flow, facts)
  const at = asked.findIndex((question) => question.id === id)
  return at < 0 ? undefined : { number: at + 1, of: asked.length, before: asked[at - 1], after: asked[at + 1] }
}

/** Every text that somebody typed, for looking through it as a whole. */
export const wordsTyped = (typed: Typed): string =>
  Object.values(typed)
    .flatMap((answer) => Object.values(answer))
    .filter((value) => typeof value === 'string')
    .join('\n')
