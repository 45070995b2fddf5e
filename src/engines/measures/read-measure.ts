import { z } from 'zod'
import type { Measure } from './measure.type.ts'
import { valuesOf } from './score.ts'

/**
 * Reads the definition of a measure (a file of `measures/`). Throws with the place of the fault: a definition is part of the
 * program, and one that contradicts itself must not score anybody.
 */
export function readMeasure(definition: unknown): Measure {
  const measure: Measure = definitionSchema.parse(definition)
  const faults = faultsOf(measure)
  if (faults.length > 0) throw new Error(`measure ${measure.code}: ${faults.join('; ')}`)
  return measure
}

const whole = z.number().int()
const words = z.string().min(1)
const code = z.string().regex(/^[a-z0-9-]+$/)

const definitionSchema = z.strictObject({
  code,
  name: words,
  about: words,
  version: words,
  licence: z.strictObject({ kind: z.enum(['open', 'licensed']), terms: words, credit: words }),
  intro: words.nullable().default(null),
  items: z.array(z.strictObject({ id: code, text: words.nullable(), reversed: z.boolean().default(false) })).min(1),
  scale: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('range'), from: whole, to: whole, lowest: words, highest: words }),
    z.strictObject({
      kind: z.literal('choice'),
      options: z.array(z.strictObject({ value: whole, label: words.nullable() })).min(2),
    }),
  ]),
  skips: z.array(z.enum(['dont-know', 'not-said'])).default([]),
  scores: z
    .array(
      z.strictObject({
        id: code,
        name: words,
        items: z.array(code).min(1),
        method: z.enum(['sum', 'mean']).default('sum'),
        mayMiss: whole.min(0).default(0),
        from: z.number(),
        to: z.number(),
        better: z.enum(['higher', 'lower']),
        category: z.boolean().default(false),
        table: z.array(z.number()).nullable().default(null),
        bands: z
          .strictObject({
            verified: z.boolean(),
            source: words,
            list: z.array(z.strictObject({ label: words, upTo: z.number() })).min(2),
          })
          .nullable()
          .default(null),
        change: z
          .strictObject({ points: z.number().positive(), words, source: words, verified: z.boolean() })
          .nullable()
          .default(null),
      }),
    )
    .min(1),
  flags: z
    .array(
      z.strictObject({
        id: code,
        on: code,
        atLeast: z.number(),
        label: words,
        verified: z.boolean(),
        action: z.enum(['say', 'task', 'urgent-help']),
      }),
    )
    .default([]),
  sources: z.array(words).min(1),
  unverified: z.array(words).default([]),
})

function faultsOf({ items, scale, scores, flags, licence }: Measure): string[] {
  const ids = new Set(items.map(({ id }) => id))
  const values = valuesOf(scale)
  const [lowest, highest] = [Math.min(...values), Math.max(...values)]
  return [
    ids.size < items.length && 'two items with one id',
    new Set(values).size < values.length && 'two options with one value',
    licence.kind === 'open' && items.some(({ text }) => !text) && 'an open measure without words',
    ...scores.flatMap((rule) => {
      const n = rule.method === 'sum' ? rule.items.length : 1
      const ends = rule.table ? [rule.table[0], rule.table.at(-1)] : [lowest * n, highest * n]
      return [
        rule.items.some((id) => !ids.has(id)) && `score ${rule.id} of an item that is not asked`,
        (ends[0] !== rule.from || ends[1] !== rule.to) && `score ${rule.id} goes from ${ends[0]} to ${ends[1]}`,
        rule.table &&
          rule.table.length !== (highest - lowest) * rule.items.length + 1 &&
          `the table of ${rule.id} has ${rule.table.length} rows`,
        rule.table && rule.mayMiss > 0 && `score ${rule.id} has a table and so may miss nothing`,
        rule.category && rule.items.length > 1 && `score ${rule.id} is a category of several items`,
        rule.bands && rule.bands.list.at(-1)!.upTo !== rule.to && `the bands of ${rule.id} end early`,
      ]
    }),
    ...flags.map(({ id, on }) => !ids.has(on) && !scores.some((rule) => rule.id === on) && `flag ${id} on nothing`),
  ].filter((fault) => typeof fault === 'string')
}
