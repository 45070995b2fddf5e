import { statusCheck } from '#platform/status-check.ts'
import type { Id } from '#platform/ids.ts'
import { statusesFrom, type ConnectionFacts } from './connection.rules.ts'

const has = (fact: string, and = '') =>
  `exists (select from connections.${fact} f where f.partnership_id = c.partnership_id and f.connection_id = c.id ${and})`

/** Connections beside their rows of fact, for the nightly comparison. */
export const CONNECTION_STATUSES = statusCheck<{ id: Id; status: string } & ConnectionFacts>(
  'connection',
  `select c.id, c.status, ${has('agreement')} as agreed, ${has('offer')} as offered,
     array(select answer from connections.answer f where f.partnership_id = c.partnership_id and f.connection_id = c.id) as answers,
     ${has('silence')} as silent, ${has('withdrawal')} as withdrawn, ${has('attendance', 'and f.came')} as came, ${has('ending')} as ended
   from connections.connection c where c.partnership_id = $1 and c.id > $2 order by c.id limit $3`,
  statusesFrom,
)
