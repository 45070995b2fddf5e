import { importIcbs } from '#foundations/geography/index.ts'
import { addReferenceImport } from './import-reference-file.ts'
import type { AddCommand } from './program.ts'

/** `import icbs <file>`. */
export const addImportIcbs: AddCommand = (add) =>
  addReferenceImport(add, {
    word: 'icbs',
    rows: 'ICBs',
    summary: 'Take in integrated care boards (ONS names and codes, or the reference file)',
    importFile: importIcbs,
  })
