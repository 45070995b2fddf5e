import { z } from 'zod'
import { valuesOf, type Answer, type Answers, type Item, type Measure, type Skip } from '#engines/measures/index.ts'
import { choice, day } from '#platform/forms.ts'
import type { Choice } from '#ui/fields.tsx'
import { POINTS } from './response.rules.ts'

export const SKIP_WORDS: Record<Skip, string> = { 'dont-know': 'Don’t know', 'not-said': 'Prefer not to say' }

/** Answers to some items of a measure; each must be answered, if only by not wanting to. */
export function answersForm(measure: Measure, items: readonly Item[] = measure.items) {
  const ways = wordsOf(measure) as [string, ...string[]]
  const question = ({ id, text }: Item) =>
    text ? `“${text}”` : `question ${measure.items.findIndex((item) => item.id === id) + 1}`
  return z.object(
    Object.fromEntries(items.map((item) => [item.id, choice(ways, `Select an answer to ${question(item)}`)])),
  )
}

const wordsOf = ({ scale, skips }: Measure): string[] => [...valuesOf(scale).map(String), ...skips]

/** What was ticked, as raw answers. */
export const answersFrom = (typed: Readonly<Record<string, string>>): Answers =>
  Object.fromEntries(
    Object.entries(typed).map(([id, word]) => [id, /^\d+$/.test(word) ? Number(word) : (word as Skip)]),
  )

/** Raw answers as they are ticked in the form. */
export const tickedOf = (answers: Answers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]: [string, Answer]) =>
      answer === null ? [] : [[id, String(answer)]],
    ),
  )

/** The ways to answer an item, in the instrument's own words and order; ways of not answering come last. `apart`: after an "or". */
export function choicesFor({ scale, skips }: Measure, apart = false): Choice[] {
  const values =
    scale.kind === 'choice'
      ? scale.options.map(({ value, label }) => ({ value: String(value), text: label ?? String(value) }))
      : valuesOf(scale).map((value) => ({
          value: String(value),
          text: `${value}${value === scale.from ? `, ${scale.lowest.toLowerCase()}` : value === scale.to ? `, ${scale.highest.toLowerCase()}` : ''}`,
        }))
  return [
    ...values,
    ...skips.map((skip, n) => ({ value: skip, text: SKIP_WORDS[skip], ...(apart && n === 0 && { divider: 'or' }) })),
  ]
}

/** Answers in words, question by question: "How often do you feel left out? Often". */
export const sayAnswers = (measure: Measure, answers: Answers): string[] => {
  const ways = choicesFor(measure)
  const ticked = tickedOf(answers)
  return measure.items.map(
    ({ id, text }) => `${text} ${ways.find(({ value }) => value === ticked[id])?.text ?? 'Not answered'}`,
  )
}

const STAFF_MODES = ['face', 'telephone', 'paper'] as const

/** What a link worker says of the answers besides the answers. */
const aboutForm = {
  point: choice(POINTS, 'Select start, review or end'),
  mode: choice(STAFF_MODES, 'Select how you asked'),
  answeredBy: choice(['person', 'worker'], 'Select whose answers they are'),
  answeredOn: day('the day on which they answered'),
}
export const requestForm = z.object({ point: aboutForm.point })
export type RequestForm = typeof requestForm

/** The whole screen of a link worker. Answers may not be called like one of these fields. */
export const responseForm = (measure: Measure) => z.object({ ...answersForm(measure).shape, ...aboutForm })

const aboutSchema = z.object(aboutForm)

/** Parts what was sent into the answers and what was said of them. */
export function partsOf(
  value: Record<string, unknown>,
  measure: Measure,
): z.output<typeof aboutSchema> & { answers: Answers } {
  const { point, mode, answeredBy, answeredOn } = value as z.output<typeof aboutSchema>
  const answers = answersFrom(Object.fromEntries(measure.items.map(({ id }) => [id, value[id] as string])))
  return { point, mode, answeredBy, answeredOn, answers }
}

/** Which version was read when the form was drawn; 0 when a form says none. */
export const versionOf = (body: unknown): number => Number((body as Record<string, unknown> | null)?.version) || 0

/** On a telephone's screen a long list of buttons tires: so many ways to answer go on one page, at least one question. */
const CHOICES_A_PAGE = 20

/** The questions for the person, a page at a time: short measures on one page, long scales one question a page. */
export function pagesOf(measure: Measure): Item[][] {
  const size = Math.max(1, Math.floor(CHOICES_A_PAGE / wordsOf(measure).length))
  return Array.from({ length: Math.ceil(measure.items.length / size) }, (_, n) =>
    measure.items.slice(n * size, (n + 1) * size),
  )
}
