import type { UrgentKind } from '#engines/urgent-words/index.ts'

/** What those look for whose words may mean danger, even where they name no help: topics of the needs files. */
const TOPICS: Partial<Record<UrgentKind, readonly string[]>> = {
  suicide: ['listening', 'mental-health'],
  violence: ['domestic-abuse'],
  'homeless-tonight': ['homeless-help'],
  'nothing-to-eat': ['food-parcels', 'hot-meals'],
}

/** The topics that come before whatever else the words ask for, in the order of the kinds; none where nothing is urgent. */
export const topicsInDanger = (kinds: readonly UrgentKind[]): string[] => kinds.flatMap((kind) => TOPICS[kind] ?? [])

/** Those who may hurt somebody at home: their words tell nothing of who asks. "My wife hits me" is no woman's by that. */
const OTHERS =
  'husband wife hubby missus partner boyfriend girlfriend spouse fiance fiancee ex he she him her dad daddy mum mummy mam mom father mother stepdad stepmum stepfather stepmother son sons daughter daughters brother brothers sister sisters uncle nan gran grandad mate'
export const MAY_HURT: ReadonlySet<string> = new Set(OTHERS.split(' '))
/** Who is hit by one of these may as well be a man: what is for women who were hurt is not meant by it. */
const WOMEN_WHO_HURT: ReadonlySet<string> = new Set(['wife', 'missus', 'girlfriend'])
const MEN: ReadonlySet<string> = new Set(['man', 'men', 'male', 'bloke', 'gay', 'msm', 'guy', 'lad'])

const WOMEN: ReadonlySet<string> = new Set(['woman', 'women', 'lady', 'female', 'lesbian'])
const HURT_WOMEN = 'vulnerable-women'
const PEOPLES = 'bme'
const GIVES_GRANTS = 'grants'

/**
 * Whom help may be meant for that somebody in danger at home finds, from the marks and the words that they said: those for the
 * peoples of any minority, so that a helper of these stands before who gives grants; and those for women who were hurt, unless a
 * man may be asking. Who gives grants is not meant, whatever is said of money.
 */
export function marksInDanger(said: readonly string[], words: readonly string[]): string[] {
  const hasAny = (of: ReadonlySet<string>) => words.some((word) => of.has(word))
  const mayBeMan = !hasAny(WOMEN) && (hasAny(WOMEN_WHO_HURT) || hasAny(MEN))
  const marks = new Set([...said, PEOPLES, HURT_WOMEN])
  if (mayBeMan) marks.delete(HURT_WOMEN)
  marks.delete(GIVES_GRANTS)
  return [...marks]
}
