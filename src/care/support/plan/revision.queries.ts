import type { Tx } from '#platform/database/database.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { TeamEpisode } from '../contacts/episode-change.queries.ts'
import { ABOUT_ME, ABOUT_ME_FIELDS } from './care-plan.type.ts'
import type { Changes } from './changes.rules.ts'

/** Writes the next revision of what was said: its row and a row for each thing that changed, a statement for each kind. */
export function insertRevision(tx: Tx, episode: TeamEpisode, number: number, changes: Changes): void {
  const of = {
    partnership_id: tx.actor.partnershipId,
    episode_id: episode.id,
    team_id: episode.teamId,
    person_id: episode.personId,
  }
  tx.add('support.revision', { ...of, number, written_by: teamActor(tx.actor).accountId, written_at: tx.now() })
  const at = { ...of, revision: number }
  const { aboutMe, noKnownRisks, strength, adjustment, concern, goal, action, risk } = changes
  if (aboutMe) {
    const columns = Object.fromEntries(ABOUT_ME_FIELDS.map((field) => [ABOUT_ME[field].column, aboutMe[field]]))
    tx.add('support.about_me', { ...at, ...columns })
  }
  if (noKnownRisks !== null) tx.add('support.no_known_risks', { ...at, said: noKnownRisks })
  for (const line of strength) tx.add('support.strength', { ...at, ...line })
  for (const line of adjustment) tx.add('support.adjustment', { ...at, ...line })
  for (const one of concern) tx.add('support.concern', { ...at, ...one })
  for (const { concernId, ...one } of goal) tx.add('support.goal', { ...at, ...one, concern_id: concernId })
  for (const { goalId, byWhen, reviewOn, ...one } of action)
    tx.add('support.action', { ...at, ...one, goal_id: goalId, by_when: byWhen, review_on: reviewOn })
  for (const one of risk) tx.add('support.risk', { ...at, ...one })
}
