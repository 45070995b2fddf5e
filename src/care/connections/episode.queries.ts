import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import type { EpisodeStatus } from '#care/support/index.ts'
import { isNeed, type Need } from '#registers/directory/index.ts'
import { teamActor } from './connection.policy.ts'

/** The work with a person, as far as connecting them needs it. */
export interface ConnectedEpisode {
  id: Id
  personId: Id
  status: EpisodeStatus
  workerId: Id | null
  /** What they were referred for. */
  needs: Need[]
}

/** An episode of the caller's team. Throws NotFound for another team's as for none. */
export async function getEpisode(tx: Tx, id: string): Promise<ConnectedEpisode> {
  const { teamId } = teamActor(tx.actor)
  const row = isId(id)
    ? await tx.first(
        db
          .selectFrom('support.episode as e')
          .leftJoin('referrals.referral as r', (on) =>
            on.onRef('r.partnership_id', '=', 'e.partnership_id').onRef('r.id', '=', 'e.referral_id'),
          )
          .select(['e.id', 'e.person_id as personId', 'e.status', 'e.worker_account_id as workerId', 'r.reasons'])
          .where('e.team_id', '=', teamId)
          .where('e.id', '=', id),
      )
    : undefined
  if (!row) throw new NotFound('episode')
  return { ...row, status: row.status as EpisodeStatus, needs: (row.reasons ?? []).filter(isNeed) }
}
