import type { LetterTable } from './letter.type.ts'
import { columnWidths } from './lines.rules.ts'
import { COLUMN, type Element, type Sheet, type Style } from './sheet.ts'

/** Lines of each cell of one row. */
type Row = string[][]

/**
 * Draws a table over as many pages as it takes, its headings again on each. A row stays in one piece unless it is longer
 * than a page. Without columns there is nothing to draw.
 */
export function drawTable(sheet: Sheet, table: LetterTable): void {
  if (table.headings.length === 0) return
  const plan = planTable(sheet, table)
  const element = sheet.element('Table')
  drawHeadings(sheet, plan, element)
  for (const row of plan.rows) drawRow(sheet, plan, row, element)
}

/** Points that a table needs on a page to be begun there: its headings and its first row, or some lines of a long one. */
export function leastTableHeight(sheet: Sheet, table: LetterTable): number {
  if (table.headings.length === 0) return 0
  const { headings, rows } = planTable(sheet, table)
  return rowHeight(sheet, headings) + Math.min(rows[0] ? rowHeight(sheet, rows[0]) : 0, sheet.pageRoom / 4)
}

interface Plan {
  headings: Row
  rows: Row[]
  /** Where each column begins. */
  starts: number[]
}

const gap = (sheet: Sheet): number => sheet.body.size
const padding = (sheet: Sheet): number => sheet.leading() * 0.3
/** A line's own space lies below its letters: a little more above makes the row look even. */
const cellTop = (sheet: Sheet): number => sheet.y + padding(sheet) * 1.4
const styleOf = (sheet: Sheet, column: number): Style => (column === 0 ? sheet.bold : sheet.body)

function planTable(sheet: Sheet, { headings, rows }: LetterTable): Plan {
  const filled = rows.map((row) => headings.map((_heading, n) => row[n] ?? ''))
  const columns = headings.map((heading, n) => [heading, ...filled.map((row) => row[n]!)].join('\n'))
  const available = COLUMN.width - gap(sheet) * (headings.length - 1)
  const widths = columnWidths(
    columns.map((text) => widest(sheet, text, '\n')),
    columns.map((text) => widest(sheet, text, /\s/)),
    available,
  )
  const starts = widths.map((_width, n) => COLUMN.x + widths.slice(0, n).reduce((sum, w) => sum + w + gap(sheet), 0))
  return {
    headings: headings.map((text, n) => sheet.wrap(text, widths[n]!, sheet.bold)),
    rows: filled.map((row) => row.map((text, n) => sheet.wrap(text, widths[n]!, styleOf(sheet, n)))),
    starts,
  }
}

/** Bold, because headings are: a little too wide for the rest. One more point than measured, against rounding. */
const widest = (sheet: Sheet, text: string, separator: string | RegExp): number =>
  Math.max(1, ...text.split(separator).map((piece) => sheet.widthOf(piece.slice(0, 200), sheet.bold))) + 1

const longest = (row: readonly (readonly string[])[]): number => Math.max(1, ...row.map((lines) => lines.length))
const heightOf = (sheet: Sheet, lines: number): number => lines * sheet.leading() + 2 * padding(sheet)
const rowHeight = (sheet: Sheet, row: Row): number => heightOf(sheet, longest(row))

function drawHeadings(sheet: Sheet, plan: Plan, table: Element): void {
  const row = sheet.element('TR', table)
  const cells = plan.headings.map((lines) => ({
    lines,
    style: sheet.bold,
    type: 'TH',
    element: sheet.element('TH', row, 'Column'),
  }))
  drawCells(sheet, cells, plan.starts, () => {})
}

function drawRow(sheet: Sheet, plan: Plan, row: Row, table: Element): void {
  const element = sheet.element('TR', table)
  const cells = row.map((lines, n) => ({
    lines,
    style: styleOf(sheet, n),
    type: n === 0 ? 'TH' : 'TD',
    element: n === 0 ? sheet.element('TH', element, 'Row') : sheet.element('TD', element),
  }))
  drawCells(sheet, cells, plan.starts, () => repeatHeadings(sheet, plan))
}

interface Cell {
  lines: readonly string[]
  style: Style
  type: string
  element: Element
}

/** One row. `onNewPage` draws what stands above it there. */
function drawCells(sheet: Sheet, cells: readonly Cell[], starts: readonly number[], onNewPage: () => void): void {
  const all = longest(cells.map(({ lines }) => lines))
  for (let from = 0; from < all;) {
    const height = heightOf(sheet, all - from)
    const waits = from > 0 || height <= sheet.pageRoom / 2 || sheet.room < heightOf(sheet, 3)
    if (sheet.room < height && waits) {
      sheet.newPage()
      onNewPage()
    }
    const fit = Math.max(1, Math.floor((sheet.room - 2 * padding(sheet)) / sheet.leading()))
    const y = cellTop(sheet)
    cells.forEach(({ lines, style, type, element }, n) => {
      sheet.tagged(element, type, () => setLines(sheet, lines.slice(from, from + fit), starts[n]!, y, style))
    })
    endRow(sheet, heightOf(sheet, Math.min(fit, all - from)))
    from += fit
  }
}

/** For the eye: whoever listens is told the heading by each cell. Headings that take up the page are not said again. */
function repeatHeadings(sheet: Sheet, { headings, starts }: Plan): void {
  if (rowHeight(sheet, headings) > sheet.pageRoom / 4) return
  const y = cellTop(sheet)
  sheet.artefact('Pagination', () => headings.forEach((lines, n) => setLines(sheet, lines, starts[n]!, y, sheet.bold)))
  endRow(sheet, rowHeight(sheet, headings))
}

function setLines(sheet: Sheet, lines: readonly string[], x: number, y: number, style: Style): void {
  lines.forEach((line, n) => sheet.line(line, x, y + n * sheet.leading(), style))
}

function endRow(sheet: Sheet, height: number): void {
  sheet.filledTo(sheet.y + height)
  sheet.rule(sheet.y)
}
