import { importDeprivation } from '#foundations/geography/index.ts'
import { addReferenceImport } from './import-reference-file.ts'
import type { AddCommand } from './program.ts'

/** `import deprivation <file>`. */
export const addImportDeprivation: AddCommand = (add) =>
  addReferenceImport(add, {
    word: 'deprivation',
    rows: 'areas',
    summary: 'Take in deprivation by LSOA 2021 (English Indices of Deprivation 2025)',
    importFile: importDeprivation,
  })
