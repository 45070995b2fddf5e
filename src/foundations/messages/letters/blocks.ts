import type { LetterBlock } from './letter.type.ts'
import { COLUMN, type Sheet, type Style } from './sheet.ts'
import { drawTable, leastTableHeight } from './table.ts'

/** Draws the parts of a letter from where the sheet stands. A heading stays with what it is the heading of. */
export function drawBlocks(sheet: Sheet, blocks: readonly LetterBlock[]): void {
  blocks.forEach((block, n) => {
    sheet.skip(gapAbove(sheet, block))
    sheet.ensure(leastHeight(sheet, blocks, n))
    drawBlock(sheet, block, followsOf(sheet, blocks[n + 1]))
  })
}

const gapAbove = (sheet: Sheet, { kind }: LetterBlock): number => sheet.leading() * (kind === 'heading' ? 1 : 0.6)

type Block<Kind extends LetterBlock['kind']> = Extract<LetterBlock, { kind: Kind }>

/** `follows`: points of the signature below it. */
function drawBlock(sheet: Sheet, block: LetterBlock, follows: number): void {
  switch (block.kind) {
    case 'heading':
      return sheet.flow(headingLines(sheet, block.text), sheet.element('H2'), 'H2', { style: headingStyle(sheet) })
    case 'paragraph':
      return sheet.flow(sheet.wrap(block.text, COLUMN.width), sheet.element('P'), 'P', { follows })
    case 'list':
      return drawList(sheet, block, follows)
    case 'table':
      return drawTable(sheet, block)
    case 'signature':
      sheet.skip(sheet.leading() * SIGNATURE_GAP)
      return sheet.flow(signatureLines(sheet, block.lines), sheet.element('P'), 'P')
  }
}

const headingStyle = (sheet: Sheet): Style => ({ ...sheet.bold, size: sheet.bold.size * 1.1 })
const headingLines = (sheet: Sheet, text: string): string[] => sheet.wrap(text, COLUMN.width, headingStyle(sheet))

function drawList(sheet: Sheet, { items, numbered }: Block<'list'>, follows: number): void {
  const list = sheet.element('L')
  items.forEach((text, n) => {
    if (n > 0) sheet.skip(sheet.leading() * 0.25)
    const label = numbered ? `${n + 1}.` : '•'
    const lines = itemLines(sheet, text)
    sheet.ensure(sheet.leading() * together(lines.length))
    const item = sheet.element('LI', list)
    const beside = sheet.element('Lbl', item)
    sheet.flow(lines, sheet.element('LBody', item), 'LBody', {
      x: COLUMN.x + indent(sheet),
      follows: n === items.length - 1 ? follows : 0,
      beside: (y) => sheet.tagged(beside, 'Lbl', () => sheet.line(label, COLUMN.x, y)),
    })
  })
}

const indent = (sheet: Sheet): number => sheet.body.size * 2
const itemLines = (sheet: Sheet, text: string): string[] => sheet.wrap(text, COLUMN.width - indent(sheet))

/** Lines left free above a signature; nobody signs by hand what a machine posts. */
const SIGNATURE_GAP = 0.9
const signatureLines = (sheet: Sheet, lines: readonly string[]): string[] => sheet.wrap(lines.join('\n'), COLUMN.width)
const signatureHeight = (sheet: Sheet, lines: readonly string[]): number =>
  sheet.leading() * (signatureLines(sheet, lines).length + SIGNATURE_GAP)

/** Points of what must not be parted from the end of the block above it. */
const followsOf = (sheet: Sheet, next: LetterBlock | undefined): number =>
  next?.kind === 'signature' ? gapAbove(sheet, next) + signatureHeight(sheet, next.lines) : 0

/** How many of so many lines must stand on one page at least. */
const together = (lines: number): number => (lines <= 3 ? lines : 2)

/** The height that a block must find on a page to be begun there, in points. */
function leastHeight(sheet: Sheet, blocks: readonly LetterBlock[], n: number): number {
  const block = blocks[n]
  const leading = sheet.leading()
  switch (block?.kind) {
    case 'heading': {
      const own = headingLines(sheet, block.text).length * sheet.leading(headingStyle(sheet))
      const next = blocks[n + 1]
      return own + (next ? gapAbove(sheet, next) + leastHeight(sheet, blocks, n + 1) : 0)
    }
    case 'paragraph': {
      const lines = sheet.wrap(block.text, COLUMN.width).length
      return leading * together(lines) + (lines <= 3 ? followsOf(sheet, blocks[n + 1]) : 0)
    }
    case 'list': {
      const lines = itemLines(sheet, block.items[0] ?? '').length
      const whole = block.items.length <= 1 && lines <= 3
      return leading * together(lines) + (whole ? followsOf(sheet, blocks[n + 1]) : 0)
    }
    case 'table':
      return leastTableHeight(sheet, block)
    case 'signature':
      return signatureHeight(sheet, block.lines)
    default:
      return 0
  }
}
