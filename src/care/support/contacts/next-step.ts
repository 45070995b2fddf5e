import { addWorkingDays } from '#engines/working-days/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { instantAt, type Day } from '#platform/days.ts'
import { createTask, endTasks } from '#foundations/tasks/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { STEP_KINDS, type Step } from './contact.rules.ts'
import type { TeamEpisode } from './episode-change.queries.ts'

/**
 * Ends the step of an episode that was open and makes the next one: somebody's task by a day, which goes up when nobody does
 * it. The caller writes the same day as the episode's next date.
 */
export function setNextStep(
  tx: Tx,
  { id, personId, teamId, workerId }: Pick<TeamEpisode, 'id' | 'personId' | 'teamId' | 'workerId'>,
  step: Step,
): void {
  endTasks(tx, STEP_KINDS, id)
  createTask(tx, {
    kind: step.kind,
    about: { kind: 'episode', id },
    personId,
    organisationId: teamActor(tx.actor).organisationId,
    teamId,
    accountId: workerId,
    role: workerId ? 'link_worker' : 'team_manager',
    dueAt: closeOf(step.on),
    escalate: {
      at: closeOf(addWorkingDays(step.on, PATIENCE[step.kind])),
      to: workerId ? 'team_manager' : 'administrator',
    },
    detail: { tries: step.tries },
  })
}

/** How many working days after its day a step goes to the manager. A letter that was not answered goes there on the day. */
const PATIENCE: Record<Step['kind'], number> = {
  'first-contact': 1,
  'next-contact': 5,
  'send-letter': 2,
  'answer-to-letter': 0,
  'resume-episode': 5,
  'close-episode': 5,
}

/** The end of a working day: 5pm. */
const closeOf = (day: Day): Date => instantAt(day, 17 * 60)
