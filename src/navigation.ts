import type { Link } from '#ui/shell.tsx'

const FIND: Link = { href: '/find', text: 'Find support' }
const ANYONE: readonly Link[] = [
  FIND,
  { href: '/ask', text: 'Ask for help' },
  { href: '/refer', text: 'For professionals' },
  { href: '/for-groups', text: 'For groups' },
]
const REFERRER: readonly Link[] = [
  { href: '/refer', text: 'Refer someone' },
  { href: '/referrals/sent', text: 'My referrals' },
  FIND,
]
const TEAM: Link = { href: '/team', text: 'Team' }
const WORK: readonly Link[] = [
  { href: '/today', text: 'Today' },
  { href: '/people', text: 'People' },
  { href: '/referrals', text: 'Referrals' },
  FIND,
]
const ADMINISTRATOR: readonly Link[] = [
  { href: '/administration', text: 'To look at' },
  { href: '/organisations', text: 'Organisations' },
  { href: '/accounts', text: 'People with access' },
  { href: '/settings', text: 'Settings' },
  { href: '/journal', text: 'Journal' },
]
const ACCOUNT: Link = { href: '/account', text: 'My account' }

/**
 * What the header offers: at most four items in public, since "Urgent help" is always drawn, five for staff beside their account. What is not
 * built is not there.
 */
export function navigationFor(roles: readonly string[] | undefined): readonly Link[] {
  if (!roles) return ANYONE
  if (roles.includes('link_worker')) return [...WORK, TEAM, ACCOUNT]
  if (roles.includes('team_manager')) return [TEAM, ...WORK, ACCOUNT]
  if (roles.includes('referrer')) return [...REFERRER, ACCOUNT]
  if (roles.includes('administrator')) return [...ADMINISTRATOR, ACCOUNT]
  return [FIND, ACCOUNT]
}
