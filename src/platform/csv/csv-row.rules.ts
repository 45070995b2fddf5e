/** A row with the number of the line it begins on; cells of the first one are the header. `fault` when it cannot be taken apart. */
export type CsvRow =
  | { line: number; cells: string[]; fault?: undefined }
  | { line: number; cells?: undefined; fault: string }

/** What stands between two cells. */
export type Separator = ',' | ';' | '\t'

export interface RowLimits {
  /** "found": whichever the header has most of. */
  separator?: Separator | 'found'
  /** A quoted value may run over this many lines … */
  mostLines?: number
  /** … and this many characters. */
  mostCharacters?: number
}

interface Line {
  number: number
  text: string
}

/**
 * Makes rows of lines, handed over one by one and `undefined` at the end (RFC 4180). A parser of the usual kind reads to the end of the
 * file when a closing quotation mark is missing; here such a value must close within a few lines and make a row as wide as
 * the header, or only the line it stands on is faulty and the next ones are read again as rows of their own.
 */
export function rowsOf({ separator = ',', mostLines = 20, mostCharacters = 1_000_000 }: RowLimits = {}): (
  text: string | undefined,
) => CsvRow[] {
  let number = 0
  let width: number | undefined
  let between: Separator | undefined = separator === 'found' ? undefined : separator
  let held: Line[] = []
  let heldCharacters = 0
  let cells: RowCells | undefined

  return (text) => {
    const rows: CsvRow[] = []
    let waiting = text === undefined ? giveUp(rows) : [{ number: ++number, text }] // the next one last
    while (waiting.length > 0) {
      for (const again of take(waiting.pop()!, rows)) waiting.push(again)
      if (waiting.length === 0 && text === undefined) waiting = giveUp(rows)
    }
    return rows
  }

  /** Answers the lines that must be read again as rows of their own, the next one last. */
  function take(line: Line, rows: CsvRow[]): Line[] {
    if (held.length === 0 && line.text.trim() === '') return []
    between ??= commonest(line.text)
    cells ??= new RowCells(between)
    const state = cells.add(line.text)
    held.push(line)
    heldCharacters += line.text.length
    if (state === 'open') return held.length < mostLines && heldCharacters <= mostCharacters ? [] : giveUp(rows)
    if (held.length === 1 && state === 'stray') {
      rows.push({ line: line.number, fault: 'text follows a closing quotation mark' })
    } else if (held.length === 1 || (state === 'whole' && cells.values.length === width)) {
      width ??= cells.values.length
      rows.push({ line: held[0]!.number, cells: cells.values })
    } else return giveUp(rows)
    letGo()
    return []
  }

  function giveUp(rows: CsvRow[]): Line[] {
    const [first, ...others] = held
    letGo()
    if (first) rows.push({ line: first.number, fault: 'a quotation mark is not closed' })
    return others.toReversed()
  }

  function letGo() {
    held = []
    heldCharacters = 0
    cells = undefined
  }
}

const SEPARATORS: Separator[] = [',', ';', '\t']

function commonest(header: string): Separator {
  const widthBy = (separator: Separator) => {
    const cells = cellsOf(header, separator)
    return typeof cells === 'string' ? 0 : cells.length
  }
  return SEPARATORS.toSorted((a, b) => widthBy(b) - widthBy(a))[0]!
}

/** The values of one row; "open" when a quoted value has no end, "stray" when something follows its end. */
export function cellsOf(text: string, separator: Separator = ','): string[] | 'open' | 'stray' {
  const cells = new RowCells(separator)
  const state = cells.add(text)
  return state === 'whole' ? cells.values : state
}

/** The cells of one row, whose lines come one after another: each character is looked at once. */
class RowCells {
  values: string[] = []
  readonly #separator: Separator
  /** What is known of a quoted value that is not closed yet. */
  #open: string[] | undefined

  constructor(separator: Separator) {
    this.#separator = separator
  }

  add(text: string): 'whole' | 'open' | 'stray' {
    if (!this.#open && !text.includes('"')) {
      this.values = text.split(this.#separator)
      return 'whole'
    }
    this.#open?.push('\n')
    for (let at = 0; ; at++) {
      if (this.#open || text[at] === '"') {
        const end = this.#quoted(text, this.#open ? at : at + 1)
        if (end === undefined) return 'open'
        if (end < text.length && text[end] !== this.#separator) return 'stray'
        at = end
      } else {
        const next = text.indexOf(this.#separator, at)
        const end = next < 0 ? text.length : next
        this.values.push(text.slice(at, end))
        at = end
      }
      if (at >= text.length) return 'whole'
    }
  }

  /** Reads on in a quoted value; answers the place after its closing mark, undefined when it is not in this line. */
  #quoted(text: string, start: number): number | undefined {
    this.#open ??= []
    for (let from = start; ;) {
      const quote = text.indexOf('"', from)
      this.#open.push(text.slice(from, quote < 0 ? text.length : quote))
      if (quote < 0) return undefined
      if (text[quote + 1] !== '"') {
        this.values.push(this.#open.join(''))
        this.#open = undefined
        return quote + 1
      }
      this.#open.push('"')
      from = quote + 2
    }
  }
}
