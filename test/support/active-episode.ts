import { newId } from '#platform/ids.ts'
import type { TestApp } from './app.ts'
import { openEpisode, type OpenEpisode } from './episodes.ts'
import type { Sent } from './referrals.ts'

/** An episode of Priya's at Riverside whose first talk was just now. */
export async function startEpisode(town: TestApp, sent: Sent = {}): Promise<OpenEpisode> {
  const episode = await openEpisode(town, sent)
  const { owner } = town.test
  await owner.query(
    `insert into support.start (partnership_id, episode_id, contact_id, started_by, started_at)
     select partnership_id, id, $2, worker_account_id, $3 from support.episode where id = $1`,
    [episode.id, newId(), town.clock()],
  )
  await owner.query(`update support.episode set status = 'active' where id = $1`, [episode.id])
  return episode
}
