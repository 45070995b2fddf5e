import { z } from 'zod'
import type { Decision, Measure } from './measure.type.ts'

/** The words of a licensed measure, as whoever holds the licence supplies them in a file. */
export const wordingSchema = z.strictObject({
  measure: z.string(),
  version: z.string(),
  intro: z.string().trim().min(1).max(2000).optional(),
  /** By the id of the item. */
  items: z.record(z.string(), z.string().trim().min(1).max(500)),
  /** By the number that the option stands for. */
  options: z.record(z.string(), z.string().trim().min(1).max(200)).default({}),
})
export type MeasureWording = z.output<typeof wordingSchema>

export type WordingRefusal = 'not-a-wording' | 'other-measure' | 'words-missing' | 'words-too-many'

/** What is wrong with a file of words, for whoever supplied it. */
export const WORDING_REFUSALS: Record<WordingRefusal, string> = {
  'not-a-wording': 'The file must be JSON with "measure", "version", "items" and "options".',
  'other-measure': 'The file is for another measure or another version of it.',
  'words-missing': 'The file leaves out the words of a question or of an answer.',
  'words-too-many': 'The file has words for a question or an answer that this measure does not have.',
}

/** A measure with the words of its licence holder: every question and answer, and nothing besides. */
export function withWording(measure: Measure, file: unknown): Decision<Measure, WordingRefusal> {
  const read = wordingSchema.safeParse(file)
  if (!read.success) return { ok: false, reason: 'not-a-wording' }
  const { items, options, intro, ...of } = read.data
  if (of.measure !== measure.code || of.version !== measure.version) return { ok: false, reason: 'other-measure' }
  const labels = measure.scale.kind === 'choice' ? measure.scale.options.map(({ value }) => String(value)) : []
  const wanted = new Set([...measure.items.map(({ id }) => `item ${id}`), ...labels.map((value) => `option ${value}`)])
  const given = [
    ...Object.keys(items).map((id) => `item ${id}`),
    ...Object.keys(options).map((value) => `option ${value}`),
  ]
  if (given.some((one) => !wanted.has(one))) return { ok: false, reason: 'words-too-many' }
  if (given.length < wanted.size) return { ok: false, reason: 'words-missing' }
  const { scale } = measure
  return {
    ok: true,
    value: {
      ...measure,
      intro: intro ?? measure.intro,
      items: measure.items.map((item) => ({ ...item, text: items[item.id]! })),
      scale:
        scale.kind === 'range'
          ? scale
          : { kind: 'choice', options: scale.options.map(({ value }) => ({ value, label: options[value]! })) },
    },
  }
}

/** Whether every question and every answer has its words. */
export const hasWording = ({ items, scale }: Measure): boolean =>
  items.every(({ text }) => text) && (scale.kind === 'range' || scale.options.every(({ label }) => label))
