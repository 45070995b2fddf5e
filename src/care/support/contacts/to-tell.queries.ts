import { actorId } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { TeamEpisode } from './episode-change.queries.ts'

/** News that could not be written to a person: somebody of the team tells them. */
export interface ToTell {
  about: string
  aboutId: Id
}

type Whom = Pick<TeamEpisode, 'personId' | 'teamId'>

/** What a person has not heard yet from the team, the oldest first. One statement. */
export const listToTell = (tx: Tx, { personId, teamId }: Whom): Promise<ToTell[]> =>
  tx.read(
    db
      .selectFrom('tasks.task')
      .select(['about', 'about_id as aboutId'])
      .where('team_id', '=', teamId)
      .where('person_id', '=', personId)
      .where('kind', '=', 'tell-person')
      .where('status', '=', 'open')
      .orderBy('made_at'),
  )

/** Whoever was talked with at an instant has heard what there was to tell by then: those tasks are done. */
export const endToTell = (tx: Tx, { personId, teamId }: Whom, heardAt: Date): void =>
  tx.save(
    db
      .updateTable('tasks.task')
      .set({ status: 'done', ended_at: tx.now(), ended_by: actorId(tx.actor) ?? null })
      .where('team_id', '=', teamId)
      .where('person_id', '=', personId)
      .where('kind', '=', 'tell-person')
      .where('status', '=', 'open')
      .where('made_at', '<=', heardAt),
  )
