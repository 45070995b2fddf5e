import { z } from 'zod'
import { type Decision, allow, refuse } from '#platform/decision.ts'
import { NEEDS, type Need } from '../needs/needs.ts'
import { type Cell, cell, columnsOf } from './cell.rules.ts'

const need = z.enum(Object.keys(NEEDS) as [Need, ...Need[]], {
  error: `must be one of: ${Object.keys(NEEDS).join(', ')}`,
})
const fields = <K extends string>(...names: K[]) =>
  Object.fromEntries(names.map((name) => [name, cell.optional()])) as { [name in K]: z.ZodOptional<z.ZodType<Cell>> }
const fileName = z.string().regex(/^[^/\\]+$/, 'must be the name of a file beside the others, without a folder')

const related = z.strictObject({
  file: fileName,
  /** The column with the ids of that file. */
  id: z.string(),
  /** The column of the services that holds such an id … */
  from: z.string().optional(),
  /** … or a third file that says which belong together. */
  through: z.strictObject({ file: fileName, service: z.string(), to: z.string() }).optional(),
})

const mapping = z.strictObject({
  about: z.string().optional(),
  file: fileName.optional(),
  licence: z.string().optional(),
  attribution: z.string().optional(),
  empty: z.array(z.string()).default([]),
  leaveOut: z.array(z.strictObject({ where: cell, is: z.array(z.string()).min(1) })).default([]),
  related: z
    .record(
      z.string(),
      related.refine(
        (r) => (r.from === undefined) !== (r.through === undefined),
        'must have either "from" or "through"',
      ),
    )
    .default({}),
  id: cell,
  severalRows: z.boolean().default(false),
  service: z.strictObject({
    name: cell,
    ...fields('nameWhenRepeated', 'alternateName', 'summary', 'description', 'status', 'url', 'email', 'telephone'),
    ...fields('contact', 'whoFor', 'eligibility', 'ages', 'minimumAge', 'maximumAge', 'joinWay', 'joinText', 'fees'),
    ...fields('costKind', 'costAmount', 'times', 'alert', 'accreditations', 'checkedOn', 'languages'),
    modes: z.array(cell).default([]),
    categories: z.array(cell).default([]),
  }),
  provider: z
    .strictObject({
      of: z.string().optional(),
      id: cell.optional(),
      name: cell,
      ...fields('description', 'url', 'email', 'telephone', 'charityNumber', 'companyNumber'),
    })
    .optional(),
  location: z
    .strictObject({
      of: z.string().optional(),
      ...fields('name', 'address', 'address1', 'address2', 'city', 'county', 'postcode', 'latitude', 'longitude'),
      ...fields('stepFree', 'hearingLoop', 'toilet', 'parking', 'transport', 'accessNotes'),
    })
    .optional(),
  needs: z
    .strictObject({
      always: z.array(need).default([]),
      byCategory: z.record(z.string(), z.array(need)).default({}),
      in: cell.optional(),
      byWords: z.array(z.strictObject({ words: z.array(z.string().min(2)).min(1), needs: z.array(need) })).default([]),
    })
    .default({ always: [], byCategory: {}, byWords: [] }),
})

/** What is what in a spreadsheet: docs/spreadsheets.md describes it. */
export type Mapping = z.output<typeof mapping>

/** Reads a mapping file. The refusals say what is wrong and where in it, for whoever wrote it. */
export function readMapping(json: string): Decision<Mapping, string> {
  let value: unknown
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    return refuse(`it is not JSON: ${(error as Error).message}`)
  }
  const read = mapping.safeParse(value)
  if (!read.success) return refuse(read.error.issues.map(sayIssue).join('; '))
  const unknown = unknownNames(read.data)
  return unknown ? refuse(`"of" names "${unknown}", which is not among "related"`) : allow(read.data)
}

/** Tells the words that stand for "nothing" in this spreadsheet. */
export function emptyWords({ empty }: Pick<Mapping, 'empty'>): (value: string) => boolean {
  const words = new Set(empty.map((word) => word.trim().toLowerCase()))
  return (value) => words.has(value.trim().toLowerCase())
}

/** The columns that a mapping expects in each file, by the name under "related"; "" is the file of the services. */
export function columnsExpected(mapping: Mapping): { of: string; column: string }[] {
  const { id, service, provider, location, needs, leaveOut } = mapping
  const { modes, categories, ...single } = service
  const inside = (block: { of?: string | undefined } | undefined) => {
    const { of = '', ...cells } = block ?? {}
    return cellsIn(cells).map((column) => (column.of ? column : { of, column: column.column }))
  }
  return [
    ...cellsIn({ id, ...single, in: needs.in }),
    ...[...modes, ...categories, ...leaveOut.map(({ where }) => where)].flatMap(columnsOf),
    ...inside(provider),
    ...inside(location),
    ...Object.entries(mapping.related).flatMap(([of, { id: column, from }]) => [
      { of, column },
      ...(from === undefined ? [] : [{ of: '', column: from }]),
    ]),
  ]
}

const cellsIn = (cells: Record<string, Cell | undefined>) =>
  Object.values(cells).flatMap((one) => (one === undefined ? [] : columnsOf(one)))

const unknownNames = (read: Mapping) =>
  columnsExpected(read)
    .map(({ of }) => of)
    .find((of) => of !== '' && !Object.hasOwn(read.related, of))

const sayIssue = ({ path, message }: z.core.$ZodIssue) =>
  `${path.length > 0 ? `"${path.join('.')}" ` : ''}${message.replace(/^Invalid input: expected \w+, received undefined$/, 'is missing').replace(/^Unrecognized key/, 'has an unknown entry')}`
