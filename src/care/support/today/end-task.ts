import type { Context } from '#platform/context.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { NotFound } from '#platform/errors.ts'
import { isId } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { wordsOf } from './task-words.ts'
import { lockTask } from './today.queries.ts'

/**
 * Somebody of the team says that a task is done which nothing in the program can see: a call was made, a letter posted. Twice
 * is once. Refuses tasks that end by doing them. Throws NotFound for another team's.
 */
export const endTask = (ctx: Context, id: string): Promise<Decision<null, 'ends-by-itself'>> =>
  ctx.transaction(async (tx) => {
    const { teamId } = teamActor(tx.actor)
    const task = isId(id) ? await lockTask(tx, teamId, id) : undefined
    if (!task) throw new NotFound('task')
    if (!wordsOf(task.kind).endsByHand) return refuse('ends-by-itself')
    if (task.status !== 'open') return allow(null)
    endTasks(tx, [task.kind], task.aboutId)
    journal(tx, 'task.done', {
      subjectId: task.id,
      personId: task.personId ?? undefined,
      detail: { kind: task.kind, about: task.about, aboutId: task.aboutId },
    })
    return allow(null)
  })
