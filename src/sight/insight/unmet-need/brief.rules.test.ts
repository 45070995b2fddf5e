import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import { draftBrief, HEADINGS, readBrief, type BriefFacts } from './brief.rules.ts'
import type { Lack } from './lack.rules.ts'
import { periodsAt } from './period.rules.ts'

const TODAY = day('2026-04-01')
const lack = (lack: Partial<Lack>): Lack => ({
  quarter: day('2026-01-01'),
  need: 'debt',
  area: 'ZZ2',
  kind: 'not-found',
  reason: null,
  times: 40,
  ...lack,
})
const LACKS = [
  lack({}),
  lack({ kind: 'full', reason: 'full', times: 21 }),
  lack({ kind: 'declined', reason: 'needs-more', times: 11 }),
  lack({ kind: 'declined', reason: 'paused', times: 3 }),
  lack({ quarter: day('2025-04-01'), times: 9 }),
  lack({ quarter: day('2024-04-01'), times: 12 }),
  lack({ area: 'ZZ1', times: 6 }),
  lack({ need: 'pain', times: 500 }),
]
const facts = (changed: Partial<BriefFacts> = {}): BriefFacts => ({
  partnershipName: 'Anytown',
  selection: { period: periodsAt(TODAY)[0], need: 'debt' },
  lacks: LACKS,
  people: 27,
  services: { services: 5, groups: 4, here: 1, atHome: 2, open: 1, full: 1 },
  today: TODAY,
  ...changed,
})

test('a brief says what was counted, in plain words, and leaves the rest open', () => {
  assert.equal(
    draftBrief(facts()),
    `Fund brief: Debt, Anytown

A draft, written on Wednesday 1 April 2026 from the unmet-need register of Anytown for April 2025 to March 2026.

What people asked for
Debt: owing money that is hard to pay back.
People in Anytown looked for this, or a link worker asked a group to take them, and it came to nothing about 90 times.

How often it could not be met, and why
- A search found nothing suitable: about 55 times.
- The group was full, or had only a waiting list: about 20 times.
- The group said no for another reason: about 15 times. Among the reasons: “They need more help than we can give” (about 10 times).
- Fewer than 8 times, or never: the group never answered; it was taken back before they went.
Link workers asked groups for these places for about 25 different people.

Where
ZZ2: about 85 times.
Every other postcode district came up fewer than 8 times, or never.

Since when
April to June 2025: about 10 times; July to September 2025: fewer than 8 times; October to December 2025: fewer than 8 times; January to March 2026: about 80 times.
In the last two years it first came up 8 times or more from April to June 2024.

What there is now
The directory lists 5 services for this need, of 4 groups.
- 2 can be had at home: online, by telephone or by a visit.
- 1 said lately that there is space, and 1 that there is none. 3 did not say.

What these numbers do not say
- They count searches and places asked for, not people. One person may be behind several.
- Numbers from 0 to 7 are said as “fewer than 8”. Others are rounded to the nearest 5, so they may not add up.
- They are not adjusted for how many people live in a place. People who never asked are not in them.
- They do not show that a new group would be used, or that it would help.

What we would do
[Your own words: what you would offer, for whom, where and when, and why you.]

What it would cost
[Your own figures: what it costs in a year, what you have, what you ask for.]`,
  )
})

test('for one district it says what meets there, and nothing of other districts', () => {
  const text = draftBrief(facts({ selection: { period: periodsAt(TODAY)[0], need: 'debt', area: 'ZZ2' } }))!
  assert.match(text, /^Fund brief: Debt, ZZ2\n/)
  assert.match(text, /- 1 meets in ZZ2\./)
  assert.ok(!text.includes(`\n${HEADINGS.where}\n`))
})

test('of many districts the ten that came up most are named', () => {
  const lacks = Array.from({ length: 13 }, (_, n) => lack({ area: `M${n + 1}`, times: 20 + 5 * n }))
  assert.match(
    draftBrief(facts({ lacks }))!,
    /Where\nM13: about 80 times; M12: about 75 times; .+; M4: about 35 times\.\n3 more districts came up 8 times or more, every other one fewer than 8 times/,
  )
})

test('there is no brief about too little, and none about services for what is no need of ours', () => {
  assert.equal(draftBrief(facts({ lacks: [lack({ times: 7 })] })), undefined)
  assert.equal(draftBrief(facts({ lacks: [] })), undefined)
  const other = draftBrief(
    facts({
      lacks: [lack({ need: 'other' })],
      selection: { period: periodsAt(TODAY)[0], need: 'other' },
      services: null,
    }),
  )!
  assert.match(other, /Something else: the words of the search/)
  assert.ok(!other.includes(HEADINGS.now))
  assert.match(
    draftBrief(facts({ services: { services: 0, groups: 0, here: 0, atHome: 0, open: 0, full: 0 } }))!,
    /lists no service for this need/,
  )
})

test('every figure of a brief is one that may be shown', () => {
  const text = draftBrief(facts())!
  for (const [, n] of text.matchAll(/about ([\d,]+)/g)) assert.equal(Number(n) % 5, 0, n)
})

test('a brief is read back, also when somebody has changed it', () => {
  assert.deepEqual(readBrief(`My title\n\n${HEADINGS.now}\n - one\n• two\nWhat I added\n-5 is no item`), [
    { is: 'title', text: 'My title' },
    { is: 'heading', text: HEADINGS.now },
    { is: 'item', text: 'one' },
    { is: 'item', text: 'two' },
    { is: 'words', text: 'What I added' },
    { is: 'words', text: '-5 is no item' },
  ])
})
