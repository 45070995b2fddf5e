import { dirname, join } from 'node:path'
import type { Row } from './cell.rules.ts'
import { quoted } from './field-reader.rules.ts'
import type { Mapping } from './mapping.rules.ts'
import type { Refusals } from './refusals.rules.ts'
import { openSheet, type Sheet } from './sheet.ts'

export interface FoundRow {
  id: string
  line: number
  row: Row
}

/** Related files of a spreadsheet: who points where, and what is found there. */
export class RelatedRows {
  readonly sheets = new Map<string, Sheet>()
  readonly #rows = new Map<string, Map<string, FoundRow>>()
  /** For many-to-many: from the id of a service to the places where the third file names it. */
  readonly #pairs = new Map<string, Map<string, { line: number; to: string; used: boolean }[]>>()
  readonly #mapping: Mapping
  readonly #refusals: Refusals

  private constructor(mapping: Mapping, refusals: Refusals) {
    this.#mapping = mapping
    this.#refusals = refusals
  }

  /** Reads the related files that lie beside the one of the services. Throws FileFault when one cannot be read. */
  static async load(
    mapping: Mapping,
    services: string,
    isEmpty: (cell: string) => boolean,
    refusals: Refusals,
  ): Promise<RelatedRows> {
    const all = new RelatedRows(mapping, refusals)
    const open = (file: string) => openSheet(join(dirname(services), file), isEmpty)
    for (const [of, { file, id, through }] of Object.entries(mapping.related)) {
      const sheet = await open(file)
      all.sheets.set(of, sheet)
      all.#rows.set(of, await all.#byId(sheet, id))
      if (through) all.#pairs.set(of, await all.#pairsOf(await open(through.file), through))
    }
    return all
  }

  /** The rows that a service points to. What points nowhere is refused, and the service keeps the rest. */
  of(record: string, line: number, own: Row, file: string): Record<string, FoundRow[]> {
    return Object.fromEntries(
      Object.entries(this.#mapping.related).map(([of, { from }]) => {
        if (from === undefined) return [of, this.#paired(of, record)]
        const id = own[from] ?? ''
        if (!id) return [of, []]
        const found = this.#rows.get(of)!.get(id)
        if (!found) this.#refuse(file, line, from, `${quoted(id)} is not in ${this.sheets.get(of)!.name}: left out`)
        return [of, found ? [found] : []]
      }),
    )
  }

  /** Names the pairs whose service is nowhere. Called when all services have been read. */
  refuseUnused(services: string): void {
    for (const [of, pairs] of this.#pairs) {
      const { file, service } = this.#mapping.related[of]!.through!
      for (const [record, all] of pairs)
        for (const { line, used } of all)
          if (!used) this.#refuse(file, line, service, `${quoted(record)} is not in ${services}: left out`)
    }
  }

  #paired(of: string, record: string): FoundRow[] {
    const { file, to } = this.#mapping.related[of]!.through!
    return (this.#pairs.get(of)!.get(record) ?? []).flatMap((pair) => {
      pair.used = true
      const found = this.#rows.get(of)!.get(pair.to)
      if (!found)
        this.#refuse(
          file,
          pair.line,
          to,
          pair.to ? `${quoted(pair.to)} is not in ${this.sheets.get(of)!.name}: left out` : 'is empty: left out',
        )
      return found ?? []
    })
  }

  async #byId(sheet: Sheet, column: string): Promise<Map<string, FoundRow>> {
    const found = new Map<string, FoundRow>()
    for await (const read of sheet.rows()) {
      if (read.fault !== undefined) {
        this.#refuse(sheet.name, read.line, null, read.fault)
        continue
      }
      const id = read.row[column] ?? ''
      const before = found.get(id)
      if (!id) this.#refuse(sheet.name, read.line, column, 'is empty: the row is not used')
      else if (before)
        this.#refuse(
          sheet.name,
          read.line,
          column,
          `${quoted(id)} is that of line ${before.line} already: the row is not used`,
        )
      else found.set(id, { id, line: read.line, row: read.row })
      for (const { field, reason } of read.faults) this.#refuse(sheet.name, read.line, field, reason)
    }
    return found
  }

  async #pairsOf(sheet: Sheet, { service, to }: { service: string; to: string }) {
    const pairs = new Map<string, { line: number; to: string; used: boolean }[]>()
    const headings = [service, to].filter((column) => !sheet.headings.includes(column))
    if (headings.length > 0) this.#refuse(sheet.name, 1, headings[0]!, 'is in the mapping, and not in this file')
    for await (const read of sheet.rows()) {
      if (read.fault !== undefined) {
        this.#refuse(sheet.name, read.line, null, read.fault)
        continue
      }
      const from = read.row[service] ?? ''
      const pair = { line: read.line, to: read.row[to] ?? '', used: false }
      const same = pairs.get(from) ?? []
      if (same.some((other) => other.to === pair.to))
        this.#refuse(sheet.name, read.line, null, 'is in this file already: counts once')
      else pairs.set(from, [...same, pair])
    }
    return pairs
  }

  #refuse(file: string, line: number, field: string | null, reason: string) {
    this.#refusals.add(file, line, field, reason)
  }
}
