/**
 * What members of staff may be, with the word a page says. The order counts: of several roles the first one names the
 * person ("Priya Nair, link worker") and stands in the journal.
 */
export const ROLES = {
  link_worker: 'link worker',
  team_manager: 'team manager',
  safeguarding_lead: 'safeguarding lead',
  referrer: 'referrer',
  provider: 'community group',
  commissioner: 'commissioner',
  analyst: 'analyst',
  administrator: 'administrator',
} as const

export type Role = keyof typeof ROLES

/** What a key may be made for, with what it opens. */
export const SCOPES = {
  'services:read': 'read the directory of services',
  'services:write': 'change services of its organisation',
  'referrals:write': 'send referrals',
  'referrals:read': 'read the referrals its organisation sent or takes',
  'teams:read': 'read which link worker teams there are',
  'hub:submit': 'deliver to the national hub',
  'hub:read': 'read what the hub publishes',
} as const

export type Scope = keyof typeof SCOPES

export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]]
export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]]

/** Roles in the order of `ROLES`, so that the first is the one to name. */
export const inOrder = (roles: readonly string[]): Role[] => ROLE_NAMES.filter((role) => roles.includes(role))

/** The word for somebody with these roles: "link worker"; "member of staff" for somebody who holds none. */
export function roleWord(roles: readonly string[]): string {
  const [first] = inOrder(roles)
  return first ? ROLES[first] : 'member of staff'
}

/** Where somebody with these roles starts after signing in: a local path. */
export function homeOf(roles: readonly string[]): string {
  const [first] = inOrder(roles).filter((role) => role in HOMES)
  return first ? HOMES[first as keyof typeof HOMES] : '/account'
}

const HOMES = {
  link_worker: '/today',
  team_manager: '/today',
  safeguarding_lead: '/safeguarding',
  referrer: '/refer',
  provider: '/coming',
  commissioner: '/overview',
  analyst: '/overview',
  administrator: '/administration',
} as const satisfies Partial<Record<Role, string>>
