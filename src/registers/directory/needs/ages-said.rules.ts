/** Whom somebody's words are about, by the ages that they state. */
export interface AgesSaid {
  /** The words, each stated age put in words that the needs files know: "my 9 year old" is "my child". */
  words: string
  /** The words that stand for ages and were not written. */
  instead: ReadonlySet<string>
  /** A son or daughter is said to be grown up: what is for children is not meant. */
  grownChild: boolean
}

/** What somebody of an age is called, in words of the needs files: each name holds below its age. */
const CALLED: readonly (readonly [below: number, name: string])[] = [
  [13, 'child'],
  [18, 'teen'],
  [26, 'young adult'],
  [65, 'adult'],
  [111, 'older person'],
]
const GROWN_UP = 18
/** Who says so of themselves is not somebody's child in what follows: "I am 16 and my dad hits me". */
const SELF_YOUNG = 'youngster'

const UNITS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'
const NUMBERS = new Map([
  ...UNITS.split(' ').map((word, n) => [word, n + 1] as const),
  ...TENS.split(' ').map((word, n) => [word, (n + 2) * 10] as const),
])
const NUMBER = `(\\d{1,3}|(?:(?:${TENS.replaceAll(' ', '|')})[ -])?(?:${UNITS.replaceAll(' ', '|')})|${TENS.replaceAll(' ', '|')})`
const YOUNGER = 'sons?|daughters?|child|kid|boy|girl|lad|grandson|granddaughter|stepson|stepdaughter'
const IS_YOUNGER = new RegExp(`^(?:${YOUNGER})$`)
const FAMILY = `${YOUNGER}|mum|mother|dad|father|nan|nana|gran|grandma|grandad|wife|husband|partner|brother|sister|aunt|auntie|uncle|lady|woman|gentleman|man|male|female|pt|patient`
const YEARS_OLD = String.raw`(?:[ -]*(?:(?:years?|yrs?|yr)[ -]*old|yo|y/o|yrs)\b)`
/** "I am 12 weeks pregnant", "she is 6 stone", "he is 6 years clean": no ages. */
const NO_MEASURE = String.raw`(?![\d.:/%]|[ -]*(?:years?|yrs?) (?!old)\w|[ -]*(?:weeks?|wks?|months?|mths?|days?|hours?|hrs?|min\w*|stone|st|kgs?|k|lbs?|miles?|ft|feet|foot|cm|units?|pounds|quid|grand|percent|p|am|pm|times|th|nd|rd|of|kids|children|or|to|in|at|and (?:a )?half)\b)`

/** "I am one of many", "I am in two minds". */
const STATED_NUMBER = `(?!(?:one|two)\\b)${NUMBER}`
const SAYS = String.raw`(?:,| is| whos| who is| aged| age| \()`

/** Ways to state an age, in order. Their groups: whose it is, the number, the sex; each but the number may be missing. */
const STATED = [
  // "my son is 9", "mum, 82", "pt aged 71 yrs"; a bare small number seldom is an age ("mum 3 times")
  `\\b(?<who>${YOUNGER})(?:${SAYS}+ ?| )(?<n>${STATED_NUMBER})${YEARS_OLD}?\\b${NO_MEASURE}\\)?`,
  `\\b(?<who>${FAMILY})(?:${SAYS}+ ?| (?=\\d{2}))(?<n>${STATED_NUMBER})${YEARS_OLD}?\\b${NO_MEASURE}\\)?`,
  // "9 year old", "82yo", "eighty two years old", "45 year old son"
  `\\b(?<n>${NUMBER})${YEARS_OLD}(?: (?<who>${YOUNGER})\\b)?`,
  // "I am 82", "aged 65", "she's 14"
  `\\b(?:(?<self>i am|im)|hes|shes|(?:he|she) is|whos|who is|aged?|turning|just turned)[ -](?<n>${STATED_NUMBER})\\b${NO_MEASURE}`,
  // "in my eighties", "in their 70s"
  `\\bin (?:my|his|her|their) (?:early |mid |late )?(?:(?<n>\\d0)s|(?<tens>${TENS.replaceAll('y', 'ies').replaceAll(' ', '|')}))\\b`,
  // "82F falls", "M 45"
  `^(?<n>\\d{2}) ?(?<sex>[mf])\\b`,
  `^(?<sex>[mf]) ?(?<n>\\d{2})\\b`,
].map((pattern) => new RegExp(pattern, 'g'))

/**
 * Reads the ages that words state, so that somebody of 82 is not sent among children, nor a child of nine among the old. It
 * only weighs what is found: nothing is hidden. Words without an age stay as they are.
 */
export function readAges(words: string): AgesSaid {
  let grownChild = false
  const instead = new Set<string>()
  const asWritten = words.toLowerCase().replaceAll(/['’‘`´]/g, '')
  let said = asWritten
  for (const pattern of STATED)
    said = said.replaceAll(pattern, (...match) => {
      const { who, n, tens, sex, self } = match.at(-1) as Partial<Record<'who' | 'n' | 'tens' | 'sex' | 'self', string>>
      const age = tens ? NUMBERS.get(tens.replace(/ies$/, 'y'))! : numberOf(n!)
      const called = self && age < GROWN_UP ? SELF_YOUNG : CALLED.find(([below]) => age < below)?.[1]
      if (called === undefined) return match[0]
      for (const word of called.split(' ')) if (!asWritten.includes(word)) instead.add(word)
      if (who && age >= GROWN_UP && IS_YOUNGER.test(who)) grownChild = true
      return [called, who, sex && (sex === 'f' ? 'female' : 'male')].filter(Boolean).join(' ')
    })
  return { words: said === asWritten ? words : said, instead, grownChild }
}

const numberOf = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) : text.split(/[ -]/).reduce((sum, word) => sum + NUMBERS.get(word)!, 0)
