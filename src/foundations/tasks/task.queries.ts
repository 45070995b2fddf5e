import { db, type Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'

export interface NewTask {
  /** What is to be done, as a code: "answer-referral". Its words belong to whoever makes it. */
  kind: string
  about: { kind: string; id: Id }
  personId?: Id | null
  organisationId: Id
  teamId?: Id | null
  /** A named person, or nobody yet: then the role has it. */
  accountId?: Id | null
  role: string
  dueAt: Date
  /** When silence goes to the next role up. */
  escalate?: { at: Date; to: string }
  /** Codes and counts only. */
  detail?: Record<string, string | number | boolean>
}

/** Gives somebody something to do. While one of the same kind about the same record is open, no second is made. */
export function createTask(tx: Tx, task: NewTask): void {
  tx.add(
    'tasks.task',
    {
      partnership_id: tx.actor.partnershipId,
      id: newId(),
      kind: task.kind,
      about: task.about.kind,
      about_id: task.about.id,
      person_id: task.personId ?? null,
      organisation_id: task.organisationId,
      team_id: task.teamId ?? null,
      account_id: task.accountId ?? null,
      role: task.role,
      made_at: tx.now(),
      due_at: task.dueAt,
      escalate_at: task.escalate?.at ?? null,
      escalate_to: task.escalate?.to ?? null,
      detail: JSON.stringify(task.detail ?? {}),
    },
    { unlessThere: true },
  )
}

/** Ends the open tasks of some kinds about a record, whoever has them. */
export function endTasks(tx: Tx, kinds: readonly string[], aboutId: Id, status: 'done' | 'cancelled' = 'done'): void {
  tx.save(
    db.selectNoFrom(({ fn, val }) =>
      fn<number>('tasks.end_about', [val(kinds), val(aboutId), val(status), val(tx.now())]).as('ended'),
    ),
  )
}

/** Whether a task of a kind about a record is open; only tasks that the caller sees. */
export const hasOpenTask = async (tx: Tx, kind: string, aboutId: Id): Promise<boolean> =>
  (await tx.first(
    db
      .selectFrom('tasks.task')
      .select('id')
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('kind', '=', kind)
      .where('about_id', '=', aboutId)
      .where('status', '=', 'open'),
  )) !== undefined

/** Gives the open tasks about a record to a named person. Only tasks that the caller sees. */
export function assignTasks(tx: Tx, aboutId: Id, accountId: Id): void {
  tx.save(
    db
      .updateTable('tasks.task')
      .set({ account_id: accountId })
      .where('about_id', '=', aboutId)
      .where('status', '=', 'open'),
  )
}

export type Task = Awaited<ReturnType<typeof listOpenTasks>>[number]

/** The open tasks that the caller may see, most pressing first: those of a person by name, of their team, or of a role of theirs. */
export const listOpenTasks = (tx: Tx, limit = 200) =>
  tx.read(
    db
      .selectFrom('tasks.task')
      .select([
        'id',
        'kind',
        'about',
        'about_id',
        'person_id',
        'account_id',
        'role',
        'due_at',
        'escalated_at',
        'detail',
      ])
      .where('status', '=', 'open')
      .orderBy('due_at')
      .limit(limit),
  )

/** Passes tasks that nobody did in time to the next role up; answers which. */
export const escalateDueTasks = (tx: Tx): Promise<{ partnership_id: Id; id: Id; kind: string }[]> =>
  tx.query('select * from tasks.escalate_due($1)', [tx.now()])
