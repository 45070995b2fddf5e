import { ROLE_NAMES, roleWord, type Access, type ReviewedAccount } from '#foundations/access/index.ts'
import { dayOf, daysBetween, sayDay, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'

export type TakeRefusal = 'oneself' | 'last-administrator' | 'none-already'

/** Whether an administrator may take somebody's access away. `administrators`: all who have access, this account too if it is one. */
export function mayTakeAccess(
  { id, disabledAt }: Access,
  { by, administrators }: { by: Id; administrators: readonly Id[] },
): Decision<void, TakeRefusal> {
  if (id === by) return refuse('oneself')
  if (disabledAt !== null) return refuse('none-already')
  if (administrators.every((one) => one === id)) return refuse('last-administrator')
  return allow(undefined)
}

/** What somebody is, and in which team: "Team manager and safeguarding lead (Riverside link workers)". */
export function sayHeld(roles: ReviewedAccount['roles'], teamNames: ReadonlyMap<Id, string>): string {
  if (roles.length === 0) return 'No role'
  const byTeam = [...Map.groupBy(roles, ({ teamId }) => teamId)].map(([teamId, held]) => {
    const words = new Intl.ListFormat('en-GB').format(wordsInOrder(held.map(({ role }) => role)))
    const team = teamId && teamNames.get(teamId)
    return team ? `${words} (${team})` : words
  })
  const said = byTeam.join('; ')
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`
}

const wordsInOrder = (roles: readonly string[]): string[] =>
  ROLE_NAMES.filter((role) => roles.includes(role)).map((role) => roleWord([role]))

/** When somebody last signed in, as a day and how long ago that is: "Never". */
export function sayLastSignIn(at: Date | null, today: Day): string {
  if (!at) return 'Never'
  const days = daysBetween(dayOf(at), today)
  if (days <= 0) return 'Today'
  return days === 1 ? 'Yesterday' : `${sayDay(dayOf(at), today)}, ${days} days ago`
}

/** Whether one-time codes are set up. */
export const saySecondFactor = ({ secondFactor }: Pick<ReviewedAccount, 'secondFactor'>): string =>
  secondFactor ? 'Set up' : 'Not set up yet'
