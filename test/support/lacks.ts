import { serviceId } from '#seeds/anytown/load-directory.ts'
import { providerId } from '#seeds/anytown/provider-id.ts'
import type { ConnectionWorld } from './connections.ts'

/** A connection that came to nothing, many times over. */
export interface LackToAdd {
  status: 'waitlisted' | 'declined' | 'unanswered' | 'withdrawn'
  times: number
  reason?: string
  need?: string
  area?: string | null
  /** When it was said; 2 March 2026 unless told. */
  at?: string
  /** Where the connection stands now, if that has changed since. */
  now?: string
  /** Nobody asked the group before it was taken back. */
  unasked?: boolean
}

/**
 * Writes connections of one person straight into their tables, with the fact that ended each: for counting, where walking through
 * a hundred of them would take minutes. They are no whole connections; only what is counted is there. Of those that are open
 * (waitlisted, or accepted now) a person has one at most.
 */
export async function addLacks(world: ConnectionWorld, lacks: readonly LackToAdd[]): Promise<void> {
  const { episodeId } = await world.episode()
  const { owner } = world.town.test
  await owner.query('alter table connections.connection disable trigger starts_proposed')
  for (const lack of lacks) {
    const { status, times, reason, need = 'debt', area = 'ZZ1', at = '2026-03-02T10:00:00Z', now, unasked } = lack
    const made = `with made as (insert into connections.connection (partnership_id, id, episode_id, person_id, team_id, service_id, provider_id,
          need, area, status, proposed_by, proposed_at, wording)
        select partnership_id, gen_random_uuid(), id, person_id, team_id, $2, $3, $4, $5, $6, worker_account_id, $7, 'connection-1'
        from support.episode, generate_series(1, $8) where id = $1
        returning partnership_id, id, proposed_by, need, area)`
    const common = [
      episodeId,
      serviceId('river-singers'),
      providerId('river-singers'),
      need,
      area,
      now ?? status,
      at,
      times,
    ]
    if (status === 'unanswered')
      await owner.query(
        `${made} insert into connections.silence (partnership_id, connection_id, recorded_by, recorded_at, need, area)
         select partnership_id, id, proposed_by, $7, need, area from made`,
        common,
      )
    else if (status === 'withdrawn')
      await owner.query(
        `${made}, asked as (insert into connections.offer (partnership_id, connection_id, offered_by, offered_at, channel, answer_by, nudge_at, escalate_at)
           select partnership_id, id, proposed_by, $7, 'telephone', $7::timestamptz::date, $7, $7::timestamptz + interval '1 day' from made where not $10)
         insert into connections.withdrawal (partnership_id, connection_id, by_kind, recorded_by, withdrawn_at, reason)
         select partnership_id, id, 'team', proposed_by, $7, $9 from made`,
        [...common, reason, unasked ?? false],
      )
    else
      await owner.query(
        `${made} insert into connections.answer (partnership_id, id, connection_id, answer, reason, came_by, recorded_by, answered_at, need, area)
         select partnership_id, gen_random_uuid(), id, $9, $10, 'telephone', proposed_by, $7, need, area from made`,
        [...common, status, reason ?? null],
      )
  }
  await owner.query('alter table connections.connection enable trigger starts_proposed')
}
