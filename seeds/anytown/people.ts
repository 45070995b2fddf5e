import { checkDigit } from '#registers/people/nhs-number.rules.ts'
import { CHARACTERS, type Character } from './characters.ts'
import { COMMUNITIES, type CommunityFacts } from './communities.ts'
import { COMMUNITY_KEYS, type Community, pickName } from './names.ts'
import type { AnytownPerson } from './person.type.ts'
import { AREAS, POSTCODES, PRACTICES, getPostcode } from './places.ts'
import type { Postcode, PostcodeArea } from './places.type.ts'
import type { Random } from './random.ts'

/**
 * The named characters (Grace Okafor first), then invented people up to the count: such people as are referred, so more
 * women, more older people and more from the poorer streets than the town at large. The same seed gives the same people,
 * and a longer list begins with the shorter one. Ages are right for 2026. NHS numbers come from the 999 range, no two
 * alike; telephones from Ofcom's numbers for drama, the same again only after hundreds of others. Hardly two have one name. Throws RangeError above 900,000 people.
 */
export function anytownPeople(count: number, random: Random): AnytownPerson[] {
  const people: AnytownPerson[] = CHARACTERS.slice(0, count).map(withoutStory)
  const numbers = nhsNumbers()
  const taken = new Set(people.map(fullName))
  while (people.length < count) {
    const number = numbers.next()
    if (number.done) throw new RangeError('the 999 range has no more NHS numbers')
    people.push(inventPerson(number.value, people.length, taken, random))
  }
  return people
}

function withoutStory(character: Character): AnytownPerson {
  const person: AnytownPerson & Partial<Character> = { ...character }
  delete person.story
  return person
}

/** Every real number of the 999 range once, in an order that looks random. The first 1,000 serials are for characters. */
function* nhsNumbers(): Generator<string, undefined> {
  const [first, size, stride] = [1_000, 999_000, 611_953] // stride and size share no factor, so no serial comes twice
  for (let step = 0; step < size; step++) {
    const nine = `999${String(first + ((step * stride) % size)).padStart(6, '0')}`
    const check = checkDigit(nine)
    if (check !== undefined) yield `${nine}${check}`
  }
}

function inventPerson(nhsNumber: string, serial: number, taken: Set<string>, random: Random): AnytownPerson {
  const area = random.weighted(AREAS.map((each) => [each, 12 - each.decile] as const))
  const home = random.pick(POSTCODES.filter((postcode) => postcode.area === area.code))
  const community = pickCommunity(area, random)
  const facts = COMMUNITIES[community]
  const age = pickAge(facts, random)
  const birthDate = dayBefore(age * 365.25 + random.next() * 365)
  const sex = random.chance(0.6) ? 'female' : 'male'
  const name = freshName(taken, (family = community) => pickName(random, family, sex, Number(birthDate.slice(0, 4))))
  const language = random.weighted(age >= 50 ? facts.languages.older : facts.languages.younger)
  const interpreter = language !== 'en' && random.chance(0.6)
  const telephone = pickTelephone(age, serial, random)
  const email = random.chance(age < 60 ? 0.75 : 0.3) ? emailOf(name, serial) : null
  return {
    nhsNumber,
    ...name,
    preferredName: random.chance(0.06) ? shortOf(name.givenName) : null,
    birthDate,
    sex,
    pronouns: random.chance(0.02) ? 'they/them' : null,
    ethnicity: random.chance(0.05) ? 'Z' : random.weighted(facts.ethnicity),
    practiceCode: pickPractice(home, random),
    addressLines: [`${random.integer(1, 98)} ${home.street}`, 'Anytown'],
    postcode: home.postcode,
    telephone,
    email,
    preferredContact: pickContact(telephone, email, age, random),
    safeContact: pickSafeContact(random),
    language,
    interpreter,
    accessNeeds: pickAccessNeeds(age, random),
    restricted: random.chance(0.004),
  }
}

function pickCommunity(area: PostcodeArea, random: Random): Community {
  return random.weighted(
    COMMUNITY_KEYS.map((community) => [community, COMMUNITIES[community].share[area.district]] as const),
  )
}

function pickAge(facts: CommunityFacts, random: Random): number {
  const [from, to] = random.weighted([
    [[18, 24], 6],
    [[25, 34], 12],
    [[35, 44], 14],
    [[45, 54], 15],
    [[55, 64], 15],
    [[65, 74], 15],
    [[75, 84], 15],
    [[85, 97], 8],
  ] as const)
  const age = random.integer(from, to)
  return facts.oldest && age > facts.oldest ? random.integer(18, facts.oldest) : age
}

/** Days before 1 April 2026, from which the ages are counted. */
function dayBefore(days: number): string {
  return new Date(Date.UTC(2026, 3, 1) - Math.floor(days) * 86_400_000).toISOString().slice(0, 10)
}

/** Nearer practices are likelier; a few people stay with the one where they used to live. */
function pickPractice(home: Postcode, random: Random): string {
  return random.weighted(
    PRACTICES.map((practice) => [practice.code, 1 / (0.3 + kilometres(home, practice.postcode)) ** 3] as const),
  )
}

/** Flat-earth distance, good to a metre or two within one town at 53 degrees north. */
function kilometres(from: Postcode, to: string): number {
  const there = getPostcode(to)
  return Math.hypot((from.latitude - there.latitude) * 111.3, (from.longitude - there.longitude) * 66.9)
}

const fullName = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  `${givenName} ${familyName}`

/** A name that nobody has yet; where a community has few, with a family name of the town. A city has not names enough. */
function freshName<Name extends { givenName: string; familyName: string }>(
  taken: Set<string>,
  pick: (family?: Community) => Name,
): Name {
  let name = pick()
  for (let tries = 0; tries < 40 && taken.has(fullName(name)) && taken.size < 4_000; tries++)
    name = tries < 12 ? pick() : { ...pick(), familyName: pick('english').familyName }
  taken.add(fullName(name))
  return name
}

function pickTelephone(age: number, serial: number, random: Random): string | null {
  if (random.chance(0.03)) return null
  return random.chance(age < 70 ? 0.93 : 0.45) ? numberOf(MOBILES, serial) : numberOf(LANDLINES, serial)
}

const CHARACTERS_NUMBERS = new Set(CHARACTERS.map(({ telephone }) => telephone))
const range = (start: string, least: number, most: number): string[] =>
  Array.from({ length: most - least + 1 }, (_, n) => `${start}${String(least + n).padStart(3, '0')}`).filter(
    (number) => !CHARACTERS_NUMBERS.has(number),
  )
/** Those from 700 to 799 are of people who ask for their family. */
const MOBILES = [...range('07700900', 0, 699), ...range('07700900', 800, 999)]
const LANDLINES = range('01632960', 300, 999)

/** The first hundred people have a number to themselves; those after them share one with somebody of long before. */
const OWN = 100
const numberOf = (all: readonly string[], serial: number): string =>
  all[serial < OWN ? serial : OWN + ((serial * 397) % (all.length - OWN))]!

function emailOf(name: { givenName: string; familyName: string }, serial: number): string {
  const plain = `${name.givenName}.${name.familyName}`.normalize('NFD').replaceAll('ł', 'l')
  return `${plain.replace(/[^A-Za-z.]/g, '').toLowerCase()}.${serial}@example.com`
}

const SHORT: Record<string, string> = {
  Margaret: 'Peggy',
  Patricia: 'Pat',
  Susan: 'Sue',
  Christine: 'Chris',
  Deborah: 'Debs',
  Samantha: 'Sam',
  Kathleen: 'Kath',
  Jessica: 'Jess',
  Ronald: 'Ron',
  Kenneth: 'Ken',
  Michael: 'Mick',
  Robert: 'Bob',
  Stephen: 'Steve',
  Christopher: 'Chris',
  Thomas: 'Tom',
  Mohammed: 'Mo',
}

function shortOf(givenName: string): string | null {
  return SHORT[givenName] ?? null
}

function pickContact(
  telephone: string | null,
  email: string | null,
  age: number,
  random: Random,
): AnytownPerson['preferredContact'] {
  if (!telephone) return email ? 'email' : 'post'
  if (email && random.chance(0.15)) return 'email'
  return telephone.startsWith('07') && random.chance(0.4) && age < 80 ? 'text' : 'telephone'
}

function pickSafeContact(random: Random): AnytownPerson['safeContact'] {
  return {
    voicemail: random.chance(0.7),
    post: random.chance(0.93),
    hours: random.chance(0.18)
      ? random.pick(['mornings', 'afternoons', 'weekdays after 4pm', 'weekdays 10am to 2pm', 'after 11am'])
      : null,
    neutralSender: random.chance(0.05),
  }
}

function pickAccessNeeds(age: number, random: Random): AnytownPerson['accessNeeds'] {
  const older = age >= 70 ? 2.5 : 1
  const chances = [
    ['large-print', 0.05 * older],
    ['hearing-loop', 0.03 * older],
    ['step-free', 0.05 * older],
    ['wheelchair', 0.02 * older],
    ['simple-words', 0.04],
    ['reminders', 0.06],
    ['quiet-place', 0.04],
    ['more-time', 0.04],
    ['supporter-present', 0.03],
    ['no-telephone', 0.01],
    ['bsl-interpreter', 0.005],
  ] as const
  return chances.filter(([, chance]) => random.chance(chance)).map(([need]) => need)
}
