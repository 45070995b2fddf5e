import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import type { EpisodeStatus } from '#care/support/index.ts'
import { teamActor } from '#registers/teams/index.ts'

/** The work with a person, as far as connecting them needs it. */
export interface ConnectedEpisode {
  id: Id
  personId: Id
  status: EpisodeStatus
}

/** An episode of the caller's team. Throws NotFound for another team's as for none. */
export async function getEpisode(tx: Tx, id: string): Promise<ConnectedEpisode> {
  const { teamId } = teamActor(tx.actor)
  const row = isId(id)
    ? await tx.first(
        db
          .selectFrom('support.episode')
          .select(['id', 'person_id as personId', 'status'])
          .where('team_id', '=', teamId)
          .where('id', '=', id),
      )
    : undefined
  if (!row) throw new NotFound('episode')
  return { ...row, status: row.status as EpisodeStatus }
}
