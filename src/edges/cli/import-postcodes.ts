import { importPostcodes } from '#foundations/geography/index.ts'
import { addReferenceImport } from './import-reference-file.ts'
import type { AddCommand } from './program.ts'

/** `import postcodes <file>`. */
export const addImportPostcodes: AddCommand = (add) =>
  addReferenceImport(add, {
    word: 'postcodes',
    rows: 'postcodes',
    summary: 'Take in postcodes (ONSPD or NSPL, whole or a part)',
    importFile: importPostcodes,
  })
