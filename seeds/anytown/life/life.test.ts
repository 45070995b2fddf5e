import assert from 'node:assert/strict'
import test from 'node:test'
import { instantAt, day, dayOf, weekdayOf } from '#platform/days.ts'
import { idFrom } from '#platform/ids.ts'
import { anytownPeople } from '../people.ts'
import { createRandom } from '../random.ts'
import { SERVICES } from '../services.ts'
import { WORRY_WORDS } from '../worry-words.ts'
import { answersAt, feelingOf } from './feelings.ts'
import { lifeOf } from './life.ts'
import { canBeAbout } from './reasons.ts'

const NOW = instantAt(day('2026-04-01'), 10 * 60)
const people = anytownPeople(260, createRandom(5)).slice(60)
const lives = people.map((person, number) =>
  lifeOf({
    partnershipId: idFrom('anytown'),
    number,
    person,
    cameAt: instantAt(day('2025-09-15'), 9 * 60 + number),
    now: NOW,
  }),
)
const steps = lives.flatMap((life) => life.steps)
const share = (some: readonly unknown[], all: readonly unknown[]) => some.length / all.length

test('a life is the same each time, in order, and never ahead of its day', () => {
  const again = lifeOf({
    partnershipId: idFrom('anytown'),
    number: 3,
    person: people[3]!,
    cameAt: lives[3]!.cameAt,
    now: NOW,
  })
  assert.deepEqual(again, lives[3])
  for (const { cameAt, steps: own } of lives)
    for (const [n, { at }] of own.entries()) assert.ok(at > cameAt && at < NOW && (n === 0 || at >= own[n - 1]!.at))
})

test('half a year later most have ended, each in its own way', () => {
  const closed = steps.filter(({ kind }) => kind === 'closed')
  const accepted = steps.filter(({ kind }) => kind === 'accepted')
  assert.ok(share(closed, accepted) > 0.8 && share(closed, accepted) < 1, String(share(closed, accepted)))
  const reasons = new Set(steps.flatMap((step) => (step.kind === 'closed' ? step.closure.reason : [])))
  assert.deepEqual([...reasons].toSorted(), ['declined', 'finished', 'moved', 'not-reached', 'other-service'])
  const kinds = new Set(steps.map(({ kind }) => kind))
  for (const kind of ['declined', 'withdrawn', 'letter', 'paused', 'unanswered', 'gone', 'told'] as const)
    assert.ok(kinds.has(kind), `nobody is ever ${kind}`)
})

test('questionnaires: many at the start, fewer at the end, and not everybody is better', () => {
  const at = (point: string) => steps.filter((step) => step.kind === 'response' && step.point === point)
  const talked = lives.filter((life) => life.steps.some(({ kind }) => kind === 'words'))
  assert.ok(at('start').length / 3 > 0.8 * talked.length)
  assert.ok(at('end').length > 0.3 * at('start').length && at('end').length < 0.8 * at('start').length)
  assert.ok(at('review').length > 0)
  const random = createRandom(1)
  const changes = Array.from({ length: 400 }, () => {
    const feeling = feelingOf(random)
    const happy = (point: 'start' | 'end') => Number(answersAt(feeling, point, random).ons4!.happy)
    return happy('end') - happy('start')
  })
  const better = share(
    changes.filter((change) => change > 0),
    changes,
  )
  const worse = share(
    changes.filter((change) => change < 0),
    changes,
  )
  assert.ok(better > 0.45 && better < 0.75, String(better))
  assert.ok(worse > 0.12 && worse < 0.4, String(worse))
})

test('people come on days on which the group meets', () => {
  for (const { steps: own } of lives) {
    const services = new Map(own.flatMap((step) => (step.kind === 'proposed' ? [[step.connection, step.service]] : [])))
    for (const step of own) {
      if (step.kind !== 'attended') continue
      const { sessions } = SERVICES.find(({ key }) => key === services.get(step.connection))!
      const weekday = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][weekdayOf(step.on) - 1]!
      assert.ok(sessions.length === 0 || sessions.some(({ day: kept }) => kept.endsWith(weekday)))
      assert.equal(dayOf(step.at), step.on)
    }
  }
})

test('whoever has long stopped going to a group is no longer one of its people', () => {
  const visits = steps.filter((step) => step.kind === 'attended' && step.came)
  assert.ok(visits.length > 100)
  for (const { steps: own } of lives)
    for (const [connection, visited] of Map.groupBy(
      own.filter((step) => step.kind === 'attended'),
      (step) => step.connection,
    )) {
      const gone = own.some((step) => step.kind === 'gone' && step.connection === connection)
      assert.ok(gone || visited.length < 2 || NOW.getTime() - visited.at(-1)!.at.getTime() < 45 * 86_400_000)
    }
})

test('the first questions and the review are never long overdue', () => {
  for (const { steps: own } of lives) {
    const talks = own.flatMap((step) => (step.kind === 'contact' && step.outcome === 'reached' ? [step.at] : []))
    const asked = (point: string) => own.find((step) => step.kind === 'response' && step.point === point)
    if (talks.length > 3) assert.ok(asked('start'))
    if (own.some(({ kind }) => kind === 'closed') || talks.length === 0) continue
    const since = (NOW.getTime() - talks[0]!.getTime()) / 86_400_000
    assert.ok(since < 100 || asked('review'), String(since))
  }
})

test('goal and worry are about what they came with', () => {
  for (const { steps: own, request } of lives)
    for (const step of own)
      if (step.kind === 'words') {
        const { worries, goals } = WORRY_WORDS[step.said.need]!
        assert.ok(request.reasons.includes(step.said.need))
        assert.ok(worries.includes(step.said.concern) && goals.some(([goal]) => goal === step.said.goal))
      }
})

test('practices refer when they are open', () => {
  const saturday = instantAt(day('2026-03-28'), 10 * 60)
  for (const [number, person] of people.entries())
    assert.notEqual(
      lifeOf({ partnershipId: idFrom('anytown'), number, person, cameAt: saturday, now: NOW }).request.referrer.kind,
      'professional',
    )
})

test('what is written about somebody can be about them', () => {
  assert.ok(!canBeAbout('Lost his wife in the spring.', 'female', 70))
  assert.ok(!canBeAbout('First baby, no family nearby.', 'female', 70))
  assert.ok(canBeAbout('Speaks to nobody from Friday to Monday.', 'male', 30))
  for (const { person, request } of lives) assert.ok(request.referrer.kind === 'self' || request.reasonText, person.key)
})
