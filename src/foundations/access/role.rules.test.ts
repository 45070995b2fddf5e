import assert from 'node:assert/strict'
import { test } from 'node:test'
import { homeOf, inOrder, roleWord } from './role.rules.ts'

const CASES: [roles: string[], word: string, home: string][] = [
  [[], 'member of staff', '/account'],
  [['link_worker'], 'link worker', '/today'],
  [['administrator', 'team_manager', 'link_worker'], 'link worker', '/today'],
  [['safeguarding_lead', 'team_manager'], 'team manager', '/today'],
  [['referrer'], 'referrer', '/refer'],
  [['provider', 'referrer'], 'referrer', '/refer'],
  [['administrator'], 'administrator', '/administration'],
  [['safeguarding_lead'], 'safeguarding lead', '/safeguarding'],
  [['analyst'], 'analyst', '/overview'],
  [['administrator', 'commissioner'], 'commissioner', '/overview'],
  [['provider'], 'community group', '/coming'],
  [['no_such_role'], 'member of staff', '/account'],
]

for (const [roles, word, home] of CASES)
  test(`${roles.join(' and ') || 'no role'}: ${word}, starts at ${home}`, () => {
    assert.deepEqual([roleWord(roles), homeOf(roles)], [word, home])
  })

test('roles come in one order, and unknown ones not at all', () => {
  assert.deepEqual(inOrder(['administrator', 'x', 'link_worker']), ['link_worker', 'administrator'])
})
