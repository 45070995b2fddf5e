import { sightEnds } from '#care/support/closing/closing.rules.ts'
import { insertClosure, OUTLIVES } from '#care/support/closing/closing.queries.ts'
import { sayClosed } from '#care/support/closing/tell-closed.ts'
import { journal } from '#foundations/journal/index.ts'
import { closureOf } from '../life/as-typed.ts'
import type { Step } from '../life/life.type.ts'
import { practiceOf, type Written } from './written.ts'
import { changeEpisode } from './write-support.ts'

/** The end of the work, and who hears of it. */
export async function writeClosing(
  written: Written,
  { at, closure: ended }: Extract<Step, { kind: 'closed' }>,
): Promise<void> {
  const { book, services, life, worker, person, team, referralId, asker, involvements } = written
  const episode = written.episode!
  const tx = written.at(worker, at)
  const closure = closureOf(ended, life.request)
  const ends = ({ about_id, kind }: Record<string, unknown>) =>
    ((about_id === episode.id || about_id === referralId) && !OUTLIVES.includes(kind as string)) ||
    kind === 'find-another'
  book.endTasks(tx, ends, 'cancelled')
  insertClosure(tx, episode, closure)
  changeEpisode(written, { status: 'closed', columns: { closed_at: at } })
  journal(tx, 'episode.closed', {
    subjectId: episode.id,
    subjectVersion: episode.version,
    personId: person.id,
    detail: { reason: closure.reason, actions: closure.requestedActions.length, tellPractice: closure.tellPractice },
  })
  involvements.get(`${team.organisationId} team`)!.until = sightEnds(at)
  const news = { episode, person, team }
  await sayClosed(tx, services, { news, episode, asker, practice: practiceOf(life), closure })
}
