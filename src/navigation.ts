import type { Link } from '#ui/shell.tsx'

const ANYONE: readonly Link[] = [
  { href: '/find', text: 'Find support' },
  { href: '/link-workers', text: 'Find a link worker' },
]

/** What the header offers: at most four items, since "Urgent help" is always drawn. What is not built is not there. */
export const navigationFor = (signedIn: boolean): readonly Link[] =>
  signedIn ? [...ANYONE, { href: '/account', text: 'My account' }] : ANYONE
