import { db, type Tx } from '#platform/database/database.ts'
import { teamActor } from '#care/referrals/index.ts'
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
  tx.save(
    db
      .insertInto('support.revision')
      .values({ ...of, number, written_by: teamActor(tx.actor).accountId, written_at: tx.now() }),
  )
  const at = { ...of, revision: number }
  const { aboutMe, noKnownRisks, strength, adjustment, concern, goal, action, risk } = changes
  if (aboutMe) {
    const columns = Object.fromEntries(ABOUT_ME_FIELDS.map((field) => [ABOUT_ME[field].column, aboutMe[field]]))
    tx.save(db.insertInto('support.about_me').values({ ...at, ...columns }))
  }
  if (noKnownRisks !== null) tx.save(db.insertInto('support.no_known_risks').values({ ...at, said: noKnownRisks }))
  if (strength.length > 0)
    tx.save(db.insertInto('support.strength').values(strength.map((line) => ({ ...at, ...line }))))
  if (adjustment.length > 0)
    tx.save(db.insertInto('support.adjustment').values(adjustment.map((line) => ({ ...at, ...line }))))
  if (concern.length > 0) tx.save(db.insertInto('support.concern').values(concern.map((one) => ({ ...at, ...one }))))
  if (goal.length > 0)
    tx.save(
      db
        .insertInto('support.goal')
        .values(goal.map(({ concernId, ...one }) => ({ ...at, ...one, concern_id: concernId }))),
    )
  if (action.length > 0)
    tx.save(
      db.insertInto('support.action').values(
        action.map(({ goalId, byWhen, reviewOn, ...one }) => ({
          ...at,
          ...one,
          goal_id: goalId,
          by_when: byWhen,
          review_on: reviewOn,
        })),
      ),
    )
  if (risk.length > 0) tx.save(db.insertInto('support.risk').values(risk.map((one) => ({ ...at, ...one }))))
}
