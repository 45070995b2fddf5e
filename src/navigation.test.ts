import assert from 'node:assert/strict'
import test from 'node:test'
import { homeOf, ROLE_NAMES } from '#foundations/access/index.ts'
import { navigationFor } from './navigation.ts'

const words = (...roles: string[]) => navigationFor(roles).map(({ text }) => text)

test('each role finds its pages, five at most beside the account', () => {
  assert.deepEqual(words('link_worker'), ['Today', 'People', 'Referrals', 'Find support', 'Team', 'My account'])
  assert.deepEqual(words('team_manager', 'safeguarding_lead'), [
    'Team',
    'Today',
    'People',
    'Referrals',
    'Find support',
    'My account',
  ])
  assert.deepEqual(words('safeguarding_lead'), ['Safeguarding', 'People', 'Find support', 'My account'])
  assert.deepEqual(words('commissioner'), [
    'Overview',
    'Unmet need',
    'Find a link worker',
    'Find support',
    'My account',
  ])
  assert.deepEqual(words('provider'), ['People coming', 'Find support', 'My account'])
  assert.ok((navigationFor(undefined) ?? []).length <= 4)
})

test('who also looks after the partnership finds that, and still no more than five', () => {
  assert.deepEqual(words('administrator'), [
    'To look at',
    'Organisations',
    'People with access',
    'Settings',
    'Journal',
    'My account',
  ])
  for (const role of ROLE_NAMES) {
    const both = words(role, 'administrator')
    assert.ok(both.length <= 6, role)
    assert.ok(
      both.some((text) => /To look at|Administration/.test(text)),
      role,
    )
  }
})

test('who signs in starts at a page that is in their header', () => {
  for (const role of ROLE_NAMES) {
    const header = navigationFor([role]).map(({ href }) => href)
    assert.ok(header.includes(homeOf([role])), role)
  }
})
