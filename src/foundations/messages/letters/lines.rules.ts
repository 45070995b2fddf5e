/** How wide a piece of text is, in points. */
export type Measure = (text: string) => number

/**
 * Breaks a text into lines of at most `width` points: after spaces, hyphens and slashes, at line breaks, and inside a word
 * that is wider than a line. A line keeps the space at its end, which is not counted: put together again, the lines are
 * the text, so that whoever listens or copies hears no words run into one. An empty text is one empty line.
 */
export function linesOf(text: string, width: number, measure: Measure): string[] {
  const paragraphs = text.split('\n').map((paragraph) => paragraph.replace(/ +/g, ' ').trim())
  return paragraphs.flatMap((paragraph, n) =>
    wrap(n < paragraphs.length - 1 ? `${paragraph} ` : paragraph, width, measure),
  )
}

function wrap(text: string, width: number, measure: Measure): string[] {
  const fits = (candidate: string): boolean => measure(candidate.trimEnd()) <= width
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<=[ \-/])/)) {
    if (fits(line + word)) {
      line += word
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = fits(word) ? [word] : cut(word, fits)
    line = pieces.pop()!
    lines.push(...pieces)
  }
  return [...lines, line]
}

/** A word in pieces that fit, each of one character at least. */
function cut(word: string, fits: (candidate: string) => boolean): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && !fits(piece + character)) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

/**
 * How many of `count` lines to set where `room` lines are free: all, or so many that neither here nor on the next page
 * one line stands alone; 0 sends them all on. `fresh`: the page holds nothing yet, so waiting would not help.
 */
export function linesHere(count: number, room: number, fresh: boolean): number {
  if (room >= count) return count
  const here = count - room === 1 ? room - 1 : room
  if (here >= 2) return here
  return fresh ? Math.max(1, room) : 0
}

/**
 * Widths of a table's columns, filling `width`. `wanted`: of the text on one line; `needed`: of the longest word; in points,
 * one for each column. Narrow columns (dates, names) get what they want, wide ones what they need and a share of the rest.
 */
export function columnWidths(wanted: readonly number[], needed: readonly number[], width: number): number[] {
  const fair = width / wanted.length
  const least = wanted.map((want, n) => (want <= fair ? want : needed[n]!))
  const [allWanted, allLeast] = [total(wanted), total(least)]
  if (allWanted <= width) return wanted.map((want) => want + (width - allWanted) / wanted.length)
  if (allLeast >= width) return least.map((need) => (need / allLeast) * width)
  return least.map((need, n) => need + ((wanted[n]! - need) / (allWanted - allLeast)) * (width - allLeast))
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)
