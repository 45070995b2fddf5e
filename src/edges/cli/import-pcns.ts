import { importPcns } from '#foundations/geography/index.ts'
import { addReferenceImport } from './import-reference-file.ts'
import type { AddCommand } from './program.ts'

/** `import pcns <file>`. */
export const addImportPcns: AddCommand = (add) =>
  addReferenceImport(add, {
    word: 'pcns',
    rows: 'PCNs',
    summary: 'Take in primary care networks (ODS ePCN, sheet PCNDetails, or the reference file)',
    importFile: importPcns,
  })
