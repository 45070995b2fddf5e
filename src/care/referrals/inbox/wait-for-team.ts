import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { createTask, endTasks } from '#foundations/tasks/index.ts'
import { answerDue, answerEscalates } from '../promise.rules.ts'

interface Waiting {
  id: Id
  personId: Id
  teamId: Id
  /** The team's. */
  organisationId: Id
  ownerId: Id | null
}

/** The question has its answer, whoever wrote it down: the chasing ends, and the team must say yes or no again. */
export function waitForTeam(tx: Tx, { id, personId, teamId, organisationId, ownerId }: Waiting): void {
  endTasks(tx, ['chase-referrer'], id)
  createTask(tx, {
    kind: 'answer-referral',
    about: { kind: 'referral', id },
    personId,
    organisationId,
    teamId,
    accountId: ownerId,
    role: 'team_manager',
    dueAt: answerDue(tx.now()),
    escalate: { at: answerEscalates(tx.now()), to: 'administrator' },
  })
}
