import type { Seeker } from '#engines/matching/index.ts'
import { ageOn, type Day } from '#platform/days.ts'
import { languageName, NEEDS, type Need } from '#registers/directory/index.ts'
import type { Person } from '#registers/people/index.ts'
import type { Looking } from './looking.rules.ts'

/**
 * What decides where somebody can go, from their record and from what the worker looks for. Groups they are known to
 * belong to follow from what they said (gender, in their words) and from needs; where nothing is known, matching asks.
 */
export function seekerOf(
  person: Pick<Person, 'birthDate' | 'language' | 'accessNeeds' | 'gender'>,
  needs: readonly Need[],
  { days, way, moneyIsTight }: Pick<Looking, 'days' | 'way' | 'moneyIsTight'>,
  { district, today }: { district: string | null; today: Day },
): Seeker {
  const has = (code: string) => (person.accessNeeds as readonly string[]).includes(code)
  const gender = genderGroup(person.gender)
  const age = ageOn(person.birthDate, today)
  return {
    age,
    needs: needs.map((code) => ({ code, label: NEEDS[code].label })),
    situations: age >= OLDER_FROM ? ['older-life'] : [],
    languages: languagesOf(person.language, has('bsl-interpreter')),
    steps: has('wheelchair') ? 'wheelchair' : has('step-free') ? 'no-steps' : null,
    hearingLoop: has('hearing-loop'),
    staysAtHome: has('home-visit'),
    noTelephone: has('no-telephone'),
    belongsTo: [...(gender ? [gender] : []), ...needs.flatMap((need) => GROUP_OF_NEED[need] ?? [])],
    notAmong: gender ? [gender === 'women' ? 'men' : 'women'] : [],
    moneyIsTight: moneyIsTight || needs.some((need) => TIGHT.has(need)),
    days,
    modes: way === 'out' ? ['in person'] : way === 'home' ? ['home visit', 'telephone', 'online'] : [],
    district,
  }
}

/** From this age on nobody is out of place among older people; most such services begin at 50 to 65 and say so themselves. */
const OLDER_FROM = 60

const GROUP_OF_NEED: Partial<Record<Need, string>> = {
  caring: 'carers',
  veterans: 'veterans',
  family: 'parents',
  lgbtq: 'lgbtq',
}
const TIGHT: ReadonlySet<Need> = new Set(['money', 'debt', 'food', 'fuel-and-warmth'])

/** Only plain words are understood: whoever says it in another way is asked, never put into a box. */
function genderGroup(said: string | null): 'women' | 'men' | undefined {
  const words = said?.trim().toLowerCase() ?? ''
  if (/^(a )?((trans |cis )?wom[ae]n|female|f)$/.test(words)) return 'women'
  return /^(a )?((trans |cis )?m[ae]n|male|m)$/.test(words) ? 'men' : undefined
}

function languagesOf(language: string, signs: boolean): Seeker['languages'] {
  const codes = [
    ...(signs ? ['bfi'] : []),
    ...(/^en\b/i.test(language) || (signs && language === 'bfi') ? [] : [language]),
  ]
  return codes.map((code) => ({ code, name: languageName({ code }) ?? code }))
}
