import type { Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { EpisodeStatus } from '../episode.rules.ts'

/** One stretch of the team's work with a person. */
export interface EpisodeBrief {
  id: Id
  status: EpisodeStatus
  openedAt: Date
  closedAt: Date | null
  nextDate: Day | null
  workerId: Id | null
  worker: string | null
  referralId: Id | null
  /** The needs for which they were referred; none where they came back by themselves. */
  reasons: string[]
  /** How many safeguarding notes there are; what they say is another matter. */
  safeguardingNotes: number
}

/** How a person stands with the caller's team. */
export interface Standing {
  personId: Id
  team: { id: Id; name: string; workerWord: string; telephone: string | null }
  /** The latest first. */
  episodes: EpisodeBrief[]
  /** The latest referral to this team. */
  referralId: Id | null
}

/** By whom a record is asked for. */
export type Which = { personId: string } | { episodeId: string }

/**
 * How somebody stands with the caller's team. Throws NotFound where this team is not involved with them (any more), whoever
 * else is: another team, a practice and a stranger cannot tell such a person from one who is not there. One statement.
 */
export async function getStanding(tx: Tx, which: Which): Promise<Standing> {
  const { teamId, organisationId } = teamActor(tx.actor)
  const [personId, episodeId] = 'personId' in which ? [which.personId, null] : [null, which.episodeId]
  if (!isId(personId ?? episodeId)) throw new NotFound('person')
  const [row] = await tx.query<Row>(STANDING, [
    tx.actor.partnershipId,
    teamId,
    organisationId,
    personId,
    episodeId,
    tx.now(),
  ])
  if (!row) throw new NotFound('person')
  return {
    personId: row.person_id,
    team: { id: teamId, name: row.name, workerWord: row.worker_singular, telephone: row.telephone },
    referralId: row.referral_id,
    episodes: row.episodes.map((e) => ({
      ...e,
      openedAt: new Date(e.openedAt),
      closedAt: e.closedAt ? new Date(e.closedAt) : null,
    })),
  }
}

const STANDING = `select i.person_id, t.name, t.worker_singular, t.telephone,
  (select r.id from referrals.referral r where r.partnership_id = $1 and r.person_id = i.person_id and r.team_id = $2
    order by r.received_at desc limit 1) as referral_id,
  (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'status', e.status, 'openedAt', e.opened_at, 'closedAt', e.closed_at,
      'nextDate', e.next_date, 'workerId', e.worker_account_id, 'worker', a.name, 'referralId', e.referral_id,
      'reasons', coalesce((select r.reasons from referrals.referral r where r.partnership_id = $1 and r.id = e.referral_id), '{}'),
      'safeguardingNotes', (select count(n.id) from support.safeguarding_note n where n.partnership_id = $1 and n.episode_id = e.id))
      order by e.opened_at desc), '[]')
    from support.episode e left join access.account a on a.partnership_id = $1 and a.id = e.worker_account_id
    where e.partnership_id = $1 and e.person_id = i.person_id and e.team_id = $2) as episodes
from people.involvement i join teams.team t on t.partnership_id = $1 and t.id = i.team_id
where i.partnership_id = $1 and i.organisation_id = $3 and i.reason = 'team' and i.team_id = $2 and (i.until is null or i.until > $6)
  and i.person_id = coalesce($4::uuid, (select e.person_id from support.episode e where e.partnership_id = $1 and e.id = $5::uuid and e.team_id = $2))`

interface Row {
  person_id: Id
  name: string
  worker_singular: string
  telephone: string | null
  referral_id: Id | null
  episodes: (Omit<EpisodeBrief, 'openedAt' | 'closedAt'> & { openedAt: string; closedAt: string | null })[]
}
