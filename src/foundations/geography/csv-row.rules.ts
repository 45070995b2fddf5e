/** A row with the number of the line it begins on; cells of the first one are the header. `fault` when it cannot be taken apart. */
export type CsvRow =
  | { line: number; cells: string[]; fault?: undefined }
  | { line: number; cells?: undefined; fault: string }

interface Line {
  number: number
  text: string
}

/** A quoted value may run over this many lines. */
const MOST_LINES = 20

/**
 * Makes rows of lines, handed over one by one and `undefined` at the end (RFC 4180). A parser of the usual kind reads to the end of the
 * file when a closing quotation mark is missing; here such a value must close within a few lines and make a row as wide as
 * the header, or only the line it stands on is faulty and the next ones are read again as rows of their own.
 */
export function rowsOf(): (text: string | undefined) => CsvRow[] {
  let number = 0
  let width: number | undefined
  let held: Line[] = []

  return (text) => {
    const rows: CsvRow[] = []
    if (text === undefined) while (held.length > 0) giveUp(rows)
    else take({ number: ++number, text }, rows)
    return rows
  }

  function take(line: Line, rows: CsvRow[]): void {
    if (held.length === 0 && line.text.trim() === '') return
    const lines = [...held, line]
    const cells = cellsOf(lines.length === 1 ? line.text : lines.map((l) => l.text).join('\n'))
    const first = lines[0]!.number
    if (cells === 'open' && lines.length < MOST_LINES) {
      held = lines
    } else if (typeof cells !== 'string' && (lines.length === 1 || cells.length === width)) {
      held = []
      width ??= cells.length
      rows.push({ line: first, cells })
    } else if (lines.length === 1) {
      rows.push({ line: first, fault: 'text follows a closing quotation mark' })
    } else {
      held = lines
      giveUp(rows)
    }
  }

  function giveUp(rows: CsvRow[]): void {
    const [first, ...others] = held
    held = []
    rows.push({ line: first!.number, fault: 'a quotation mark is not closed' })
    for (const line of others) take(line, rows)
  }
}

/** The values of one row; "open" when a quoted value has no end, "stray" when something follows its end. */
export function cellsOf(text: string): string[] | 'open' | 'stray' {
  if (!text.includes('"')) return text.split(',')
  const cells: string[] = []
  for (let at = 0; ; at++) {
    if (text[at] === '"') {
      const quoted = quotedAt(text, at)
      if (!quoted) return 'open'
      if (quoted.end < text.length && text[quoted.end] !== ',') return 'stray'
      cells.push(quoted.value)
      at = quoted.end
    } else {
      const comma = text.indexOf(',', at)
      const end = comma < 0 ? text.length : comma
      cells.push(text.slice(at, end))
      at = end
    }
    if (at >= text.length) return cells
  }
}

function quotedAt(text: string, start: number): { value: string; end: number } | undefined {
  let value = ''
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return undefined
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { value, end: quote + 1 }
    value += '"'
    from = quote + 2
  }
}
