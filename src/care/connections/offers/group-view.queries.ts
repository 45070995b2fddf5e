import type { Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Schedule } from '#registers/directory/index.ts'
import type { AccessNeed } from '#registers/people/index.ts'
import type { ConnectionStatus } from '../connection.rules.ts'
import { findOffered, type Offered } from '../offering.queries.ts'
import { getSpeaker, type Speaker } from '../tell-connection.ts'

/** What a group sees of its own connection: what the person ticked, and how it stands. Nothing else is read. */
export interface SeenByGroup {
  id: Id
  status: ConnectionStatus
  /** Null where they did not agree to it, or where it is no longer needed. */
  name: string | null
  contact: SharedContact | null
  accessNeeds: AccessNeed[]
  helps: string | null
  answerBy: Day
  firstVisit: { on: Day; metBy: string | null } | null
  /** The newest first. */
  attendance: { on: Day; came: boolean }[]
}

/** The same, for the connection's own page. */
export interface GroupView extends SeenByGroup {
  offered: Offered
  speaker: Speaker
}

/** One of the people who come, wait or would like to come. */
export interface Coming extends SeenByGroup {
  service: string
  /** When the service meets; empty where nobody told. */
  schedules: Schedule[]
}

/** How to reach them, with what keeps them safe: a number without its rule would be worse than none. */
export interface SharedContact {
  telephone: string | null
  email: string | null
  preferred: 'telephone' | 'text' | 'email' | 'post' | null
  voicemail: boolean
  hours: string | null
  neutral: boolean
  noTelephone: boolean
}

/** Reads what the holder of a link, or an account of the group, may see; that somebody looked is written down. Throws NotFound. */
export async function getGroupView(tx: Tx, id: Id): Promise<GroupView> {
  const [row] = await tx.query<Row>('select * from connections.for_provider($1)', [id])
  if (!row) throw new NotFound('connection')
  const [offered, speaker] = await Promise.all([
    findOffered(tx, row.service_id),
    getSpeaker(tx, { teamId: row.team_id, workerId: row.worker_account_id }),
  ])
  if (!offered) throw new NotFound('service')
  journal(tx, 'connection.viewed', { subjectId: id, personId: row.person_id })
  return { ...seenOf(row), offered, speaker }
}

/**
 * Everybody whom the caller's group is asked to take, expects, has or lets wait; none for whoever is no member of a group. That
 * they were looked at is written down for each. One statement.
 */
export async function listComing(tx: Tx): Promise<Coming[]> {
  const rows = await tx.query<Row & Pick<Coming, 'service' | 'schedules'>>(
    `select own.*, s.name as service, ${SCHEDULES} as schedules from connections.coming() own
     join directory.service s on s.partnership_id = $1 and s.id = own.service_id order by own.first_visit_on, own.name, own.id`,
    [tx.actor.partnershipId],
  )
  for (const { id, person_id } of rows) journal(tx, 'connection.listed', { subjectId: id, personId: person_id })
  return rows.map((row) => ({ ...seenOf(row), service: row.service, schedules: row.schedules }))
}

const SCHEDULES = `(select coalesce(jsonb_agg(jsonb_build_object('validFrom', d.valid_from, 'validTo', d.valid_to, 'dtstart', d.dtstart,
    'until', d.until, 'count', d.count, 'freq', d.freq, 'interval', d.interval, 'byday', d.byday, 'bymonthday', d.bymonthday)), '[]')
  from directory.schedule d where d.partnership_id = $1 and d.service_id = s.id)`

const seenOf = (row: Row): SeenByGroup => ({
  id: row.id,
  status: row.status,
  name: row.name,
  contact: row.contact,
  accessNeeds: row.access_needs ?? [],
  helps: row.helps,
  answerBy: row.answer_by,
  firstVisit: row.first_visit_on && { on: row.first_visit_on, metBy: row.met_by },
  attendance: row.attendance,
})

interface Row {
  id: Id
  person_id: Id
  service_id: Id
  team_id: Id
  worker_account_id: Id | null
  status: ConnectionStatus
  name: string | null
  contact: SharedContact | null
  access_needs: AccessNeed[] | null
  helps: string | null
  answer_by: Day
  first_visit_on: Day | null
  met_by: string | null
  attendance: { on: Day; came: boolean }[]
}
