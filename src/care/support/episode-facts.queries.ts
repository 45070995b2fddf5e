import { statusCheck } from '#platform/status-check.ts'
import type { Id } from '#platform/ids.ts'
import { statusesFrom, type EpisodeFacts } from './episode.rules.ts'

/** Episodes beside their rows of fact, for the nightly comparison. */
export const EPISODE_STATUSES = statusCheck<{ id: Id; status: string } & EpisodeFacts>(
  'episode',
  `select e.id, e.status, s.episode_id is not null as started, c.episode_id is not null as closed,
     exists (select from support.pause p where p.partnership_id = e.partnership_id and p.episode_id = e.id and p.resumed_at is null) as resting
   from support.episode e
   left join support.start s on s.partnership_id = e.partnership_id and s.episode_id = e.id
   left join support.closure c on c.partnership_id = e.partnership_id and c.episode_id = e.id
   where e.partnership_id = $1 and e.id > $2 order by e.id limit $3`,
  statusesFrom,
)
