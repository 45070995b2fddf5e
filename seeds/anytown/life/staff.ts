import type { Actor } from '#platform/context.ts'
import type { Id } from '#platform/ids.ts'
import { organisationId, teamId } from '../load-organisations.ts'
import type { Member, Team } from '../teams.ts'
import type { Life } from './life.type.ts'
import { accountId } from './request.ts'

export type Staff = Extract<Actor, { kind: 'account' }>

/** The link worker of a life, signed in. */
export const workerOf = (partnershipId: Id, { team, worker }: Pick<Life, 'team' | 'worker'>): Staff =>
  staff(partnershipId, team, worker, 'link_worker')

/** The manager of the team, signed in. */
export const managerOf = (partnershipId: Id, { team, manager }: Pick<Life, 'team' | 'manager'>): Staff =>
  staff(partnershipId, team, manager, 'team_manager')

const staff = (partnershipId: Id, team: Team, { email, name }: Member, role: string): Staff => ({
  kind: 'account',
  partnershipId,
  accountId: accountId(partnershipId, email),
  organisationId: organisationId(team.organisation),
  teamId: teamId(team.key),
  roles: [role],
  name,
})
