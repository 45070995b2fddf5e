import { addWorkingDays } from '#engines/working-days/index.ts'
import { interpret, score, type Answers, type Measure } from '#engines/measures/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf, instantAt } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { createTask } from '#foundations/tasks/index.ts'

export interface Flagged {
  responseId: Id
  personId: Id
  organisationId: Id
  teamId: Id
  /** Who looks: the link worker; null: the team manager. */
  workerId: Id | null
  measure: Measure
  answers: Answers
}

/**
 * Makes a task of answers that somebody must look at, by the end of the next working day. A score does not say who needs
 * help first: the task asks a human being to read the answers and talk with the person. Answers whether urgent help is to be
 * shown at once.
 */
export function raiseFlags(
  tx: Tx,
  { measure, answers, responseId, personId, organisationId, teamId, workerId }: Flagged,
): { urgentHelp: boolean } {
  const scored = score(measure, answers)
  const flags = interpret(measure, scored.ok ? scored.value : new Map(), answers).flags.filter(
    ({ action }) => action !== 'say',
  )
  if (flags.length > 0) {
    const today = dayOf(tx.now())
    createTask(tx, {
      kind: 'read-answers',
      about: { kind: 'response', id: responseId },
      personId,
      organisationId,
      teamId,
      accountId: workerId,
      role: workerId ? 'link_worker' : 'team_manager',
      dueAt: instantAt(addWorkingDays(today, 1), 17 * 60),
      escalate: { at: instantAt(addWorkingDays(today, 2), 17 * 60), to: workerId ? 'team_manager' : 'administrator' },
      detail: { measure: measure.code, flag: flags[0]!.id },
    })
  }
  return { urgentHelp: flags.some(({ action }) => action === 'urgent-help') }
}
