import type { Answers, Measure, ScoreRule } from './measure.type.ts'
import { scoreBy } from './score.ts'

/** How one score of one person moved. It says nothing of why: there is no comparison in it. */
export interface Change {
  /** Id of the score. */
  score: string
  from: number
  to: number
  /** `to` less `from`, in points of the score. */
  difference: number
  direction: 'better' | 'worse' | 'same'
  /** Whether it is as large as the verified threshold for one person; null where there is none. */
  meaningful: boolean | null
}

/**
 * The change of every score that follows from both sets of answers. Means are taken over the items that were answered both
 * times, so that a concern which was dropped counts at neither time.
 */
export const changeBetween = (measure: Measure, first: Answers, last: Answers): Change[] =>
  measure.scores.flatMap((rule) => changeOf(measure, rule, first, last) ?? [])

function changeOf(measure: Measure, rule: ScoreRule, first: Answers, last: Answers): Change | undefined {
  const paired =
    rule.method === 'mean'
      ? { ...rule, items: rule.items.filter((id) => isNumber(first[id]) && isNumber(last[id])) }
      : rule
  const [from, to] = [scoreBy(measure, paired, first)?.value, scoreBy(measure, paired, last)?.value]
  if (from === undefined || to === undefined) return undefined
  const difference = exact(to - from)
  const gained = rule.better === 'higher' ? difference : -difference
  return {
    score: rule.id,
    from,
    to,
    difference,
    direction: gained > 0 ? 'better' : gained < 0 ? 'worse' : 'same',
    meaningful: rule.change?.verified ? Math.abs(difference) >= rule.change.points : null,
  }
}

const isNumber = (answer: unknown) => typeof answer === 'number'

/** Takes back what binary fractions add: 22.35 less 19.25 is 3.1. */
const exact = (value: number) => Number(value.toFixed(6))
