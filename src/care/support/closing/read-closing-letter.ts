import type { Keys } from '#platform/crypto.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { findPractice } from '#foundations/geography/index.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Letter } from '#foundations/messages/index.ts'
import { getPerson, readStoredNhsNumber } from '#registers/people/index.ts'
import { getTeam } from '#registers/teams/index.ts'
import { getEpisode } from '../contacts/episode-change.queries.ts'
import { closingLetter } from './closing-letter.rules.ts'
import { findClosure, listLetters } from './closing.queries.ts'

/**
 * The closing letter of an episode of the caller's team, to the GP practice or to whoever asked; that it was made is written
 * down. The NHS number is in the practice's alone. Throws NotFound where no such letter was decided on.
 */
export async function readClosingLetter(
  tx: Tx,
  keys: Keys,
  episodeId: string,
  to: 'practice' | 'referrer',
): Promise<Letter> {
  const episode = await getEpisode(tx, episodeId)
  const [closure, letters] = await Promise.all([findClosure(tx, episode.id), listLetters(tx, episode.id)])
  const letter = letters.find((one) => one.to === to)
  if (!closure || !letter) throw new NotFound('closing letter')
  journal(tx, 'closing-letter.made', {
    subjectId: letter.id,
    personId: episode.personId,
    detail: { episode: episode.id, to },
  })
  const [person, team, names] = await Promise.all([
    getPerson(tx, episode.personId),
    getTeam(tx, episode.teamId),
    listStaffNames(tx, [closure.closedBy]),
  ])
  const practice = to === 'practice' ? await findPractice(tx, person.practiceCode) : undefined
  return closingLetter({
    closure,
    person,
    nhsNumber: to === 'practice' ? await readStoredNhsNumber(tx, keys, person.id) : undefined,
    team,
    worker: names.get(closure.closedBy) ?? team.name,
    recipient: [letter.name, ...(practice?.address?.split(/,\s*|\n/) ?? []), practice?.postcode ?? ''].filter(
      (line) => line !== '',
    ),
    reference: letter.reference,
    openedOn: dayOf(episode.openedAt),
    closedOn: dayOf(closure.closedAt),
  })
}
