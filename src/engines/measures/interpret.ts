import type { Answers, Flag, Measure, ScoreRule } from './measure.type.ts'
import type { Scores } from './score.ts'

/** What is known of a set of scores: the band of each score that has one, and what somebody must look at. */
export interface Reading {
  /** By the id of the score. */
  bands: ReadonlyMap<string, string>
  flags: Flag[]
}

/** What verified sources say of scores. Bands and flags that nobody has read in a source yet are left out: people see this. */
export function interpret(measure: Measure, scores: Scores, answers: Answers): Reading {
  const bands = new Map<string, string>()
  for (const rule of measure.scores) {
    const value = scores.get(rule.id)?.value
    const band = rule.bands?.verified && value !== undefined ? bandOf(rule, value) : undefined
    if (band) bands.set(rule.id, band)
  }
  return { bands, flags: flagsOf(measure, scores, answers).filter(({ verified }) => verified) }
}

/** The band in which a value lies, verified or not: for tests and for whoever checks the sources. */
export const bandOf = ({ bands }: ScoreRule, value: number): string | undefined =>
  bands?.list.find(({ upTo }) => value <= upTo)?.label

/** Every flag that is raised, verified or not. Answers to single items may raise one too. */
export const flagsOf = (measure: Measure, scores: Scores, answers: Answers): Flag[] =>
  measure.flags.filter(({ on, atLeast }) => {
    const value = scores.get(on)?.value ?? answers[on]
    return typeof value === 'number' && value >= atLeast
  })
