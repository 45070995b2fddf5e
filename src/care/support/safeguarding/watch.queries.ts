import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

/** Work with somebody about whom there are safeguarding notes: that there are, never what they say. */
export interface WatchedEpisode {
  id: Id
  personId: Id
  closed: boolean
  notes: number
  lastAt: Date
  lastBy: string
  /** Who supports them; null: nobody yet. */
  worker: string | null
  /** By when the newest is to be read; null when whoever oversees has read them all. */
  readBy: Date | null
}

/** More than this is not listed. */
export const WATCH_LIMIT = 100

/**
 * The work of a team about which there are safeguarding notes: what is to be read first, then what is open, the latest note first.
 * Closed work only while something in it is to be read. One statement.
 */
export async function listWatched(tx: Tx, teamId: Id): Promise<WatchedEpisode[]> {
  const rows = await tx.query<Row>(WATCHED, [tx.actor.partnershipId, teamId, WATCH_LIMIT])
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    closed: row.status === 'closed',
    notes: row.notes,
    lastAt: row.last_at,
    lastBy: row.last_by,
    worker: row.worker,
    readBy: row.read_by,
  }))
}

const WATCHED = `with noted as (
  select n.episode_id, count(*) as notes, max(n.written_at) as last_at,
    (array_agg(n.written_by order by n.written_at desc))[1] as last_by
  from support.safeguarding_note n where n.partnership_id = $1 and n.team_id = $2 group by n.episode_id)
select e.id, e.person_id, e.status, n.notes, n.last_at, b.name as last_by, w.name as worker, t.due_at as read_by
from noted n
join support.episode e on e.partnership_id = $1 and e.id = n.episode_id
join access.account b on b.partnership_id = $1 and b.id = n.last_by
left join access.account w on w.partnership_id = $1 and w.id = e.worker_account_id
left join tasks.task t on t.partnership_id = $1 and t.about_id = e.id and t.kind = 'read-safeguarding-note' and t.status = 'open'
where e.status <> 'closed' or t.id is not null
order by t.due_at nulls last, n.last_at desc, e.id limit $3`

interface Row {
  id: Id
  person_id: Id
  status: string
  notes: number
  last_at: Date
  last_by: string
  worker: string | null
  read_by: Date | null
}
