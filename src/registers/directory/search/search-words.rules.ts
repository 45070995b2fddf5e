import { findUrgentWords } from '#engines/urgent-words/index.ts'
import { NEEDS, type Need } from '../needs.ts'
import { needsSaid } from './needs-said.rules.ts'

/** Things to do rather than troubles: "choir" means a choir, not whatever else people make. Their words find them. */
const TO_DO: ReadonlySet<Need> = new Set(['arts-and-making', 'nature', 'moving-more', 'volunteering', 'digital'])

/** The needs that the words of a search say: what helps with them is found as well, whatever words it uses itself. */
export const needsToFind = (words: string): Need[] => needsSaid(words).filter((need) => !TO_DO.has(need))

const QUIET =
  /(?<![\p{L}\p{N}])(help(ing)?|support|advice|someone|somebody|anyone|want|need|needs|would|like|looking|find|feel|feeling|since|near|please|get|getting|with|for|my|me|im|ive)(?![\p{L}\p{N}])/giu

/** Without the words that nearly every search may have: "help with money" is about money. All of them where nothing else is said. */
export function tellingWords(words: string): string {
  const telling = words.replaceAll(QUIET, ' ').replaceAll(/\s+/g, ' ').trim()
  return /[\p{L}\p{N}]/u.test(telling) ? telling : words
}

/** Words that people look for, beside those of the needs themselves. */
const ALSO =
  'alone isolated isolation company friends friendship bereavement bereaved widow widowed funeral depression depressed anxiety anxious stress counselling dementia alzheimers benefits bills budgeting homeless landlord tenancy foodbank breakfast lunch dinner heating employment volunteer computer internet carer carers parents toddler pregnancy alcohol gambling walking swimming dancing exercise yoga football choir singing music painting knitting pottery crafts writing gardening allotment cooking wheelchair autism deafness blindness diabetes arthritis cancer transport refugee asylum veteran church mosque hospital befriending'

const KNOWN: readonly string[] = [
  ...new Set(
    `${ALSO} ${Object.entries(NEEDS)
      .map(([code, { label, description }]) => `${code} ${label} ${description}`)
      .join(' ')}`
      .toLowerCase()
      .match(/[a-z]{4,}/g),
  ),
]

/**
 * The words with each that we do not know in the place of the nearest one that we do: "lonley" becomes "lonely". Undefined
 * when none is near enough: one slip in a word of four to seven letters, two in a longer one. Two letters that changed places
 * are one slip (optimal string alignment distance). Of a few words only, and never of words that may be urgent: a story is
 * told as it is meant, and nobody in danger is told that they meant something else.
 */
export function nearestWords(words: string): string | undefined {
  if ((words.match(/\p{L}+/gu) ?? []).length > FEW || findUrgentWords(words).length > 0) return undefined
  let changed = false
  const near = words.replaceAll(/\p{L}+/gu, (word) => {
    const known = nearest(word.toLowerCase())
    if (!known) return word
    changed = true
    return known
  })
  return changed ? near : undefined
}

function nearest(word: string): string | undefined {
  if (word.length < 4 || word.length > LONGEST || KNOWN.includes(word)) return undefined
  const [best] = KNOWN.map((known) => ({ known, slips: slipsBetween(word, known) }))
    .filter(({ slips }) => slips <= (word.length < 8 ? 1 : 2))
    .toSorted((a, b) => a.slips - b.slips)
  return best?.known
}

const LONGEST = 30
const FEW = 3

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
