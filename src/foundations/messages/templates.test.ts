import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import { sayTemplate, templatePreviews } from './templates/templates.ts'
import { readingGrade } from '#test/support/reading-grade.ts'
import type { Wording } from './templates/template.ts'

const forms = (wording: Wording): [string, string][] => Object.entries(wording)

for (const { code, to, example, wording, neutral } of templatePreviews) {
  test(`${code} is complete, says whom to ring and how to stop`, () => {
    for (const [form, words] of forms(wording)) {
      assert.doesNotMatch(words, /undefined|null|\[object|NaN|\{|\}/, form)
      assert.equal(words, words.trim(), form)
      if (form === 'subject') continue
      assert.match(words, /[Rr]ing .*01632 960\d{3}/, form)
      assert.match(words, /to stop|no more/, form)
      assert.ok(words.includes(example.team), `${form} says who speaks`)
    }
    assert.ok(wording.email.startsWith(`Hello ${example.name},`))
    assert.ok(wording.letter.startsWith(`Dear ${example.name},`))
  })

  test(`${code} fits into one text message`, () => {
    for (const { text } of [wording, neutral]) {
      assert.ok(text.length <= 160, `${text.length}: ${text}`)
      assert.match(text, /^[A-Za-z0-9 @£$!"#%&'()*+,\-./:;<=>?_\n]+$/, 'only characters of the basic alphabet of texts')
    }
  })

  test(`${code} has nothing personal in its subject`, () => {
    assert.ok(wording.subject.length <= 60, wording.subject)
    assert.doesNotMatch(wording.subject, /Grace|Okafor|Patel|Priya|Nair|Ada|G\. ?O|\d|Riverside|health|lonel|debt/i)
  })

  test(`${code} is easy to read`, () => {
    const grade = readingGrade(wording.email)
    assert.ok(grade <= (to === 'person' || to === 'carer' ? 5 : 7), `grade ${grade.toFixed(1)}`)
  })

  test(`${code} says nothing at all when it must be neutral`, () => {
    for (const [form, words] of forms(neutral)) {
      assert.doesNotMatch(
        words,
        /Riverside|link worker|team|referr|request|health|NHS|GP|doctor|support|https?:|Grace|Okafor|Priya|Patel/i,
        form,
      )
      if (form !== 'subject') assert.ok(words.includes(`Please ring ${example.telephone} when it suits you.`))
    }
  })
}

test('what is not known yet is said as it is', () => {
  const accepted = {
    name: 'Grace Okafor',
    team: 'Riverside link workers',
    telephone: '01632 960220',
    worker: null,
    firstContactBy: day('2026-04-10'),
    firstContact: 'post',
  } as const
  const { email, text } = sayTemplate('referral-accepted-person', accepted, day('2026-04-01'), false)
  assert.match(email, /Someone from Riverside link workers has your request and will write to you by Friday 10 April\./)
  assert.match(text, /One of us has your request/)
  const received = {
    name: 'Grace Okafor',
    team: 'Riverside link workers',
    telephone: '01632 960220',
    reference: 'KMP-2345',
    answerBy: day('2027-01-04'),
    link: null,
    askedBy: null,
  }
  const own = sayTemplate('referral-received-person', received, day('2026-12-31'), false).email
  assert.match(own, /Thank you for asking/)
  assert.match(own, /by Monday 4 January 2027\./)
  assert.doesNotMatch(own, /see where it is/)
})
