import { addWorkingDays } from '#engines/working-days/index.ts'
import type { Context } from '#platform/context.ts'
import { dayOf, instantAt } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { journal } from '#foundations/journal/index.ts'
import { createTask } from '#foundations/tasks/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { lockEpisode } from '../contacts/episode-change.queries.ts'
import { insertSafeguardingNote, type NewSafeguardingNote } from './safeguarding.queries.ts'

export type NoteRefusal = 'noticed-later-than-today'

/**
 * Adds a safeguarding note, which anybody of the team may, also after the episode is closed: a worry does not wait. The
 * safeguarding lead has to read it by the end of the next working day; after that it goes to the team manager.
 */
export const addSafeguardingNote = (
  ctx: Context,
  episodeId: string,
  note: NewSafeguardingNote,
): Promise<Decision<null, NoteRefusal>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    const today = dayOf(tx.now())
    if (note.noticedOn > today) return refuse('noticed-later-than-today')
    if (!(await insertSafeguardingNote(tx, episode, note))) return allow(null)
    createTask(tx, {
      kind: 'read-safeguarding-note',
      about: { kind: 'episode', id: episode.id },
      personId: episode.personId,
      organisationId: teamActor(tx.actor).organisationId,
      teamId: episode.teamId,
      role: 'safeguarding_lead',
      dueAt: instantAt(addWorkingDays(today, 1), CLOSE_OF_DAY),
      escalate: { at: instantAt(addWorkingDays(today, 1), CLOSE_OF_DAY), to: 'team_manager' },
    })
    journal(tx, 'safeguarding.added', { subjectId: episode.id, personId: episode.personId })
    return allow(null)
  })

/** 5pm, in minutes. */
const CLOSE_OF_DAY = 17 * 60
