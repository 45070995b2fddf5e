import { readFile } from 'node:fs/promises'
import { FileFault } from '#platform/csv/csv-file.ts'
import { openSheet } from '../spreadsheets/sheet.ts'
import { hasNames, readHead, readTerm, type TermFault, type TermRecord } from './term-record.rules.ts'

/** A file of terms, taken apart. */
export interface TaxonomyFile {
  head: ReturnType<typeof readHead>
  records: TermRecord[]
  faults: TermFault[]
}

/** Reads a list of terms: JSON (SKOS as OpenActive writes it, a page of Open Referral, a plain list) by its ending, else CSV. Throws FileFault. */
export const readTaxonomyFile = (path: string): Promise<TaxonomyFile> =>
  /\.json(ld)?$/i.test(path) ? readJson(path) : readRows(path)

async function readRows(path: string): Promise<TaxonomyFile> {
  const sheet = await openSheet(path, (cell) => cell.trim() === '')
  if (!hasNames(sheet.headings))
    throw new FileFault(
      `this is no list of terms that Trellis knows: expected the columns identifier, label, parent and uri; found ${sheet.headings.join(', ').slice(0, 500)}`,
    )
  const file: TaxonomyFile = { head: readHead({}), records: [], faults: [] }
  for await (const read of sheet.rows())
    if (read.fault !== undefined) file.faults.push({ line: read.line, field: '', reason: read.fault })
    else sort(file, readTerm(read.row, { line: read.line, path: '' }))
  return file
}

const LISTS = ['concept', 'concepts', 'terms', 'taxonomy_terms', 'contents', '@graph']

async function readJson(path: string): Promise<TaxonomyFile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new FileFault('there is no such file')
  })
  const { root, list, items } = listIn(text.replace(/^\uFEFF/, ''))
  const file: TaxonomyFile = { head: readHead(root), records: [], faults: [] }
  for (const [n, item] of items.entries()) {
    const at = { line: null, path: `${list}[${n}]` }
    if (typeof item === 'object' && item !== null) sort(file, readTerm(item as Record<string, unknown>, at))
    else file.faults.push({ line: null, field: at.path, reason: 'is no term' })
  }
  return file
}

function listIn(text: string): { root: Record<string, unknown>; list: string; items: unknown[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new FileFault(`this is not JSON: ${(error as Error).message}`)
  }
  if (Array.isArray(value)) return { root: {}, list: '', items: value }
  const root = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const list = LISTS.find((key) => Array.isArray(root[key]))
  if (!list) throw new FileFault(`there is no list of terms in this file: expected one of ${LISTS.join(', ')}`)
  return { root, list, items: root[list] as unknown[] }
}

function sort(file: TaxonomyFile, read: TermRecord | TermFault): void {
  if ('reason' in read) file.faults.push(read)
  else file.records.push(read)
}
