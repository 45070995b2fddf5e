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
const OVERSIGHT: readonly Link[] = [
  { href: '/safeguarding', text: 'Safeguarding' },
  { href: '/people', text: 'People' },
  FIND,
]
const OVERVIEW: readonly Link[] = [
  { href: '/overview', text: 'Overview' },
  { href: '/insight/unmet-need', text: 'Unmet need' },
  { href: '/link-workers', text: 'Find a link worker' },
  FIND,
]
const ADMINISTRATION: Link = { href: '/administration', text: 'Administration' }
const ADMINISTRATOR: readonly Link[] = [
  { href: '/administration', text: 'To look at' },
  { href: '/organisations', text: 'Organisations' },
  { href: '/accounts', text: 'People with access' },
  { href: '/settings', text: 'Settings' },
  { href: '/journal', text: 'Journal' },
]
const COMING: Link = { href: '/coming', text: 'People coming' }
const ACCOUNT: Link = { href: '/account', text: 'My account' }

/**
 * What the header offers: at most four items in public, since "Urgent help" is always drawn, five for staff beside their
 * account. What is not built is not there. Who also looks after the partnership finds that in the place of "Find support".
 */
export function navigationFor(roles: readonly string[] | undefined): readonly Link[] {
  if (!roles) return ANYONE
  const work = workOf(roles)
  if (!roles.includes('administrator')) return [...(work ?? [FIND]), ACCOUNT]
  return work ? [...work.filter((link) => link !== FIND), ADMINISTRATION, ACCOUNT] : [...ADMINISTRATOR, ACCOUNT]
}

/** The pages of whoever works with people, groups or figures here, by the role that comes first; undefined for the others. */
function workOf(roles: readonly string[]): readonly Link[] | undefined {
  if (roles.includes('link_worker')) return [...WORK, TEAM]
  if (roles.includes('team_manager')) return [TEAM, ...WORK]
  if (roles.includes('safeguarding_lead')) return OVERSIGHT
  if (roles.includes('referrer')) return roles.includes('provider') ? [COMING, ...REFERRER] : REFERRER
  if (roles.includes('provider')) return [COMING, FIND]
  if (roles.includes('commissioner') || roles.includes('analyst')) return OVERVIEW
  return undefined
}
