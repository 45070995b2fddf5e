import PDFDocument from 'pdfkit'
import { linesHere, linesOf } from './lines.rules.ts'
import { BOLD, FONTS, printable, REGULAR } from './typeface.ts'

/** Points in a millimetre. */
export const MM = 72 / 25.4

/** A column of text that leaves what printers and envelope machines need at the sides (GOV.UK Notify: 15 mm). */
export const COLUMN = { x: 25 * MM, width: 160 * MM }

const PAGE_HEIGHT = 297 * MM
const EDGE = 14 * MM

/** How words are set. `size` in points. */
export interface Style {
  font: typeof REGULAR | typeof BOLD
  size: number
}

export type Element = PDFKit.PDFStructureElement

interface FlowOptions {
  style?: Style
  x?: number
  follows?: number
  beside?: (y: number) => void
}

export interface DocumentFacts {
  title: string
  author: string | null
  madeAt: Date
  /** Body text, in points. */
  size: number
}

/**
 * The paper: A4 pages one after the other, a place to write next, and the tree of tags that says aloud what the eye sees.
 * Everything drawn is either in that tree or marked as an artefact.
 */
export class Sheet {
  readonly doc: PDFKit.PDFDocument
  readonly body: Style
  readonly bold: Style
  /** From the top of the page to where the next line goes, in points. */
  y = EDGE
  readonly #root: Element
  #fresh = true

  constructor({ title, author, madeAt, size }: DocumentFacts) {
    this.body = { font: REGULAR, size }
    this.bold = { font: BOLD, size }
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true, // the number of pages is written on each, and known at the end
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: 'en-GB',
      info: {
        Title: title,
        ...(author && { Author: author }),
        Producer: 'Trellis',
        Creator: 'Trellis',
        CreationDate: madeAt,
      },
    })
    this.doc.registerFont(REGULAR, FONTS.regular as never).registerFont(BOLD, FONTS.bold as never)
    this.#root = this.doc.struct('Document')
    this.doc.addStructure(this.#root)
  }

  /** From line to line. */
  leading = ({ size }: Style = this.body): number => size * 1.35

  /** A new part of the tree, at its end. `scope`: of a heading cell. */
  element(type: string, parent: Element = this.#root, scope?: 'Column' | 'Row'): Element {
    const options: object = scope ? { scope } : {}
    const element = this.doc.struct(type, options)
    parent.add(element)
    return element
  }

  /** What `draw` draws belongs to an element. */
  tagged(element: Element, type: string, draw: () => void): void {
    element.add(this.doc.markStructureContent(type))
    draw()
    this.doc.endMarkedContent()
  }

  /** What `draw` draws is for the eye only: rules, headers and numbers of pages. */
  artefact(type: 'Pagination' | 'Layout', draw: () => void): void {
    this.doc.markContent('Artifact', { type })
    draw()
    this.doc.endMarkedContent()
  }

  wrap(text: string, width: number, style: Style = this.body): string[] {
    return linesOf(printable(text), width, (piece) => this.widthOf(piece, style))
  }

  widthOf = (text: string, { font, size }: Style = this.body): number =>
    this.doc.font(font).fontSize(size).widthOfString(text)

  line(text: string, x: number, y: number, { font, size }: Style = this.body): void {
    if (text !== '') this.doc.font(font).fontSize(size).text(text, x, y, { lineBreak: false })
  }

  rule(y: number): void {
    this.artefact('Layout', () => {
      this.doc
        .moveTo(COLUMN.x, y)
        .lineTo(COLUMN.x + COLUMN.width, y)
        .lineWidth(0.5)
        .stroke()
    })
  }

  /** Points that are left on this page, above its number; a hair more, so that what fits exactly does fit. */
  get room(): number {
    return PAGE_HEIGHT - EDGE - 2.5 * this.leading() - this.y + 1e-6
  }

  /** The room of a later page with nothing on it. */
  get pageRoom(): number {
    return PAGE_HEIGHT - 2 * EDGE - 5 * this.leading()
  }

  /** Goes on to a new page unless there is room for so many points. A page with nothing on it is as good as a new one. */
  ensure(height: number): void {
    if (this.room < height && !this.#fresh) this.newPage()
  }

  newPage(): void {
    this.doc.addPage()
    this.y = EDGE + 2.5 * this.leading()
    this.#fresh = true
  }

  /** Space between parts; none at the top of a page. */
  skip(height: number): void {
    if (!this.#fresh) this.y += height
  }

  /** Something stands on this page now, down to `y`. */
  filledTo(y: number): void {
    this.y = y
    this.#fresh = false
  }

  /**
   * Sets lines one under the other, over as many pages as it takes; no line of several stands alone. `follows`: points of
   * what must stand on the same page as the last lines. `beside` draws what belongs beside the first line.
   */
  flow(
    lines: readonly string[],
    element: Element,
    type: string,
    { style = this.body, x = COLUMN.x, follows = 0, beside }: FlowOptions = {},
  ): void {
    const leading = this.leading(style)
    for (let rest = lines; rest.length > 0;) {
      const here = this.#linesHere(rest.length, leading, follows)
      if (here > 0) {
        const top = this.y
        if (rest === lines) beside?.(top)
        this.tagged(element, type, () =>
          rest.slice(0, here).forEach((text, n) => this.line(text, x, top + n * leading, style)),
        )
        this.filledTo(top + here * leading)
      }
      rest = rest.slice(here)
      if (rest.length > 0) this.newPage()
    }
  }

  #linesHere(count: number, leading: number, follows: number): number {
    const here = linesHere(count, Math.floor(this.room / leading), this.#fresh)
    const tooTight = here === count && this.room < count * leading + follows
    if (!tooTight || this.#fresh) return here
    return count >= 4 ? count - 2 : 0
  }

  /** Ends the document and answers it as a file. */
  async bytes(): Promise<Buffer> {
    this.doc.end()
    const parts: Uint8Array[] = []
    for await (const part of this.doc) parts.push(part as Uint8Array)
    return Buffer.concat(parts)
  }

  /** Draws on each page that there is, once all are written. Pages count from 1. */
  onEachPage(draw: (page: number, pages: number, footY: number) => void): void {
    const { count } = this.doc.bufferedPageRange()
    for (let page = 1; page <= count; page++) {
      this.doc.switchToPage(page - 1)
      draw(page, count, PAGE_HEIGHT - EDGE - this.leading())
    }
  }

  /** Where the header of later pages stands. */
  readonly headY = EDGE
}
