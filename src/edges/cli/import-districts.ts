import { importDistricts } from '#foundations/geography/index.ts'
import { addReferenceImport } from './import-reference-file.ts'
import type { AddCommand } from './program.ts'

/** `import districts <file>`. */
export const addImportDistricts: AddCommand = (add) =>
  addReferenceImport(add, {
    word: 'districts',
    rows: 'districts',
    summary: 'Take in postcode districts and their middles',
    importFile: importDistricts,
  })
