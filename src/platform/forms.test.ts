import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import * as fields from './forms.ts'
import { emptyForm, issueOf, readForm, withIssue } from './forms.ts'

/** The value of one field, or its message and the input it belongs to. */
function read(field: z.ZodType, body: Record<string, unknown>) {
  const result = readForm(z.object({ it: field }), body)
  return result.ok ? result.value.it : result.form.issues.map(({ path, message }) => `${path}: ${message}`).join(' | ')
}

const date = (day: unknown, month: unknown, year: unknown) => ({ 'it-day': day, 'it-month': month, 'it-year': year })

const cases: [string, z.ZodType, Record<string, unknown>, unknown][] = [
  ['day: plain', fields.day('your date of birth'), date('2', '1', '1950'), '1950-01-02'],
  ['day: spaces', fields.day('it'), date(' 02 ', ' 1', '1950 '), '1950-01-02'],
  ['day: a month in words', fields.day('it'), date('2', 'January', '1950'), '1950-01-02'],
  ['day: a short month', fields.day('it'), date('9', 'sept', '2026'), '2026-09-09'],
  ['day: leap day', fields.day('it'), date('29', '2', '2024'), '2024-02-29'],
  ['day: no leap year', fields.day('it'), date('29', '2', '2023'), 'it-day: The date must be a real date'],
  ['day: century that is none', fields.day('it'), date('29', '2', '1900'), 'it-day: The date must be a real date'],
  ['day: 31 April', fields.day('it'), date('31', '4', '2026'), 'it-day: The date must be a real date'],
  ['day: month 13', fields.day('it'), date('1', '13', '2026'), 'it-day: The date must be a real date'],
  ['day: zero', fields.day('it'), date('0', '1', '2026'), 'it-day: The date must be a real date'],
  ['day: letters', fields.day('it'), date('x', '1', '2026'), 'it-day: The date must be a real date'],
  ['day: short year', fields.day('it'), date('2', '1', '50'), 'it-year: The year must have 4 numbers, like 1950'],
  ['day: none', fields.day('your date of birth'), {}, 'it-day: Enter your date of birth'],
  ['day: empty', fields.day('your date of birth'), date('', '', ''), 'it-day: Enter your date of birth'],
  ['day: no month', fields.day('it'), date('2', '', '1950'), 'it-month: The date must include a month'],
  ['day: only a year', fields.day('it'), date('', '', '1950'), 'it-day: The date must include a day and a month'],
  ['day: not even an object', fields.day('it'), { it: 'soon' }, 'it-day: Enter it'],
  ['day: sent twice', fields.day('it'), date(['1', '2'], '1', '1950'), 'it-day: The date must include a day'],
  ['optional day: none', fields.optionalDay('it'), {}, null],
  [
    'optional day: half',
    fields.optionalDay('it'),
    date('2', '', ''),
    'it-month: The date must include a month and a year',
  ],
  ['optional day: whole', fields.optionalDay('it'), date('2', '1', '1950'), '1950-01-02'],
  ['text: trimmed', fields.text('your name', 5), { it: ' Grace ' }, 'Grace'],
  ['text: missing', fields.text('your name', 5), {}, 'it: Enter your name'],
  ['text: blank', fields.text('your name', 5), { it: '   ' }, 'it: Enter your name'],
  ['text: too long', fields.text('your name', 5), { it: 'Gracey' }, 'it: Your name must be 5 characters or fewer'],
  ['text: line ends count once', fields.text('it', 3), { it: 'a\r\nb' }, 'a\nb'],
  ['text: NUL', fields.text('it', 3), { it: 'a\0b' }, 'ab'],
  ['text: sent twice', fields.text('it', 5), { it: ['a', 'b'] }, 'a'],
  ['text: not a string', fields.text('it', 5), { it: 7 }, 'it: Enter it'],
  ['optional text: none', fields.optionalText('it', 3), {}, null],
  ['optional text: blank', fields.optionalText('it', 3), { it: ' ' }, null],
  ['optional text: some', fields.optionalText('it', 3), { it: ' ab' }, 'ab'],
  [
    'optional text: too long',
    fields.optionalText('a note', 3),
    { it: 'abcd' },
    'it: A note must be 3 characters or fewer',
  ],
  ['choice', fields.choice(['yes', 'no'], 'Select yes or no'), { it: 'no' }, 'no'],
  ['choice: none', fields.choice(['yes', 'no'], 'Select yes or no'), {}, 'it: Select yes or no'],
  ['choice: foreign', fields.choice(['yes', 'no'], 'Select yes or no'), { it: 'maybe' }, 'it: Select yes or no'],
  ['choices: one box', fields.choices(['a', 'b'], 'Select one'), { it: 'b' }, ['b']],
  ['choices: two boxes', fields.choices(['a', 'b'], 'Select one'), { it: ['a', 'b'] }, ['a', 'b']],
  ['choices: none needed', fields.choices(['a', 'b']), {}, []],
  ['choices: one needed', fields.choices(['a', 'b'], 'Select one'), {}, 'it: Select one'],
  ['choices: two foreign, one message', fields.choices(['a'], 'Select one'), { it: ['x', 'y'] }, 'it: Select one'],
  ['postcode: spelled together', fields.postcode(), { it: 'zz11aa' }, 'ZZ1 1AA'],
  ['postcode: long', fields.postcode(), { it: ' zz1a  1aa. ' }, 'ZZ1A 1AA'],
  ['postcode: half', fields.postcode(), { it: 'ZZ1' }, 'it: Enter a full postcode, like ZZ1 1AA'],
  ['postcode: none', fields.postcode('your postcode'), {}, 'it: Enter your postcode'],
  ['telephone: spaces', fields.telephone(), { it: '07700 900 123' }, '07700900123'],
  ['telephone: from abroad', fields.telephone(), { it: '+44 (0)7700 900-123' }, '07700900123'],
  ['telephone: 0044', fields.telephone(), { it: '0044 1632 960001' }, '01632960001'],
  ['telephone: other country', fields.telephone(), { it: '+353 20 912 7000' }, '+353209127000'],
  [
    'telephone: short',
    fields.telephone(),
    { it: '0770' },
    'it: Enter a telephone number, like 01632 960001 or 07700 900123',
  ],
  [
    'telephone: words',
    fields.telephone(),
    { it: 'ask me' },
    'it: Enter a telephone number, like 01632 960001 or 07700 900123',
  ],
  ['telephone: left out', fields.optional(fields.telephone()), { it: '' }, null],
  [
    'telephone: optional but wrong',
    fields.optional(fields.telephone()),
    { it: '1' },
    'it: Enter a telephone number, like 01632 960001 or 07700 900123',
  ],
  ['email', fields.email(), { it: ' A.Patel@Example.ORG ' }, 'A.Patel@example.org'],
  [
    'email: wrong',
    fields.email(),
    { it: 'a.patel' },
    'it: Enter an email address in the correct format, like name@example.org',
  ],
  ['email: none', fields.email('your work email'), { it: '' }, 'it: Enter your work email'],
]

for (const [name, field, body, expected] of cases) test(name, () => assert.deepEqual(read(field, body), expected))

const person = z
  .object({ name: fields.text('a name', 20), born: fields.day('a date of birth'), reason: fields.text('a reason', 9) })
  .refine((typed) => typed.name !== typed.reason, { path: ['name'], message: 'Enter a reason, not the name' })

test('one message a field, in the order of the schema, and nothing typed is lost', () => {
  const body = {
    _csrf: 't',
    reason: 'much too long',
    name: 'Grace',
    'born-day': '31',
    'born-month': '',
    'born-year': '1950',
  }
  const result = readForm(person, body)
  assert.ok(!result.ok)
  assert.deepEqual(result.form.issues, [
    { path: 'born-month', message: 'The date must include a month' },
    { path: 'reason', message: 'A reason must be 9 characters or fewer' },
  ])
  assert.deepEqual(result.form.values, {
    name: 'Grace',
    born: { day: '31', month: '', year: '1950' },
    reason: 'much too long',
  })
  assert.equal(issueOf(result.form, 'born')?.path, 'born-month')
  assert.equal(issueOf(result.form, 'name'), undefined)
})

test('a check over two fields takes its place on the page', () => {
  const both = z
    .object({ first: fields.optionalText('it', 9), second: fields.optionalText('it', 9) })
    .superRefine((_, ctx) => {
      ctx.addIssue({ code: 'custom', path: ['second'], message: 'two' })
      ctx.addIssue({ code: 'custom', path: ['first'], message: 'one' })
      ctx.addIssue({ code: 'custom', path: ['first'], message: 'one again' })
    })
  const result = readForm(both, {})
  assert.deepEqual(!result.ok && result.form.issues.map((issue) => issue.message), ['one', 'two'])
})

test('a name from outside cannot reach the prototype', () => {
  const result = readForm(z.object({ a: fields.text('it', 3) }), { a: '', '__proto__-day': '1' })
  assert.ok(!result.ok)
  assert.equal(Object.getPrototypeOf(result.form.values), Object.prototype)
  assert.equal(({} as { day?: string }).day, undefined)
})

test('no body at all reads as an empty form', () => {
  const result = readForm(person, undefined)
  assert.deepEqual(!result.ok && result.form.issues.map((issue) => issue.path), ['name', 'born-day', 'reason'])
})

test('a rule may add its own message to a form', () => {
  const form = withIssue(emptyForm({ code: '12' }), 'code', 'That code has been used')
  assert.equal(issueOf(form, 'code')?.message, 'That code has been used')
  assert.deepEqual(form.values, { code: '12' })
})
