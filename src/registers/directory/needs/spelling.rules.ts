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

const CALENDAR =
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun easter'
/** Of some 450 common first names and 130 places of England, those that are a slip away from a word of the needs files. */
const FIRST_NAMES =
  'jacob alfie archie logan brian barry colin trevor roger albert grace daisy alice susan linda sarah christine carole maria anna tracey tracy mandy clare rosemary carly holly molly ahmed bilal imran kiran pawel magda elena carlos scott marian anton clarence gavin howard lance stuart victor walter warren'
const PLACES = 'bristol coventry luton brentford ealing acton southall hayes havering dover dorset wells poole'
const NAMES = new Set(`${CALENDAR} ${FIRST_NAMES} ${PLACES}`.split(' '))

/** A word that is no slip though no listing has it: a month, a day, a first name, a place. It is never read as another. */
export const isName = (word: string): boolean =>
  NAMES.has(word) || (word.endsWith('days') && NAMES.has(word.slice(0, -1)))
