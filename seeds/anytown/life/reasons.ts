import { ageOn, type Day } from '#platform/days.ts'
import type { Need } from '#registers/directory/needs/needs.ts'
import type { AnytownPerson } from '../person.type.ts'
import { AREAS, getPostcode } from '../places.ts'
import type { Random } from '../random.ts'
import { REASON_WORDS } from '../referral-words.ts'

/** How common a need is at some ages, in some streets and in some months; 1 unless said otherwise. */
interface Commonness {
  weight: number
  ages?: readonly [from: number, to: number]
  /** Times as common in the poorest streets; in between it falls evenly to 1. */
  poorest?: number
  /** Times as common from November to March. */
  winter?: number
}

const NEEDS: Partial<Record<Need, Commonness>> = {
  loneliness: { weight: 16, winter: 1.2 },
  bereavement: { weight: 6, ages: [30, 110] },
  'low-mood': { weight: 12, winter: 1.3 },
  worry: { weight: 11 },
  money: { weight: 7, poorest: 3, winter: 1.2 },
  debt: { weight: 4, poorest: 3 },
  housing: { weight: 5, poorest: 2.5 },
  food: { weight: 3, poorest: 3 },
  'fuel-and-warmth': { weight: 1.5, poorest: 2.5, winter: 4 },
  work: { weight: 4, ages: [18, 62] },
  caring: { weight: 4, ages: [28, 88] },
  family: { weight: 4, ages: [18, 45] },
  memory: { weight: 4, ages: [66, 110] },
  'moving-more': { weight: 6, winter: 0.8 },
  'long-term-condition': { weight: 6, ages: [40, 110] },
  pain: { weight: 4, ages: [30, 90] },
  disability: { weight: 3 },
  'older-life': { weight: 5, ages: [76, 110] },
  newcomers: { weight: 2, ages: [18, 60] },
  language: { weight: 2, ages: [18, 70] },
  'legal-rights': { weight: 3, ages: [18, 66], poorest: 2 },
  veterans: { weight: 1, ages: [24, 90] },
  addiction: { weight: 2, ages: [18, 75] },
  relationships: { weight: 2, ages: [18, 75] },
  lgbtq: { weight: 1, ages: [18, 70] },
  'getting-about': { weight: 3 },
}

/** What somebody might be referred for on a day: one need, for some two. */
export function needsOf(person: AnytownPerson, on: Day, random: Random): [Need, ...Need[]] {
  const weights = (Object.entries(NEEDS) as [Need, Commonness][])
    .filter(([need]) => fits(need, person))
    .map(([need, common]) => [need, weightOf(common, person, on)] as const)
  const first = random.weighted(weights)
  if (random.chance(0.6)) return [first]
  return [first, random.weighted(weights.filter(([need]) => need !== first))]
}

/** Nobody who speaks English at home is sent to learn it. */
const fits = (need: Need, { language }: AnytownPerson): boolean =>
  (need !== 'language' && need !== 'newcomers') || language !== 'en'

function weightOf({ weight, ages, poorest = 1, winter = 1 }: Commonness, person: AnytownPerson, on: Day): number {
  const age = ageOn(person.birthDate as Day, on)
  if (ages && (age < ages[0] || age > ages[1])) return 0
  const decile = decileOf(person)
  const isWinter = ['11', '12', '01', '02', '03'].includes(on.slice(5, 7))
  return weight * (1 + ((poorest - 1) * (10 - decile)) / 9) * (isWinter ? winter : 1)
}

const deciles = new Map(AREAS.map(({ code, decile }) => [code, decile]))
const decileOf = ({ postcode }: AnytownPerson): number => deciles.get(getPostcode(postcode).area) ?? 5

/** What whoever refers writes about somebody: words that can be about them. */
export function reasonTextFor(person: AnytownPerson, need: Need, age: number, random: Random): string {
  const words = REASON_WORDS[need]?.filter((text) => canBeAbout(text, person.sex, age)) ?? []
  return random.pick(words)
}

const OF_HIM = /\b(he|him|his|himself)\b/i
const OF_HER = /\b(she|her|herself)\b/i

/** Whether words fit a woman or a man of an age: "she" and "first baby" do not fit everybody. */
export function canBeAbout(text: string, sex: AnytownPerson['sex'], age: number): boolean {
  const said = AGED.find(([words]) => text.includes(words))
  if (said && (age < said[1] || age > said[2])) return false
  return !(sex === 'female' ? OF_HIM : OF_HER).test(text)
}

/** Words that say how old somebody is. */
const AGED: readonly [words: string, from: number, to: number][] = [
  ['94', 94, 94],
  ['Nineteen', 19, 19],
  ['First baby', 18, 40],
  ['pension', 67, 110],
  ['thirty years', 52, 100],
  ['Twenty-two years', 42, 90],
  ['children', 20, 55],
  ['redundancy', 25, 64],
  ['back to work', 20, 64],
  ['son died', 45, 100],
]
