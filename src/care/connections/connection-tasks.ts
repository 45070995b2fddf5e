import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { createTask } from '#foundations/tasks/index.ts'
import { dueIn } from './connection.rules.ts'
import type { LockedConnection } from './move-connection.queries.ts'

/** What the worker is asked to do about a connection, as it is read; each leads to `/connections/{id}`. */
export const CONNECTION_TASKS = {
  'find-another': 'Find another place for them',
  'chase-offer': 'Ring the group: they have not answered',
  'plan-first-visit': 'Agree the day of the first visit',
  'ask-about-waiting-list': 'Ask how the waiting list moves',
  'ask-about-visit': 'Ask how they are: they did not come the first time',
  'tell-person': 'Tell them the news yourself',
  'tell-group': 'Tell the group that they are not coming',
} as const
export type ConnectionTask = keyof typeof CONNECTION_TASKS

/** Every task about a connection: all end when it does. */
export const ALL_TASKS = Object.keys(CONNECTION_TASKS) as ConnectionTask[]

/** By when, in working days, and how many more until the team manager has it. */
const LIMITS: Record<ConnectionTask, { due: number; more: number }> = {
  'find-another': { due: 2, more: 3 },
  'chase-offer': { due: 1, more: 2 },
  'plan-first-visit': { due: 5, more: 3 },
  'ask-about-waiting-list': { due: 20, more: 5 },
  'ask-about-visit': { due: 1, more: 2 },
  'tell-person': { due: 1, more: 2 },
  'tell-group': { due: 1, more: 2 },
}

type Whose = Pick<LockedConnection, 'personId' | 'teamId' | 'organisationId' | 'workerId'> & { id: Id }

/** Gives the person's link worker something to do about a connection; without one, the team manager. Never silence. */
export function askWorker(
  tx: Tx,
  kind: ConnectionTask,
  { id, personId, teamId, organisationId, workerId }: Whose,
): void {
  const { due, more } = LIMITS[kind]
  createTask(tx, {
    kind,
    about: { kind: 'connection', id },
    personId,
    organisationId,
    teamId,
    accountId: workerId,
    role: workerId ? 'link_worker' : 'team_manager',
    dueAt: dueIn(tx.now(), due),
    escalate: { at: dueIn(tx.now(), due + more), to: workerId ? 'team_manager' : 'administrator' },
  })
}
