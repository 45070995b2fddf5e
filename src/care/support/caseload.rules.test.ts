import assert from 'node:assert/strict'
import test from 'node:test'
import {
  inOrderOfFit,
  limitsOf,
  NO_LOAD,
  sayCandidate,
  sayLoad,
  sayOwnLoad,
  sayWorkingDays,
  speaks,
  type Candidate,
} from './caseload.rules.ts'

const team = { openNowLimit: 60, peoplePerYear: 250 }
const candidate = (over: Partial<Candidate>): Candidate => ({
  accountId: over.name ?? 'A',
  name: 'A',
  hoursPerWeek: 37.5,
  languages: ['en'],
  workingDays: [1, 2, 3, 4, 5],
  load: NO_LOAD,
  ...over,
})

test('limits follow the hours somebody works', () => {
  assert.deepEqual(limitsOf(team, { hoursPerWeek: 37.5 }), { open: 60, inYear: 250 })
  assert.deepEqual(limitsOf(team, { hoursPerWeek: 22.5 }), { open: 36, inYear: 150 })
  assert.deepEqual(limitsOf({ openNowLimit: null, peoplePerYear: 250 }, { hoursPerWeek: 7.5 }), {
    open: null,
    inYear: 50,
  })
  assert.equal(
    limitsOf({ openNowLimit: 1, peoplePerYear: 1 }, { hoursPerWeek: 1 }).open,
    1,
    'nobody is full with nobody',
  )
})

test('load in plain words, full from the limit on', () => {
  const cases: [number, number, number | null, string][] = [
    [41, 100, 60, '41 of 60 people'],
    [60, 100, 60, 'Full: 60 of 60 people'],
    [61, 260, 60, 'Full: 61 of 60 people, and 260 in a year where 250 are planned'],
    [41, 250, 60, '41 of 60 people'],
    [1, 0, null, '1 person'],
    [2, 0, null, '2 people'],
  ]
  for (const [open, inYear, limit, words] of cases)
    assert.equal(sayLoad({ open, inYear, samePractice: 0 }, { open: limit, inYear: 250 }), words)
})

test('the load as a whole sentence to whoever has it', () => {
  const cases: [open: number, inYear: number, limit: number | null, words: string][] = [
    [41, 0, 60, 'You have 41 of 60 people.'],
    [31, 0, 30, 'You have 31 people; 30 is full.'],
    [1, 0, 1, 'You have 1 person; 1 is full.'],
    [31, 260, 30, 'You have 31 people; 30 is full, and 260 in a year where 250 are planned.'],
    [1, 0, null, 'You have 1 person.'],
  ]
  for (const [open, inYear, limit, words] of cases)
    assert.equal(sayOwnLoad({ open, inYear, samePractice: 0 }, { open: limit, inYear: 250 }), words)
})

test('working days as people say them', () => {
  const cases: [number[], string][] = [
    [[1, 2, 3, 4, 5], 'Monday to Friday'],
    [[5, 3, 1], 'Monday, Wednesday and Friday'],
    [[2, 3], 'Tuesday and Wednesday'],
    [[4], 'Thursday'],
  ]
  for (const [days, words] of cases) assert.equal(sayWorkingDays(days), words)
})

test('oneself first, then the language, then room', () => {
  const people = [
    candidate({ name: 'Busy', load: { ...NO_LOAD, open: 50 } }),
    candidate({ name: 'Free' }),
    candidate({ name: 'Half', hoursPerWeek: 18.75, load: { ...NO_LOAD, open: 26 } }),
    candidate({ name: 'Speaks', languages: ['en', 'pl'], load: { ...NO_LOAD, open: 70 } }),
    candidate({ name: 'Me', load: { ...NO_LOAD, open: 80 } }),
  ]
  const names = (limit: number | null) =>
    inOrderOfFit(people, { language: 'pl', chooser: 'Me' }, { openNowLimit: limit, peoplePerYear: 250 }).map(
      ({ name }) => name,
    )
  assert.deepEqual(names(60), ['Me', 'Speaks', 'Free', 'Busy', 'Half'])
  assert.deepEqual(names(null), ['Me', 'Speaks', 'Free', 'Busy', 'Half'], 'without a limit by people for each hour')
})

test('what helps to choose stands under the name', () => {
  const halima = candidate({
    name: 'Halima',
    languages: ['en', 'so', 'ar'],
    load: { open: 12, inYear: 30, samePractice: 3 },
  })
  assert.equal(
    sayCandidate(halima, 'so', team),
    'Speaks their language, Somali. 12 of 60 people. 3 from the same GP practice. Works Monday to Friday',
  )
  assert.equal(
    sayCandidate(halima, 'en', team),
    'Speaks Somali and Arabic too. 12 of 60 people. 3 from the same GP practice. Works Monday to Friday',
  )
  assert.equal(speaks(halima, 'ar-SD'), true)
  assert.equal(speaks(halima, 'pl'), false)
})
