import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMeasure, type Measure } from '#engines/measures/index.ts'
import { ROOT } from '#platform/database/connection.ts'

const FOLDER = join(ROOT, 'measures')

/** Every measure that Trellis knows, by its code; a definition that contradicts itself stops the program from starting. */
export const MEASURES: ReadonlyMap<string, Measure> = new Map(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readMeasure(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))))
    .map((measure) => [measure.code, measure]),
)
