import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readContact, readLink } from './contact-words.rules.ts'

const CASES: [text: string, emails: string[], telephones: string[], faults?: RegExp][] = [
  ['01632 960 111', [], ['01632 960 111']],
  ['admin@club.example', ['admin@club.example'], []],
  ['admin@club.example; / 01632 960111 (mornings)', ['admin@club.example'], ['01632 960111']],
  ['07700 900001\n01632 960222', [], ['07700 900001', '01632 960222']],
  ['01632 \n960 222', [], ['01632 960 222']],
  ['07700 900001\n07700 900001', [], ['07700 900001']],
  ['+44 (0)20 7946 0018', [], ['+44 (0)20 7946 0018']],
  ['7700900001', [], ['07700900001']],
  ['see https://club.example/12345678', [], []],
  ['Ask at the desk', [], []],
  ['O7700900001', [], [], /^"O7700900001" is no telephone number$/],
  ['00000000000', [], [], /no telephone number/],
  ['4.48E+11', [], [], /^"4\.48E\+11" is neither/],
  ['a..b@club.example', [], [], /^"a\.\.b@club\.example" is no e-mail address$/],
  ['ceo@club', [], [], /no e-mail address/],
]

for (const [text, emails, telephones, fault] of CASES)
  test(`contacts in ${JSON.stringify(text)}`, () => {
    const read = readContact(text)
    assert.deepEqual([read.emails, read.telephones], [emails, telephones])
    assert.match(read.faults.join('; '), fault ?? /^$/)
  })

const LINKS: [text: string, link: string | undefined][] = [
  ['www.club.example', 'https://www.club.example/'],
  ['http://club.example/a', 'http://club.example/a'],
  ['https://club.example https://other.example', 'https://club.example/'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['ask at the desk', undefined],
  ['https://user:secret@club.example', undefined],
]

for (const [text, link] of LINKS) test(`link in ${text}`, () => assert.equal(readLink(text), link))
