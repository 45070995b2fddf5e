import { statusCheck } from '#platform/status-check.ts'
import type { Id } from '#platform/ids.ts'
import { statusesFrom, type MessageFacts } from './message.rules.ts'

/** Messages beside what became of their tries, for the nightly comparison. */
export const MESSAGE_STATUSES = statusCheck<{ id: Id; status: string } & MessageFacts>(
  'message',
  `select m.id, m.status, m.error_code as "errorCode",
     m.provider_reference is not null or coalesce(a.outcome = 'accepted', false) as taken
   from messages.message m
   left join lateral (select outcome from messages.attempt a where a.partnership_id = m.partnership_id and a.message_id = m.id
     order by a.number desc limit 1) a on true
   where m.partnership_id = $1 and m.id > $2 order by m.id limit $3`,
  statusesFrom,
)
