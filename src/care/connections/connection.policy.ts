import type { Actor } from '#platform/context.ts'

/** Who may connect people to groups: the same for each of a team's pages. */
export const CONNECTION_POLICY = { roles: ['link_worker', 'team_manager'] } as const

/** Who may keep a group's side: its own members, each for their own organisation. */
export const GROUP_POLICY = { roles: ['provider'] } as const

/** Whether somebody acts for the group that a connection leads to: by its link, or signed in as a member of it. */
export const actsForGroup = (actor: Actor): boolean =>
  actor.kind === 'link' || (actor.kind === 'account' && !actor.teamId && actor.roles.includes('provider'))
