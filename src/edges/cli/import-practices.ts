import { importPractices } from '#foundations/geography/index.ts'
import { addReferenceImport } from './import-reference-file.ts'
import type { AddCommand } from './program.ts'

/** `import practices <file>`. */
export const addImportPractices: AddCommand = (add) =>
  addReferenceImport(add, {
    word: 'practices',
    rows: 'practices',
    summary: 'Take in GP practices (ODS epraccur, or the practice mapping of NHS England)',
    importFile: importPractices,
  })
