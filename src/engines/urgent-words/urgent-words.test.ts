import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { findUrgentWords, type UrgentKind } from './index.ts'

const RAISED: [string, UrgentKind][] = [
  ['I don’t want to be here any more', 'suicide'],
  ['She says she wants to die', 'suicide'],
  ['He has been thinking about ending it all', 'suicide'],
  ['I have thought about killing myself', 'suicide'],
  ['there is no point going on', 'suicide'],
  ['they would be better off without me', 'suicide'],
  ['took all her tablets last week', 'suicide'],
  ['Self-harming again since Christmas', 'suicide'],
  ['suicidal thoughts most nights', 'suicide'],
  ['I wish I was dead', 'suicide'],
  ['I can’t go on like this', 'suicide'],
  ['doesn’t want to live since her husband died', 'suicide'],
  ['My partner hits me when he drinks', 'violence'],
  ['she is scared of her son', 'violence'],
  ['He won’t let me leave the house', 'violence'],
  ['domestic abuse, still living together', 'violence'],
  ['her carer takes all her money', 'violence'],
  ['frightened to go home', 'violence'],
  ['my ex has threatened to kill me', 'violence'],
  ['I am worried I will hurt my baby', 'child'],
  ['the children are being neglected', 'child'],
  ['has chest pain now', 'emergency'],
  ['nowhere to sleep tonight', 'homeless-tonight'],
  ['we have not eaten for two days', 'nothing-to-eat'],
  ['sleeping in his car with the dog', 'homeless-tonight'],
]

const RAISED_TOO: [string, UrgentKind][] = [
  ['im homeless', 'homeless-tonight'],
  ['my parents have been kicked out', 'homeless-tonight'],
  ['my sons violent to me', 'violence'],
  ['my partner controls me', 'violence'],
  ['ive took loads of tablets', 'suicide'],
  ['she sent goodbye texts', 'suicide'],
  ['nie chcę już żyć', 'suicide'],
  ['no quiero vivir', 'suicide'],
  ['mąż mnie bije', 'violence'],
  ['says hell kill me if i leave', 'violence'],
]

const LEFT_ALONE = [
  'My husband died and I can’t face the house',
  'lonely since the children left home',
  'no suicidal thoughts',
  'Denies self-harm, low in mood',
  'not suicidal at present',
  'owes money to the council',
  'she is scared of dogs',
  'afraid of falling on the stairs',
  'I want to die my hair and feel myself again',
  'wants to be less lonely and get out more',
  'his knee hurts him when he walks',
  'taking up painting to end the day well',
  'would like a lunch club, eats well',
  'killing time until the bus comes',
  'retired from the fire service',
]

test('each of 25 ways of saying it is noticed, as the right kind', () => {
  assert.equal(RAISED.length, 25)
  for (const [words, kind] of RAISED) assert.ok(findUrgentWords(words).includes(kind), words)
})

test('other ways of saying it, in other languages too', () => {
  for (const [words, kind] of RAISED_TOO) assert.ok(findUrgentWords(words).includes(kind), words)
})

test('of 15 look-alikes at most 3 are raised', () => {
  const raised = LEFT_ALONE.filter((words) => findUrgentWords(words).length > 0)
  assert.equal(LEFT_ALONE.length, 15)
  assert.ok(raised.length <= 3, raised.join('\n'))
})

const RAISED_AT_HOME: [string, UrgentKind][] = [
  ['im 16 and my dad hits me', 'child'],
  ['my stepdad touches me', 'child'],
  ['my stepdad touches me', 'violence'],
  ['mum locks me in my room', 'child'],
  ['im 14 and want to die', 'child'],
  ['my mum’s boyfriend hits me', 'child'],
  ['he took my phone and wont give me money', 'violence'],
  ['he controls what I spend and who I see', 'violence'],
  ['my wife wont let me have any money', 'violence'],
  ['tengo miedo de mi marido', 'violence'],
  ['mi marido me controla', 'violence'],
  ['mój mąż mnie kontroluje', 'violence'],
  ['my boyfriend is scaring me', 'violence'],
  ['her husband controls what she spends', 'violence'],
  ['boję się męża', 'violence'],
  ['boje sie mojego meza', 'violence'],
  ['mi-e frică de soțul meu', 'violence'],
  ['tenho medo do meu marido', 'violence'],
  ['j’ai peur de mon mari', 'violence'],
  ['ho paura di mio marito', 'violence'],
  ['kocamdan korkuyorum', 'violence'],
  ['eşimden çok korkuyorum', 'violence'],
  ['kam frikë nga burri', 'violence'],
  ['mainu pati ton dar lagda', 'violence'],
  ['mujhe apne shohar se dar lagta hai', 'violence'],
  ['ਮੈਨੂੰ ਆਪਣੇ ਪਤੀ ਤੋਂ ਡਰ ਲੱਗਦਾ ਹੈ', 'violence'],
  ['मुझे अपने पति से डर लगता है', 'violence'],
  ['مجھے اپنے شوہر سے ڈر لگتا ہے', 'violence'],
  ['أنا خائفة من زوجي', 'violence'],
  ['از شوهرم می‌ترسم', 'violence'],
  ['я боюсь своего мужа', 'violence'],
  ['боюся чоловіка', 'violence'],
  ['我怕我老公', 'violence'],
  ['મને મારા પતિથી ડર લાગે છે', 'violence'],
  ['আমি আমার স্বামীকে ভয় পাই', 'violence'],
  ['என் கணவரைப் பார்த்தால் பயமாக இருக்கிறது', 'violence'],
  ['waxaan ka baqayaa ninkayga', 'violence'],
  ['lost my job and my home, cant see the point anymore', 'suicide'],
  ['whats the point in living', 'suicide'],
  ['cant see the point', 'suicide'],
  ['I don’t see the point of carrying on', 'suicide'],
  ['what’s the point?', 'suicide'],
  ['no point in anything', 'suicide'],
]
for (const [words, kind] of RAISED_AT_HOME)
  test(`“${words}” is noticed as ${kind}`, () => assert.ok(findUrgentWords(words).includes(kind)))

const NO_ALARM = [
  'cant see the point of the form',
  'dont see the point of the meeting on Monday',
  'whats the point of PIP',
  'see the point on the map',
  'someone took my phone on the bus',
  'the council wont give me money',
  'im 16 weeks pregnant',
  'im 10 years sober and abused drugs before',
  'i am 8 and a half stone and my hips hurt me',
  'im 17 and want to find a job',
  'my mum and dad are getting older',
  'my husband to play darts',
  'peur de mon chien',
  'miedo de los perros',
  'boję się psów',
  'боюсь собак',
  'he took my dog for a walk',
  'the music touched me',
  'my dad is locked in a care home',
]
for (const words of NO_ALARM) test(`“${words}” is left alone`, () => assert.deepEqual(findUrgentWords(words), []))

test('a partner who is the father of somebody’s children is no parent who hurts a child', () => {
  assert.deepEqual(findUrgentWords('my kids dad hits me'), ['violence'])
  assert.deepEqual(findUrgentWords('my husband hits me'), ['violence'])
})

for (const [words, kind] of [
  ['I want to kil myself', 'suicide'],
  ['kill myslef', 'suicide'],
  ['I can’t go on', 'suicide'],
  ['my baby is not breathing', 'emergency'],
  ['no where to sleep tonight', 'homeless-tonight'],
  ['my mum kicked me out tonight', 'homeless-tonight'],
  ['nothing to eat', 'nothing-to-eat'],
  ['the kids have no food.', 'nothing-to-eat'],
] as const)
  test(`“${words}”, short or misspelt, is noticed`, () => assert.ok(findUrgentWords(words).includes(kind)))

test('holidays, food that is not wanted and breath of other kinds are left alone', () => {
  for (const words of [
    'I can’t go on holiday',
    'they have no food hall',
    'help with breathing',
    'kicked out of the choir',
  ])
    assert.deepEqual(findUrgentWords(words), [], words)
})

test('a denial of one thing does not hide another', () => {
  assert.deepEqual(findUrgentWords('No self-harm. My partner hits me.'), ['violence'])
})

test('capitals, curly apostrophes, line breaks and length hide nothing', () => {
  assert.deepEqual(findUrgentWords('I DON’T WANT\nTO BE HERE'), ['suicide'])
  assert.deepEqual(findUrgentWords(`${'a word '.repeat(2_857)}wants to die${' a word'.repeat(3_000)}`), ['suicide'])
})

test('any text is read in time that grows with its length', () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => Array.isArray(findUrgentWords(text))))
  for (const text of [
    'child '.repeat(10_000),
    'he is '.repeat(10_000),
    ' '.repeat(50_000),
    'no '.repeat(20_000) + 'suicide',
  ])
    assert.ok(Array.isArray(findUrgentWords(text)))
})
