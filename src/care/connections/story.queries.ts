import { db, type Tx } from '#platform/database/database.ts'
import { dayOf, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { LIFE_ORDER } from './connection.queries.ts'
import { sayEvent, type EventKind } from './event.rules.ts'

/** One line of a person's story. */
export interface StoryEntry {
  at: Date
  /** "connection.accepted". */
  kind: string
  title: string
  text?: string
  href?: string
}

/** What happened to a person's connections, the newest first, as far as the caller may see: their team's, or their own. One statement. */
export async function storyOf(tx: Tx, personId: Id): Promise<StoryEntry[]> {
  const today = dayOf(tx.now())
  const rows = await tx.read(
    db
      .selectFrom('connections.connection as c')
      .innerJoin('connections.event as e', (on) =>
        on.onRef('e.partnership_id', '=', 'c.partnership_id').onRef('e.connection_id', '=', 'c.id'),
      )
      .innerJoin('directory.service as s', (on) =>
        on.onRef('s.partnership_id', '=', 'c.partnership_id').onRef('s.id', '=', 'c.service_id'),
      )
      .select([
        'c.id',
        's.name as service',
        'e.at',
        'e.kind',
        'e.code',
        'e.words',
        'e.day',
        'e.recorded_by as recordedBy',
        'e.came_by as cameBy',
      ])
      .where('c.person_id', '=', personId)
      .orderBy('e.at', 'desc')
      .orderBy(LIFE_ORDER, 'desc'),
  )
  return rows.map(({ id, service, at, kind, words, day, cameBy, ...row }) => ({
    at: at!,
    kind: `connection.${kind}`,
    title: sayEvent(
      {
        ...row,
        at: at!,
        kind: kind as EventKind,
        words,
        day: day as Day | null,
        byGroup: cameBy === 'link' || cameBy === 'provider',
      },
      service,
      today,
    ),
    ...(words && { text: words }),
    href: `/connections/${id}`,
  }))
}
