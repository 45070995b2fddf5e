import type { Answer, Answers, Decision, Measure, Scale, ScoreRule } from './measure.type.ts'

export type ScoreRefusal = 'unknown-item' | 'not-an-answer' | 'too-few-answers'

export interface Score {
  /** In points of the score's own range. */
  value: number
  /** Before the published table, if there is one; else the value itself. */
  raw: number
  /** How many items it rests on, of how many. */
  answered: number
  of: number
}

/** By the id of the score; one that could not be computed is not in it. */
export type Scores = ReadonlyMap<string, Score>

/**
 * Scores one set of answers by the instrument's own rule, also for missing answers: a score with more missing than its rule
 * allows is left out, never guessed. Items that are not mentioned count as missing. Refuses an answer that is none
 * ("not-an-answer"), an item that is not asked ("unknown-item"), and a set from which no score follows ("too-few-answers").
 */
export function score(measure: Measure, answers: Answers): Decision<Scores, ScoreRefusal> {
  const known = new Set(measure.items.map(({ id }) => id))
  for (const [id, answer] of Object.entries(answers)) {
    if (!known.has(id)) return { ok: false, reason: 'unknown-item' }
    if (!isAnswer(measure, answer)) return { ok: false, reason: 'not-an-answer' }
  }
  const scores = new Map<string, Score>()
  for (const rule of measure.scores) {
    const value = scoreBy(measure, rule, answers)
    if (value) scores.set(rule.id, value)
  }
  return scores.size > 0 ? { ok: true, value: scores } : { ok: false, reason: 'too-few-answers' }
}

/** The numbers that an item may be answered with, lowest first. */
export function valuesOf(scale: Scale): number[] {
  if (scale.kind === 'choice') return scale.options.map(({ value }) => value)
  return Array.from({ length: scale.to - scale.from + 1 }, (_, n) => scale.from + n)
}

const isAnswer = ({ scale, skips }: Measure, answer: Answer): boolean =>
  answer === null || (typeof answer === 'number' ? valuesOf(scale).includes(answer) : skips.includes(answer))

/** One score by its rule; undefined when too much is missing. */
export function scoreBy(measure: Measure, rule: ScoreRule, answers: Answers): Score | undefined {
  const numbers = rule.items.map((id) => numberFor(measure, id, answers[id])).filter((number) => number !== undefined)
  const of = rule.items.length
  const answered = numbers.length
  if (answered === 0 || of - answered > rule.mayMiss) return undefined
  const mean = numbers.reduce((sum, number) => sum + number, 0) / answered
  // Whole sums stay whole: only a sum with missing answers goes by the mean of the others.
  const raw = rule.method === 'mean' ? mean : answered === of ? Math.round(mean * of) : mean * of
  const value = rule.table ? rule.table[raw - lowestSum(measure, rule)]! : raw
  return { value, raw, answered, of }
}

function numberFor({ items, scale }: Measure, id: string, answer: Answer | undefined): number | undefined {
  if (typeof answer !== 'number') return undefined
  const values = valuesOf(scale)
  return items.find((item) => item.id === id)!.reversed ? Math.min(...values) + Math.max(...values) - answer : answer
}

const lowestSum = ({ scale }: Measure, rule: ScoreRule): number => Math.min(...valuesOf(scale)) * rule.items.length
