import { contextOf, type Context } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { acceptReferral } from '#care/support/index.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import type { TestApp } from './app.ts'
import { accountOf, sendReferral, type Sent } from './referrals.ts'

/** A link worker of the Riverside team, who need not be at a browser. */
export const asRiverside = async (town: TestApp, email = 'p.nair@example.org'): Promise<Context> =>
  contextOf(
    town.test.database,
    {
      kind: 'account',
      partnershipId: ANYTOWN,
      accountId: await accountOf(town, email),
      organisationId: organisationId('ZZP01'),
      teamId: teamId('riverside'),
      roles: ['link_worker'],
      name: 'Priya Nair',
    },
    newId(),
    town.clock,
  )

/** An episode of Priya's at Riverside, begun with a first talk at this instant. */
export async function startEpisode(town: TestApp, sent: Sent = {}): Promise<{ id: Id; personId: Id }> {
  const priya = await asRiverside(town)
  const { id: referralId } = await sendReferral(town, sent)
  const accepted = await acceptReferral(priya, town.services, referralId, {
    firstContactBy: day('2026-04-10'),
    workerId: await accountOf(town, 'p.nair@example.org'),
    version: 1,
  })
  if (!accepted.ok) throw new Error(accepted.reason)
  const { episodeId: id } = accepted.value
  const { owner } = town.test
  await owner.query(
    `insert into support.start (partnership_id, episode_id, contact_id, started_by, started_at)
     select partnership_id, id, $2, worker_account_id, $3 from support.episode where id = $1`,
    [id, newId(), town.clock()],
  )
  const { rows } = await owner.query<{ person_id: Id }>(
    `update support.episode set status = 'active' where id = $1 returning person_id`,
    [id],
  )
  return { id, personId: rows[0]!.person_id }
}
