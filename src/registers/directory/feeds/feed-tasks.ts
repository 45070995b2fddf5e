import { findAdministeringOrganisation } from '#foundations/access/index.ts'
import { createTask, endTasks } from '#foundations/tasks/index.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { Outcome } from './fetch-feed.ts'

const LOOK = 'look-at-feed'
/** So many harvests running that did not read a feed to its end are somebody's task. */
const RUNNING = 3

/** Asks whoever administers the partnership to look at a feed that keeps failing, once; and ends that when it is whole again. `newest` first. */
export async function askToLook(tx: Tx, sourceId: Id, newest: readonly Outcome[]): Promise<void> {
  if (newest[0] === 'complete') return endTasks(tx, [LOOK], sourceId)
  if (newest.length < RUNNING || newest.slice(0, RUNNING).includes('complete')) return
  const organisationId = await findAdministeringOrganisation(tx)
  if (!organisationId) return
  createTask(tx, {
    kind: LOOK,
    about: { kind: 'source', id: sourceId },
    organisationId,
    role: 'administrator',
    dueAt: new Date(tx.now().getTime() + 86_400_000),
  })
}
