import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#platform/context.ts'
import type { RoutePolicy } from '#platform/http/server.ts'
import { judge, type Verdict } from './route.policy.ts'

const partnershipId = 'p'
const ACTORS = {
  public: { kind: 'public', partnershipId },
  'link worker': {
    kind: 'account',
    partnershipId,
    accountId: 'a',
    organisationId: 'o',
    roles: ['link_worker'],
    name: '',
  },
  'staff without a role': { kind: 'account', partnershipId, accountId: 'a', organisationId: 'o', roles: [], name: '' },
  key: { kind: 'key', partnershipId, keyId: 'k', organisationId: 'o', scopes: ['teams:read'] },
} as const satisfies Record<string, Actor>

const POLICIES = {
  public: 'public',
  'signed-in': 'signed-in',
  worker: { roles: ['team_manager', 'link_worker'] },
  manager: { roles: ['team_manager'] },
  nobody: { roles: [] },
  teams: { scope: 'teams:read' },
  referrals: { scope: 'referrals:write' },
} as const satisfies Record<string, RoutePolicy>

/** Pages: one line a policy, one column a caller. */
const PAGES: Record<keyof typeof POLICIES, Record<keyof typeof ACTORS | 'half', Verdict>> = {
  public: { public: 'go', half: 'go', 'link worker': 'go', 'staff without a role': 'go', key: 'go' },
  'signed-in': {
    public: 'sign-in',
    half: 'second-factor',
    'link worker': 'go',
    'staff without a role': 'go',
    key: 'sign-in',
  },
  worker: {
    public: 'sign-in',
    half: 'second-factor',
    'link worker': 'go',
    'staff without a role': 'not-found',
    key: 'sign-in',
  },
  manager: {
    public: 'sign-in',
    half: 'second-factor',
    'link worker': 'not-found',
    'staff without a role': 'not-found',
    key: 'sign-in',
  },
  nobody: {
    public: 'sign-in',
    half: 'second-factor',
    'link worker': 'not-found',
    'staff without a role': 'not-found',
    key: 'sign-in',
  },
  teams: { public: 'no-key', half: 'no-key', 'link worker': 'no-key', 'staff without a role': 'no-key', key: 'go' },
  referrals: {
    public: 'no-key',
    half: 'no-key',
    'link worker': 'no-key',
    'staff without a role': 'no-key',
    key: 'wrong-scope',
  },
}

for (const [name, answers] of Object.entries(PAGES))
  for (const [who, expected] of Object.entries(answers))
    test(`a page for ${name}, asked for by ${who}: ${expected}`, () => {
      const policy = POLICIES[name as keyof typeof POLICIES]
      const actor = who === 'half' ? ACTORS.public : ACTORS[who as keyof typeof ACTORS]
      assert.equal(judge(policy, { actor, halfSignedIn: who === 'half', machine: false }), expected)
    })

/** Addresses for machines: only keys count. */
const MACHINES: Record<keyof typeof POLICIES, Record<'public' | 'key', Verdict>> = {
  public: { public: 'go', key: 'go' },
  'signed-in': { public: 'no-key', key: 'no-key' },
  worker: { public: 'no-key', key: 'no-key' },
  manager: { public: 'no-key', key: 'no-key' },
  nobody: { public: 'no-key', key: 'no-key' },
  teams: { public: 'no-key', key: 'go' },
  referrals: { public: 'no-key', key: 'wrong-scope' },
}

for (const [name, answers] of Object.entries(MACHINES))
  for (const [who, expected] of Object.entries(answers))
    test(`an address for machines for ${name}, asked for by ${who}: ${expected}`, () => {
      const asking = { actor: ACTORS[who as 'public' | 'key'], halfSignedIn: false, machine: true }
      assert.equal(judge(POLICIES[name as keyof typeof POLICIES], asking), expected)
    })
