import { basename } from 'node:path'
import { journal } from '#foundations/journal/index.ts'
import type { Context } from '#platform/context.ts'
import { FileFault } from '#platform/csv/csv-file.ts'
import type { ImportReport } from '../feeds/import-open-referral.ts'
import { readTaxonomyFile, type TaxonomyFile } from './taxonomy-file.ts'
import { listTerms, saveTaxonomy, saveTermsOf } from './taxonomy.queries.ts'
import { taxonomyIdOf, treeOf } from './term-tree.rules.ts'

/** What the file need not say, or says otherwise. */
export interface AboutTaxonomy {
  /** The same name is the same list. Without it the file's own title, or its name. */
  name: string
  uri?: string
  licence?: string
}

/**
 * Stores a list of terms from a file, CSV or JSON. Faulty rows are refused one by one and the good ones stored; a second import
 * changes nothing; a term that is no longer in the file stays. One transaction.
 */
export async function importTaxonomy(ctx: Context, path: string, about: Partial<AboutTaxonomy>): Promise<ImportReport> {
  const report: ImportReport = { read: 0, added: 0, changed: 0, unchanged: 0, refused: [] }
  const refuse = ({ line = null as number | null, field = '', reason = '' }) =>
    void report.refused.push({ file: basename(path), line, field: field || null, reason })
  try {
    const file = await readTaxonomyFile(path)
    file.faults.forEach(refuse)
    const faults = await store(ctx, file, { ...about, name: about.name ?? file.head.name ?? nameOf(path) }, report)
    faults.forEach(refuse)
    report.read = file.records.length + file.faults.length
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    refuse({ reason: error.message })
  }
  return report
}

async function store(ctx: Context, { head, records }: TaxonomyFile, about: AboutTaxonomy, report: ImportReport) {
  const id = taxonomyIdOf(about.name)
  const { rows, faults } = treeOf(id, records)
  if (rows.length === 0) return faults
  await ctx.transaction(async (tx) => {
    const stored = await listTerms(
      tx,
      rows.map((row) => row.id),
    )
    const isSame = (row: (typeof rows)[number]) => {
      const before = stored.get(row.id)
      const fields = Object.entries({ ...row, taxonomy_id: id, source_id: null })
      return before !== undefined && fields.every(([field, value]) => before[field as keyof typeof before] === value)
    }
    const other = rows.filter((row) => !isSame(row))
    report.changed = other.filter((row) => stored.has(row.id)).length
    report.added = other.length - report.changed
    report.unchanged = rows.length - other.length
    saveTaxonomy(tx, {
      id,
      name: about.name,
      description: head.description ?? null,
      uri: about.uri ?? head.uri ?? null,
      version: head.version ?? null,
      licence: about.licence ?? head.licence ?? null,
    })
    saveTermsOf(tx, id, other)
    if (other.length > 0)
      journal(tx, 'taxonomy.imported', { subjectId: id, detail: { added: report.added, changed: report.changed } })
  })
  return faults
}

const nameOf = (path: string): string => basename(path).replace(/\.\w+$/, '')
