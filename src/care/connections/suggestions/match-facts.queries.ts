import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { StepFree } from '#registers/directory/index.ts'
import type { ConnectionStatus } from '../connection.rules.ts'

/** What matching needs of a service beyond a search result. */
export interface MatchFacts {
  id: Id
  needs: string[]
  languages: string[]
  stepFree: StepFree | null
  hearingLoop: boolean | null
  /** Names of the areas it says it serves. */
  areas: string[]
  safetyNote: string | null
  /** For whom it says it is not. */
  notFor: string[]
  meets: string | null
  door: string | null
  buddy: string | null
  /** How many said yes to people since its space was confirmed. */
  taken: number
  /** The newest connection of this person with it. */
  before: { status: ConnectionStatus; on: string } | null
}

/** The facts of some services, for one person. One statement, whatever their number. */
export async function listMatchFacts(tx: Tx, ids: readonly Id[], personId: Id): Promise<ReadonlyMap<Id, MatchFacts>> {
  if (ids.length === 0) return new Map()
  const taken = db
    .selectFrom(sql<{ service_id: Id; taken: number }>`connections.places_taken(${ids}::uuid[])`.as('taken'))
    .selectAll()
    .as('t')
  const rows = await tx.read(
    db
      .selectFrom('directory.service as s')
      .leftJoin(taken, 't.service_id', 's.id')
      .select([
        's.id',
        's.needs',
        's.safety_note as safetyNote',
        's.not_for as notFor',
        's.first_visit_meets as meets',
        's.first_visit_door as door',
        's.first_visit_buddy as buddy',
      ])
      .select((eb) => [
        eb.fn.coalesce('t.taken', sql<number>`0`).as('taken'),
        sql<
          string[]
        >`array(select l.code from directory.language l where l.partnership_id = s.partnership_id and l.service_id = s.id and l.code <> '')`.as(
          'languages',
        ),
        sql<
          string[]
        >`array(select a.name from directory.service_area a where a.partnership_id = s.partnership_id and a.service_id = s.id and a.name <> '')`.as(
          'areas',
        ),
        // What a service says of itself goes before what is known of its first place.
        sql<StepFree | null>`coalesce(s.step_free, (${place(sql`l.step_free`)}))`.as('stepFree'),
        sql<boolean | null>`coalesce(s.hearing_loop, (${place(sql`l.hearing_loop`)}))`.as('hearingLoop'),
        sql<
          MatchFacts['before']
        >`(select jsonb_build_object('status', c.status, 'on', (c.proposed_at at time zone 'Europe/London')::date)
          from connections.connection c where c.partnership_id = s.partnership_id and c.service_id = s.id and c.person_id = ${personId}
          order by c.status in ('declined', 'unanswered', 'withdrawn', 'ended'), c.proposed_at desc limit 1)`.as(
          'before',
        ),
      ])
      .where('s.id', 'in', ids),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

const place = <T>(column: T) => sql`select ${column} from directory.service_location at
  join directory.location l on l.partnership_id = at.partnership_id and l.id = at.location_id
  where at.partnership_id = s.partnership_id and at.service_id = s.id and l.location_type = 'physical' order by at.position limit 1`
