import { sayDistance } from './distance-words.ts'
import { monthsSince } from './exclude.ts'
import type { Factor, Offering, Point, Seeker } from './match.type.ts'

/**
 * How much each thing counts. Judged, not fitted: what somebody needs counts most; then being able to get there, in and
 * along; then whether there is a place. To be looked at again when there are enough answers of groups and first visits.
 */
export const WEIGHTS = {
  /** All needs met; each counts its share. */
  need: 40,
  words: { name: 40, all: 20, any: 10, near: 5 },
  /** Next door; half of it for each `halfEveryKm`. */
  distance: 20,
  halfEveryKm: 3,
  distanceUnknown: 3,
  fromHome: 9,
  language: 12,
  languageMissing: -8,
  access: 8,
  accessUnknown: -4,
  accessBad: -25,
  atHome: 18,
  mustComeOut: -15,
  telephoneOnly: -20,
  group: 8,
  groupUnsure: -6,
  audienceUnsure: -12,
  cost: { free: 6, donation: 4, paid: 0, unknown: -1 },
  costTight: -15,
  time: 8,
  timeBad: -12,
  timeUnknown: -2,
  space: { open: 8, limited: 5, unknown: -3, 'waiting list': -10, full: -30 },
  stale: -5,
  outsideArea: -10,
  safety: -3,
  before: -12,
  ageUnknown: -3,
} as const

/** Below this distance it speaks for a service, above it is asked whether they can get there. In kilometres. */
const NEAR_KM = 5
export const STALE_AFTER_MONTHS = 6

/** Everything that speaks for a service or against it, for this person. `today` as 2026-04-01. */
export function weigh(seeker: Seeker, offering: Offering, today: string): { reasons: Point[]; doubts: Point[] } {
  const reasons: Point[] = []
  const doubts: Point[] = []
  const scale = { pro: add(reasons), but: add(doubts) }
  for (const look of [
    weighNeed,
    weighDistance,
    weighGroup,
    weighLanguage,
    weighAccess,
    weighCost,
    weighTime,
    weighSpace,
  ])
    look(seeker, offering, scale)
  weighFreshness(offering, today, scale)
  weighCautions(seeker, offering, scale)
  return { reasons, doubts }
}

type Add = (factor: Factor, points: number, words: string) => void
type Scale = { pro: Add; but: Add }
const add =
  (to: Point[]): Add =>
  (factor, points, words) =>
    void to.push({ factor, points, words })

function weighNeed({ needs }: Seeker, offering: Offering, { pro }: Scale): void {
  const met = needs.filter(({ code }) => offering.needs.includes(code))
  if (met.length > 0)
    pro(
      'need',
      (WEIGHTS.need * met.length) / needs.length,
      `helps with ${list(met.map(({ label }) => label.toLowerCase()))}`,
    )
  if (offering.wordsMet) pro('words', WEIGHTS.words[offering.wordsMet], WORDS_MET[offering.wordsMet])
}

const WORDS_MET = {
  name: 'says so in its name or first line',
  all: 'has all of your words',
  any: 'has some of your words',
  near: 'has a name like your words',
}

function weighDistance(seeker: Seeker, offering: Offering, { pro, but }: Scale): void {
  if (!offering.modes.includes('in person') && offering.modes.length > 0) {
    if (offering.modes.every((mode) => mode === 'telephone') && seeker.noTelephone)
      return but('way', WEIGHTS.telephoneOnly, 'by telephone only; they do not use the telephone')
    return pro(
      'way',
      WEIGHTS.fromHome + (seeker.staysAtHome ? WEIGHTS.atHome : 0),
      FROM_HOME[offering.modes[0]!] ?? 'from home',
    )
  }
  const { kilometres, rough } = offering
  if (kilometres === null) but('distance', WEIGHTS.distanceUnknown, 'we do not know how far it is')
  else {
    const points = WEIGHTS.distance * 2 ** (-kilometres / WEIGHTS.halfEveryKm)
    const words = sayDistance(kilometres, { rough, walks: !seeker.steps && !seeker.staysAtHome })
    if (kilometres <= NEAR_KM) pro('distance', points, words)
    else but('distance', points, `${words}: can they get there?`)
  }
  if (!seeker.staysAtHome) return
  if (offering.modes.some((mode) => mode in FROM_HOME)) pro('way', WEIGHTS.atHome, 'can be done from home too')
  else but('way', WEIGHTS.mustComeOut, 'they cannot easily come out')
}

const FROM_HOME: Record<string, string> = {
  'home visit': 'they come to the home',
  telephone: 'by telephone',
  online: 'online',
}

function weighGroup(
  seeker: Seeker,
  { onlyFor, meantFor, minimumAge, maximumAge }: Offering,
  { pro, but }: Scale,
): void {
  if (seeker.age === null && (minimumAge !== null || maximumAge !== null))
    but('group', WEIGHTS.ageUnknown, 'has age limits: ask their age')
  weighAudience(seeker, meantFor, but)
  if (!onlyFor) return
  if (seeker.belongsTo.includes(onlyFor.code)) pro('group', WEIGHTS.group, `${onlyFor.words} only`)
  else but('group', WEIGHTS.groupUnsure, `${onlyFor.words} only: ask whether that fits`)
}

/** A place meant for people in a certain situation fits whoever is in it; of anybody else nothing is assumed, and it is asked. */
function weighAudience({ needs, situations }: Seeker, meantFor: Offering['meantFor'], but: Add): void {
  if (
    meantFor.length === 0 ||
    meantFor.some(({ code }) => situations.includes(code) || needs.some((need) => need.code === code))
  )
    return
  but(
    'group',
    WEIGHTS.audienceUnsure,
    `meant for: ${list(
      meantFor.map(({ label }) => label.toLowerCase()),
      'or',
    )}. Ask whether that fits`,
  )
}

function weighLanguage({ languages }: Seeker, offering: Offering, { pro, but }: Scale): void {
  if (languages.length === 0) return
  const spoken = languages.find(({ code }) => offering.languages.some((one) => primary(one) === primary(code)))
  if (spoken)
    pro('language', WEIGHTS.language, spoken.code === 'bfi' ? `signs in ${spoken.name}` : `speaks ${spoken.name}`)
  else
    but(
      'language',
      WEIGHTS.languageMissing,
      `nobody is said to speak ${list(
        languages.map(({ name }) => name),
        'or',
      )}: ask, or bring an interpreter`,
    )
}

const primary = (code: string) => code.toLowerCase().split('-')[0]

function weighAccess({ steps, hearingLoop }: Seeker, offering: Offering, { pro, but }: Scale): void {
  if (!offering.modes.includes('in person') && offering.modes.length > 0) return
  if (steps) {
    const theirs = steps === 'wheelchair' ? 'they use a wheelchair' : 'they need a way without steps'
    if (offering.stepFree === 'yes') pro('access', WEIGHTS.access, 'no steps')
    else if (offering.stepFree === 'no') but('access', WEIGHTS.accessBad, `has steps; ${theirs}`)
    else
      but(
        'access',
        WEIGHTS.accessUnknown,
        `${offering.stepFree === 'partly' ? 'only partly without steps' : 'nobody told us about steps'}; ${theirs}: ring first`,
      )
  }
  if (!hearingLoop) return
  if (offering.hearingLoop) pro('access', WEIGHTS.access, 'has a hearing loop')
  else
    but(
      'access',
      WEIGHTS.accessUnknown,
      offering.hearingLoop === false
        ? 'has no hearing loop; they need one'
        : 'nobody told us about a hearing loop: ring first',
    )
}

function weighCost({ moneyIsTight }: Seeker, { cost }: Offering, { pro, but }: Scale): void {
  if (cost.kind === 'free') pro('cost', WEIGHTS.cost.free, 'free')
  else if (cost.kind === 'donation') pro('cost', WEIGHTS.cost.donation, lowerFirst(cost.words))
  else if (moneyIsTight)
    but(
      'cost',
      WEIGHTS.costTight,
      cost.kind ? `${lowerFirst(cost.words)}; money is tight` : 'nobody told us the cost; money is tight',
    )
  else if (cost.kind === 'paid') pro('cost', WEIGHTS.cost.paid, lowerFirst(cost.words))
  else but('cost', WEIGHTS.cost.unknown, 'nobody told us the cost')
}

function weighTime({ days }: Seeker, offering: Offering, { pro, but }: Scale): void {
  if (days.length === 0) return
  if (offering.days === null) return but('time', WEIGHTS.timeUnknown, 'nobody told us the days: ring first')
  const fitting = offering.days.filter((day) => days.includes(day))
  if (fitting.length > 0)
    pro('time', WEIGHTS.time, `meets on ${list(fitting.map((day) => DAYS[day] ?? day))}, which suits them`)
  else
    but(
      'time',
      WEIGHTS.timeBad,
      `meets on ${list(offering.days.map((day) => DAYS[day] ?? day))}, which does not suit them`,
    )
}

const DAYS: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}

function weighSpace(_seeker: Seeker, { space }: Offering, { pro, but }: Scale): void {
  const hasRoom = space.state === 'open' || space.state === 'limited'
  ;(hasRoom ? pro : but)('space', WEIGHTS.space[space.state], lowerFirst(space.words))
}

function weighFreshness({ checkedOn }: Offering, today: string, { but }: Scale): void {
  if (!checkedOn) but('freshness', WEIGHTS.stale, 'we do not know when this listing was last checked')
  else if (monthsSince(checkedOn, today) >= STALE_AFTER_MONTHS)
    but('freshness', WEIGHTS.stale, `listing last checked in ${sayMonth(checkedOn, today)}: it may have changed`)
}

function weighCautions({ district }: Seeker, { districts, safetyNote, before }: Offering, { but }: Scale): void {
  if (district && districts.length > 0 && !districts.includes(district))
    but('area', WEIGHTS.outsideArea, `keeps to ${list(districts)}; they live in ${district}`)
  if (safetyNote) but('safety', WEIGHTS.safety, safetyNote)
  if (before) but('before', WEIGHTS.before, before.words)
}

/** "May", "May 2025" when that is another year. */
function sayMonth(day: string, today: string): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4)
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    month: 'long',
    ...(!sameYear && { year: 'numeric' }),
  }).format(new Date(`${day}T12:00:00Z`))
}

const list = (words: readonly string[], and = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`

/** Words that begin a sentence of their own, put into a list: "By donation" becomes "by donation". */
const lowerFirst = (words: string): string =>
  /^[A-Z][a-z ]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words
