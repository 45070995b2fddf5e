import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMeasure, type Measure } from '#engines/measures/index.ts'
import { ROOT } from '#platform/database/connection.ts'
import { CORE_MEASURES } from './due.rules.ts'

const FOLDER = join(ROOT, 'measures')

/** Every measure that Trellis knows, by its code, in the order of lists: what everybody is asked comes first. A definition that contradicts itself stops the program from starting. */
export const MEASURES: ReadonlyMap<string, Measure> = new Map(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readMeasure(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((measure) => [measure.code, measure]),
)

function placeOf({ code }: Measure): number {
  const place = CORE_MEASURES.indexOf(code)
  return place < 0 ? CORE_MEASURES.length : place
}
