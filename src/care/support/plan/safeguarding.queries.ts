import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { TeamEpisode } from '../contacts/episode-change.queries.ts'
import type { SafeguardingReason } from './plan.forms.ts'

/** A note as those few see it who may. */
export interface SafeguardingNote {
  id: Id
  concern: string
  noticedOn: Day
  comment: string
  /** Not to be shown to the person. */
  withheld: boolean
  writtenBy: string
  writtenAt: Date
}

/**
 * What the notes of an episode say, the latest first. The database checks that the caller is the allocated worker, the team
 * manager or the safeguarding lead, and writes the opening and its reason into the journal itself: there is no other way to
 * the words. Throws Forbidden for everybody else of the team. One statement.
 */
export async function openSafeguardingNotes(
  tx: Tx,
  episodeId: Id,
  reason: SafeguardingReason,
): Promise<SafeguardingNote[]> {
  try {
    const rows = await tx.query<Row>('select * from support.open_safeguarding($1, $2)', [episodeId, reason])
    return rows.map(({ id, concern, noticed_on, comment, withheld, written_by, written_at }) => ({
      id,
      concern,
      noticedOn: noticed_on,
      comment,
      withheld,
      writtenBy: written_by,
      writtenAt: written_at,
    }))
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw new Forbidden()
    throw error
  }
}

interface Row {
  id: Id
  concern: string
  noticed_on: Day
  comment: string
  withheld: boolean
  written_by: string
  written_at: Date
}

/** Whom to ask about a note, beside the allocated worker: the managers and safeguarding leads of the caller's team. One statement. */
export async function listWhomToAsk(tx: Tx): Promise<{ name: string; role: 'team_manager' | 'safeguarding_lead' }[]> {
  const { organisationId, teamId } = teamActor(tx.actor)
  return tx.query(WHOM_TO_ASK, [tx.actor.partnershipId, organisationId, teamId])
}

// Whoever holds both roles is named once.
const WHOM_TO_ASK = `select a.name, min(r.role) as role from access.role_held r
  join access.account a on a.partnership_id = r.partnership_id and a.id = r.account_id
  where r.partnership_id = $1 and r.organisation_id = $2 and (r.team_id = $3 or r.team_id is null)
    and r.role in ('team_manager', 'safeguarding_lead') and a.disabled_at is null
  group by a.id, a.name order by a.name`

export interface NewSafeguardingNote {
  id: Id
  concern: string
  noticedOn: Day
  comment: string
  withheld: boolean
}

/** Writes a note. The same form sent twice writes once. Answers whether it is new. */
export const insertSafeguardingNote = async (
  tx: Tx,
  episode: TeamEpisode,
  note: NewSafeguardingNote,
): Promise<boolean> =>
  (await tx.change(
    db
      .insertInto('support.safeguarding_note')
      .values({
        partnership_id: tx.actor.partnershipId,
        id: note.id,
        episode_id: episode.id,
        team_id: episode.teamId,
        person_id: episode.personId,
        concern: note.concern,
        noticed_on: note.noticedOn,
        comment: note.comment,
        withheld: note.withheld,
        written_by: teamActor(tx.actor).accountId,
        written_at: tx.now(),
      })
      // Without columns: naming them would ask for rights to read that nobody has.
      .onConflict((on) => on.doNothing()),
  )) > 0
