import { acceptReferral } from '#care/support/index.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import type { TestApp } from './app.ts'
import { accountOf, sendReferral, type Sent } from './referrals.ts'

/** A link worker of the Riverside team at work without a browser: Priya Nair, unless it is said who. */
export const workerAt = async (
  town: TestApp,
  email = 'p.nair@example.org',
  roles: readonly string[] = ['link_worker'],
): Promise<Context> =>
  contextOf(
    town.test.database,
    {
      kind: 'account',
      partnershipId: ANYTOWN,
      accountId: await accountOf(town, email),
      organisationId: organisationId('ZZP01'),
      teamId: teamId('riverside'),
      roles,
      name: 'A worker',
    },
    newId(),
    town.clock,
  )

/** A person whom Dr Patel referred to Riverside and Priya accepted for herself; a test says what is different. */
export async function recordOf(town: TestApp, sent: Sent = {}): Promise<{ id: Id; personId: Id; referralId: Id }> {
  const { id: referralId } = await sendReferral(town, sent)
  const accepted = await acceptReferral(await workerAt(town), town.services, referralId, {
    firstContactBy: day('2026-04-10'),
    workerId: await accountOf(town, 'p.nair@example.org'),
    version: 1,
  })
  if (!accepted.ok) throw new Error(accepted.reason)
  const { rows } = await town.test.owner.query<{ person_id: Id }>(
    'select person_id from support.episode where id = $1',
    [accepted.value.episodeId],
  )
  return { id: accepted.value.episodeId, personId: rows[0]!.person_id, referralId }
}
