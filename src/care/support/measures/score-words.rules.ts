import {
  changeBetween,
  interpret,
  score,
  type Answers,
  type Flag,
  type Measure,
  type Score,
  type ScoreRule,
} from '#engines/measures/index.ts'

/** A score in words, with what it rests on. */
export interface ScoreWords {
  /** Id of the score. */
  id: string
  name: string
  /** "7 of 9", or the answer itself where that is the score. */
  value: string
  /** What the number cannot say by itself: what it rests on, and the published band where that is verified. */
  note: string | null
}

/** Why a set of answers has no score, for staff. */
export const NO_SCORE = 'No score: too few questions were answered for the rule of this measure'

/** The scores that follow from a set of answers, as staff read them; empty when none follows. */
export function sayScores(measure: Measure, answers: Answers): ScoreWords[] {
  const scored = score(measure, answers)
  if (!scored.ok) return []
  const { bands } = interpret(measure, scored.value, answers)
  return measure.scores.flatMap((rule) => {
    const found = scored.value.get(rule.id)
    return found
      ? [
          {
            id: rule.id,
            name: rule.name,
            value: sayValue(measure, rule, found.value),
            note: sayNote(found, bands.get(rule.id)),
          },
        ]
      : []
  })
}

/** What somebody must look at, as staff read it: verified flags only. Never a diagnosis. */
export function flagsOf(measure: Measure, answers: Answers): Flag[] {
  const scored = score(measure, answers)
  return interpret(measure, scored.ok ? scored.value : new Map(), answers).flags
}

/**
 * How each score moved between two sets of answers: "2 lower than at the start, which is better". By the id of the score;
 * one that does not follow from both is not in it.
 */
export function sayChanges(measure: Measure, first: Answers, last: Answers): ReadonlyMap<string, string> {
  return new Map(
    changeBetween(measure, first, last).map(({ score: id, from, difference, direction, meaningful }) => {
      const rule = measure.scores.find((one) => one.id === id)!
      if (direction === 'same') return [id, 'The same as at the start']
      if (rule.category) return [id, `At the start: ${sayValue(measure, rule, from)}. This is ${direction}`]
      const moved = `${sayNumber(Math.abs(difference))} ${difference > 0 ? 'higher' : 'lower'} than at the start, which is ${direction}`
      if (meaningful === null) return [id, moved]
      return [id, `${moved}. This is ${meaningful ? '' : 'not '}${rule.change!.words}`]
    }),
  )
}

/** The ranges of the scores, for the reader who does not know the scale; empty for a category. */
export function sayRanges({ scores }: Measure): string {
  const shown = scores.filter(({ category }) => !category)
  const alike = Map.groupBy(shown, ({ from, to, better }) => `from ${from} to ${to}, ${better} is better`)
  return [...alike].map(([range, rules]) => `${rules.map(({ name }) => name).join(', ')}: ${range}.`).join(' ')
}

/** As a sentence begins. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function sayValue(measure: Measure, rule: ScoreRule, value: number): string {
  if (rule.category && measure.scale.kind === 'choice')
    return measure.scale.options.find((option) => option.value === value)?.label ?? sayNumber(value)
  return `${sayNumber(value)} of ${rule.to}`
}

function sayNote({ answered, of }: Score, band: string | undefined): string | null {
  const partly = answered < of ? `worked out from ${answered} of ${of} answers` : null
  const parts = [band && `band: ${band.toLowerCase()}`, partly].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : null
}

const sayNumber = (value: number): string => String(Number(value.toFixed(2)))
