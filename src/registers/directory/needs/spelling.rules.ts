const LONGEST = 30

/**
 * The known word nearest to one that is not known: one slip in a word of five to seven letters, two in a longer one. Two
 * letters that changed places are one slip (optimal string alignment distance), the only one that a word of four letters may have:
 * most others make another word of it, or one of another language (“bani” is not “band”). The first letter is right, or changed
 * places with the second: most words need not be compared. Undefined where none is near enough.
 */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  if (word.length < 4 || word.length > LONGEST || !/^\p{L}+$/u.test(word)) return undefined
  const allowed = word.length < 8 ? 1 : 2
  let best: { word: string; slips: number } | undefined
  for (const other of known) {
    if (other.length < 4 || Math.abs(other.length - word.length) > allowed || !beginsAlike(word, other)) continue
    const slips = slipsBetween(word, other)
    if (word.length === 4 && slips > 0 && lettersOf(word) !== lettersOf(other)) continue
    if (slips <= allowed && (!best || slips < best.slips)) best = { word: other, slips }
  }
  return best?.word
}

const lettersOf = (word: string) => word.split('').toSorted().join('')
const beginsAlike = (a: string, b: string) => a[0] === b[0] || (a[0] === b[1] && a[1] === b[0])

function slipsBetween(a: string, b: string): number {
  let [before, row]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      next[j] = Math.min(row![j]! + 1, next[j - 1]! + 1, row![j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before![j - 2]! + 1)
    }
    ;[before, row] = [row!, next]
  }
  return row![b.length]!
}
