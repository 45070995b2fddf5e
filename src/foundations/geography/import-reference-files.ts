import type { Context } from '#platform/context.ts'
import { saveAreas } from './area.queries.ts'
import type { Progress } from '#platform/csv/csv-file.ts'
import { deprivationFile } from './deprivation-file.rules.ts'
import { districtFile } from './district-file.rules.ts'
import { saveDistricts } from './district.queries.ts'
import { icbFile } from './icb-file.rules.ts'
import { saveIcbs } from './icb.queries.ts'
import { importCsv } from './import-csv.ts'
import { pcnFile } from './pcn-file.rules.ts'
import { savePcns } from './pcn.queries.ts'
import { postcodeFile } from './postcode-file.rules.ts'
import { savePostcodes } from './postcode.queries.ts'
import { practiceFile } from './practice-file.rules.ts'
import { savePractices } from './practice.queries.ts'

// Each takes a CSV file, plain or gzip, and answers what became of its rows. Nothing is thrown for what is wrong with the file.

/** GP practices, and the names of the networks they belong to. */
export const importPractices = (ctx: Context, file: string, progress?: Progress) =>
  importCsv(ctx, practiceFile(file), savePractices, file, progress)

/** Primary care networks and where they lie. */
export const importPcns = (ctx: Context, file: string, progress?: Progress) =>
  importCsv(ctx, pcnFile(), savePcns, file, progress)

/** Integrated care boards. */
export const importIcbs = (ctx: Context, file: string, progress?: Progress) =>
  importCsv(ctx, icbFile(), saveIcbs, file, progress)

/** Postcode districts. */
export const importDistricts = (ctx: Context, file: string, progress?: Progress) =>
  importCsv(ctx, districtFile(), saveDistricts, file, progress)

/** Full postcodes. */
export const importPostcodes = (ctx: Context, file: string, progress?: Progress) =>
  importCsv(ctx, postcodeFile(), savePostcodes, file, progress)

/** Areas and their deprivation. */
export const importDeprivation = (ctx: Context, file: string, progress?: Progress) =>
  importCsv(ctx, deprivationFile(), saveAreas, file, progress)
