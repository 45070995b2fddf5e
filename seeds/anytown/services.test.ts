import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NEEDS, isNeed } from '#registers/directory/needs/needs.ts'
import { PROVIDERS } from './providers.ts'
import type { Service } from './service.type.ts'
import { SERVICES } from './services.ts'
import { VENUES } from './venues.ts'

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const sessions = SERVICES.flatMap((service) => service.sessions)

/** Fails with the keys of the services for which the fact does not hold. */
function holdsForEach(fact: (service: Service) => boolean): void {
  assert.deepEqual(
    SERVICES.filter((service) => !fact(service)).map((service) => service.key),
    [],
  )
}

const older = (days: number) => SERVICES.filter((service) => service.checkedDaysAgo > days).length

test('at least 115 services by at least 60 providers, each key once', () => {
  assert.ok(SERVICES.length >= 115, `${SERVICES.length}`)
  assert.ok(new Set(SERVICES.map((service) => service.provider)).size >= 60)
  for (const list of [SERVICES, PROVIDERS, VENUES]) {
    assert.equal(new Set(list.map(({ key }) => key)).size, list.length)
    for (const { key } of list) assert.match(key, /^[a-z0-9]+(-[a-z0-9]+)*$/)
  }
  assert.equal(new Set(SERVICES.map((service) => service.name)).size, SERVICES.length)
})

test('no venue and no provider is there for nothing', () => {
  const venues = new Set(SERVICES.flatMap((service) => service.locations.map(({ key }) => key)))
  const providers = new Set(SERVICES.map((service) => service.provider))
  assert.deepEqual(
    VENUES.filter(({ key }) => !venues.has(key)),
    [],
  )
  assert.deepEqual(
    PROVIDERS.filter(({ key }) => !providers.has(key)),
    [],
  )
})

for (const need of Object.keys(NEEDS).filter(isNeed)) {
  test(`at least two services for the need ${need}`, () => {
    assert.ok(SERVICES.filter((service) => service.needs.includes(need)).length >= 2)
  })
}

test('needs are known codes, none twice', () => {
  holdsForEach(({ needs }) => needs.every(isNeed) && new Set(needs).size === needs.length)
})

test('something is on every weekday, on every evening, and at weekends', () => {
  for (const day of WEEK) {
    assert.ok(sessions.filter((session) => session.day === day).length >= 8, day)
    assert.ok(
      sessions.some((session) => session.day === day && session.from >= '17:00'),
      `${day} evening`,
    )
  }
})

test('sessions have real days and hours, and end after they begin', () => {
  const hour = /^([01]\d|2[0-3]):[0-5]\d$/
  for (const { day, from, to } of sessions) {
    assert.match(day, /^([1-4]|-1)?(MO|TU|WE|TH|FR|SA|SU)$/)
    assert.ok(hour.test(from) && hour.test(to) && from < to, `${day} ${from} ${to}`)
  }
  holdsForEach((service) => service.sessions.length > 0)
})

test('whoever goes somewhere knows how to get there', () => {
  holdsForEach(({ locations, access }) => locations.length > 0 || Boolean(access?.bus))
  holdsForEach(
    ({ locations, mode, sessions: when }) =>
      mode.includes('in person') || locations.length === 0 || when.some((session) => !session.location),
  )
})

test('a safe place keeps its address to itself', () => {
  for (const key of ['safe-harbour-helpline', 'stepping-stones-programme', 'prism-youth'])
    assert.deepEqual(SERVICES.find((service) => service.key === key)?.locations, [])
})

test('contact leads to nobody real, and every service can be reached', () => {
  for (const { key, contact } of SERVICES) {
    if (contact.telephone) assert.match(contact.telephone, /^01632 960\d{3}$/, key)
    if (contact.email) assert.match(contact.email, /^[a-z-]+@example\.org$/, key)
    if (contact.website) assert.match(contact.website, /^https:\/\/[a-z-]+\.example$/, key)
    assert.ok(contact.telephone ?? contact.email, key)
  }
})

test('summaries are plain: one sentence of at most 25 words, 20 on average', () => {
  const lengths = SERVICES.map((service) => service.summary.split(/\s+/).length)
  assert.ok(lengths.reduce((sum, length) => sum + length, 0) / lengths.length <= 20)
  holdsForEach(({ summary }) => summary.split(/\s+/).length <= 25 && /^[A-Z][^.]*\.$/.test(summary))
})

test('all that people read is in short sentences: at most 20 words on average', () => {
  for (const { key, summary, description, firstVisit, cost, who } of SERVICES) {
    const texts = [summary, ...description, ...Object.values(firstVisit), cost.text, who.text].filter(Boolean)
    const sentences = texts.flatMap((text) => text.split(/(?<=[.?!:])\s+/))
    const words = sentences.reduce((sum, sentence) => sum + sentence.split(/\s+/).length, 0)
    assert.ok(words / sentences.length <= 20, `${key}: ${(words / sentences.length).toFixed(1)}`)
  }
  holdsForEach(({ description }) => description.length >= 2 && description.length <= 4)
})

test('prices agree with their kind, ages with each other', () => {
  holdsForEach(({ cost }) => (cost.kind === 'paid' ? (cost.amount ?? 0) > 0 : cost.kind === 'donation' || !cost.amount))
  holdsForEach(({ who }) => (who.minimumAge ?? 0) <= (who.maximumAge ?? 130))
})

test('space is a claim with a date, or unknown', () => {
  holdsForEach(({ spaces }) => (spaces.state === 'unknown') === (spaces.confirmedDaysAgo === null))
  holdsForEach(
    ({ spaces }) =>
      spaces.places === undefined || spaces.state === 'open' || spaces.state === 'limited' || spaces.places === 0,
  )
})

test('most listings are fresh, some stale, a few too old to suggest', () => {
  assert.ok(older(183) >= 8 && older(183) <= 20, `${older(183)}`)
  assert.ok(older(365) >= 2 && older(365) <= 5, `${older(365)}`)
  holdsForEach(({ checkedDaysAgo }) => checkedDaysAgo >= 0 && checkedDaysAgo <= 500)
})

test('variety: languages, modes, prices, ways to join, one closed for now', () => {
  assert.ok(new Set(SERVICES.flatMap((service) => service.languages)).size >= 8)
  assert.equal(new Set(SERVICES.flatMap((service) => service.mode)).size, 4)
  assert.equal(new Set(SERVICES.map((service) => service.cost.kind)).size, 3)
  assert.equal(new Set(SERVICES.map((service) => service.howToJoin.way)).size, 4)
  assert.deepEqual([...new Set(SERVICES.map((service) => service.status))].toSorted(), ['active', 'temporarily closed'])
})
