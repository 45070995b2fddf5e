import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { NEEDS_FILE, readNeedsFile } from './needs-file.ts'
import { readWords, unknownWords } from './read-words.rules.ts'
import { sortListing } from './sort-listing.rules.ts'
import { nearestWord } from './spelling.rules.ts'

const read = (words: string, known: string[] = []) => readWords(words, new Set(known))

const ASKED: [words: string, topic: string][] = [
  ['my husband died and I can’t face the house', 'grief'],
  ['my mum keeps forgetting things', 'dementia'],
  ['somewhere warm to go in the day', 'warm-place'],
  ['owe money to the council', 'debt-advice'],
  ['lonley', 'company'],
  ['falls prevention class over 65', 'falls'],
  ['PIP appeal', 'benefits-advice'],
  ['boss sacked me', 'work-rights'],
  ['szukam pracy', 'job-help'],
  ['am nevoie de ajutor', 'general-advice'],
  ['ਇਕੱਲਾ', 'company'],
  ['scuba diving', 'thing:scuba-diving'],
  ['ਨੌਕਰੀ', 'job-help'],
  ['nu am bani de mancare', 'food-parcels'],
  ['someone to talk to on the phone', 'befriending'],
  ['over 65s class', 'older-help'],
  ['period products', 'hygiene'],
  ['toiletries I can’t afford', 'hygiene'],
  ['hygiene bank', 'hygiene'],
  ['nappies', 'baby-things'],
  ['tengo miedo de mi marido', 'domestic-abuse'],
  ['boje sie meza', 'domestic-abuse'],
  ['nu am unde sa dorm', 'homeless-help'],
  ['cant see the point', 'mental-health'],
  ['grupa dla mamy z dzieckiem', 'baby-groups'],
  ['pomoc dla seniorow', 'older-help'],
  ['would benefit from company', 'company'],
  ['I want to get out more', 'company'],
  ['my stepdad touches me', 'domestic-abuse'],
  ['6 wks pp crying all day', 'perinatal'],
  ['hoarding neighbour', 'hoarding'],
  ['on benefits and struggling', 'benefits-advice'],
  ['lost my housing benefit', 'benefits-advice'],
  ['my son came out as gay', 'lgbtq'],
  ['i just came out to my mum', 'lgbtq'],
]
for (const [words, topic] of ASKED)
  test(`“${words}” asks for ${topic}`, () => assert.ok(read(words).main.includes(topic), read(words).main.join()))

test('a word in a longer phrase is not asked for by itself: a food bank is no bank', () => {
  assert.deepEqual(read('food bank').main, ['food-parcels'])
})

test('words that nobody has are read as the nearest of the needs files; words that a listing has are not', () => {
  assert.deepEqual(read('bereevemnt').mended, [['bereevemnt', 'bereavement']])
  assert.deepEqual(read('bereevemnt', ['bereevemnt']).mended, [])
  assert.deepEqual(unknownWords('a bereevemnt group for me'), ['bereevemnt'])
  assert.deepEqual(read('I want to kil myself').mended, [], 'nobody in danger is told that they meant something else')
})

test('one slip in a short word, two in a longer one', () => {
  const known = ['lonely', 'bereavement', 'debt']
  assert.equal(nearestWord('lonley', known), 'lonely')
  assert.equal(nearestWord('bereevment', known), 'bereavement')
  assert.equal(nearestWord('dbet', known), 'debt')
  assert.equal(nearestWord('debb', known), undefined, 'of four letters only two may have changed places')
  assert.equal(nearestWord('lnoley', known), undefined)
  assert.equal(nearestWord('owl', known), undefined)
})

const NOT_ASKED: [words: string, topic: string][] = [
  ['my husband died and I am lonely', 'mens-company'],
  ['I am a widow', 'mens-company'],
  ['he threatened to kill me', 'pain'],
  ['mi-e foame', 'heart'],
  ['tengo miedo de mi marido', 'heart'],
  ['nu am unde sa dorm', 'veterans'],
  ['cant see the point', 'sight-loss'],
  ['hv ref: mum isolated', 'team-sport'],
  ['grupa dla mamy z dzieckiem', 'benefits-advice'],
  ['deaf club BSL', 'skills-courses'],
  ['nappies', 'grants'],
  ['76 year old lady lives alone', 'womens-company'],
  ['would benefit from company', 'benefits-advice'],
  ['cant come out of my flat', 'lgbtq'],
  ['I want to get out more', 'lgbtq'],
  ['council tax letter', 'talking-therapy'],
  ['6 wks pp crying all day', 'day-centre'],
]
for (const [words, topic] of NOT_ASKED)
  test(`“${words}” does not ask for ${topic}`, () => assert.ok(!read(words).main.includes(topic)))

for (const [words, topic] of [
  ['would benefit from company', 'benefits-advice'],
  ['fancy an outing', 'lgbtq'],
  ['out', 'lgbtq'],
  ['council', 'talking-therapy'],
] as const)
  test(`“${words}” does not even hint at ${topic}`, () =>
    assert.ok(!read(words).topics.some((asked) => asked.topic === topic)))

for (const word of ['march', 'april', 'august', 'wednesday', 'thurs', 'sundays', 'Brian', 'Luton'])
  test(`“${word}” is no slip of the pen`, () =>
    assert.deepEqual(read(`bereevemnt in ${word}`).mended, [['bereevemnt', 'bereavement']]))

test('where nothing that is asked counts in full, what counts most is what was asked for', () => {
  const { asked } = read('elderly, healthier')
  assert.equal(asked.length, 1)
  assert.ok(asked[0]!.includes('wellbeing') && !asked[0]!.includes('older-help'))
})

const AT_HOME: [words: string, not: string[]][] = [
  ['my wife hits me', ['women', 'men', 'vulnerable-women']],
  ['my girlfriend beats me', ['women', 'men', 'vulnerable-women']],
  ['my husband hits me', ['women', 'men']],
  ['I’m gay and my husband hits me', ['women', 'men', 'vulnerable-women']],
  ['my mum hits me', ['women', 'older', 'parents']],
]
for (const [words, not] of AT_HOME)
  test(`“${words}” says of the asker neither ${not.join(' nor ')}`, () =>
    assert.deepEqual(
      not.filter((mark) => read(words).said.includes(mark)),
      [],
    ))

test('in danger at home, who says of herself that she is a woman is one', () => {
  const inWords = (words: string) => read(words).words.map(({ word }) => word)
  assert.ok(!inWords('my wife hits me').includes('wife'), 'what only says “wife” is no help')
  assert.ok(inWords('my wife left me').includes('wife'))
  assert.ok(read('I am a woman and my wife hits me').said.includes('women'))
  assert.ok(read('I am a woman and my wife hits me').said.includes('vulnerable-women'))
  assert.ok(read('my wife died').said.includes('women'))
})

test('a charity that gives grants stands lower for who asks for no money', () => {
  const trust = { name: 'Elm Benevolent Trust', description: 'We help people after domestic violence buy furniture.' }
  assert.ok(sortListing(trust).standing < 0.7)
  assert.ok(
    read('grant for a cooker').said.includes('grants') &&
      !read('he hits me and takes my money').said.includes('grants'),
  )
})

for (const word of ['support', 'supporting', 'club', 'mum', 'dad'])
  test(`“${word}” by itself asks for nothing`, () => assert.deepEqual(read(word).main, []))

test('a misspelt word is read as one spelt well, though a misspelling is nearer', () => {
  assert.deepEqual(read('demensha').mended, [['demensha', 'dementia']])
})

test('who is hit at home is not sent first to whatever else is about staying safe', () => {
  const { topics } = read('my husband hits me')
  const weight = (code: string) => topics.find(({ topic }) => topic === code)!.weight
  assert.ok(weight('need:safety') < weight('victims'))
})

const DANGERS: [words: string, topic: string][] = [
  ['mąż mnie bije', 'domestic-abuse'],
  ['nie chce zyc', 'listening'],
  ['sleeping in my car tonight', 'homeless-help'],
  ['speaks punjabi, husband controlling', 'domestic-abuse'],
]
for (const [words, topic] of DANGERS)
  test(`“${words}” looks first for ${topic}, and for nobody’s group by itself`, () => {
    const { main, topics } = read(words)
    assert.ok(main.includes(topic), main.join())
    const weightOf = (one: (code: string) => boolean) =>
      Math.max(0, ...topics.filter(({ topic: code }) => one(code)).map(({ weight }) => weight))
    assert.equal(
      weightOf((code) => code === topic),
      1,
    )
    assert.ok(weightOf((code) => main.includes(code) && code !== topic && code !== 'mental-health') <= 0.5)
    assert.equal(
      weightOf((code) => code.startsWith('for:')),
      0,
    )
  })

test('a people’s group counts for less beside a need that is named', () => {
  const group = (words: string) => read(words).topics.find(({ topic }) => topic === 'for:filipino')!.weight
  assert.ok(group('filipino debt advice') < group('filipino'))
})

test('a word that means something only beside others is hardly looked for by itself: universal credit is no credit union', () => {
  const weight = (words: string) => read(words).words.find(({ word }) => word === 'credit')!.weight
  assert.ok(weight('universal credit') < weight('credit'))
})

test('who is unsteady or fresh from an operation is not sent to run, nor to tennis or football', () => {
  for (const words of ['keeps falling over', 'cant get out since hip op'])
    for (const unsafe of ['running', 'racket-sport', 'team-sport']) assert.ok(read(words).avoid.includes(unsafe), words)
})

test('who loses a baby is not sent among babies; who gambles is not sent to bingo', () => {
  assert.ok(read('our baby was stillborn').avoid.includes('baby-groups'))
  assert.ok(read('cant stop gambling').avoid.includes('bingo-and-games'))
})

test('a name says more than a first line, that more than the rest', () => {
  const strength = (listing: Parameters<typeof sortListing>[0]) => {
    const { topics, strengths } = sortListing(listing)
    return strengths[topics.indexOf('grief')]!
  }
  const [name, beginning] = [
    strength({ name: 'Bereavement café' }),
    strength({ name: 'Monday', description: 'Bereavement support.' }),
  ]
  const later = strength({
    name: 'Monday',
    description: `${'Tea and cake for everybody. '.repeat(40)} Bereavement support.`,
  })
  assert.ok(name > beginning && beginning > later && later > 0)
})

test('whom a listing is for is read from its words and its ages; all ages shut nobody out', () => {
  assert.deepEqual(sortListing({ name: 'Youth club', description: 'Games.' }).marks, ['young'])
  assert.deepEqual(sortListing({ name: 'Football', description: 'Games.', maximumAge: 11 }).marks, ['children'])
  const everybody = sortListing({ name: 'Hub', description: 'For older people, and a youth club for young people.' })
  assert.deepEqual([everybody.marks, everybody.standing], [[], 1])
  assert.ok(sortListing({ name: 'Elm Road Residents Association' }).standing < 0.5)
})

test('a phrase does not go across two sentences, nor is a church hall a church', () => {
  assert.ok(
    !sortListing({ name: 'Crafts', description: 'At the church hall, by the car park.' }).topics.includes('church'),
  )
  assert.ok(sortListing({ name: 'Elm Road Church', description: 'Sundays.' }).topics.includes('church'))
})

test('needs that a keeper gave stand first; others follow from the topics and only narrow', () => {
  assert.ok(sortListing({ name: 'Monday', needs: ['debt'] }).topics.includes('need:debt'))
  assert.ok(sortListing({ name: 'Debt advice' }).topics.includes('also:debt'))
})

test('every topic can say what it is, and what stands near it is there and counts for something', () => {
  for (const { code, label, near } of NEEDS_FILE.topics.values()) {
    assert.ok(label, code)
    for (const [other, weight] of Object.entries(near)) assert.ok(weight > 0 && other !== code, `${code}: ${other}`)
  }
  assert.ok(NEEDS_FILE.topics.size > 250)
})

const FAULTS: [name: string, file: string, fault: RegExp][] = [
  ['no JSON', '{', /needs\/x\.json: /],
  ['an unknown need', '{"need":"nonsense","topics":{}}', /is not one of our needs/],
  [
    'a topic that is not there',
    '{"need":"debt","topics":{"a":{"label":"a","listed":"a b","said":"","near":{"b":1}}}}',
    /“a” names the topic “b”/,
  ],
  [
    'a set that is not there',
    '{"need":"debt","topics":{"a":{"label":"a","listed":"{nobody} died","said":"","near":{}}}}',
    /the set “nobody”/,
  ],
]
for (const [what, file, fault] of FAULTS)
  test(`${what} in the needs files is named`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'needs-'))
    writeFileSync(join(folder, 'x.json'), file)
    assert.throws(() => readNeedsFile(folder), fault)
  })
