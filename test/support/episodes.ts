import { acceptReferral } from '#care/support/index.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import type { TestApp } from './app.ts'
import { accountOf, sendReferral, type Sent } from './referrals.ts'

/** Somebody of the Riverside link workers, as the program sees them; the link worker Priya Nair unless said otherwise. */
export async function riverside(
  town: TestApp,
  email = 'p.nair@example.org',
  roles: readonly string[] = ['link_worker'],
): Promise<Context & { accountId: Id }> {
  const accountId = await accountOf(town, email)
  const actor = {
    kind: 'account',
    partnershipId: ANYTOWN,
    accountId,
    organisationId: organisationId('ZZP01'),
    teamId: teamId('riverside'),
    roles,
    name: 'Priya Nair',
  } as const
  return { ...contextOf(town.test.database, actor, newId(), town.clock), accountId }
}

export interface OpenEpisode {
  id: Id
  personId: Id
  referralId: Id
}

/** Dr Patel has referred Grace Okafor, and Priya accepted: first contact by Friday 10 April 2026. A test says what is different. */
export async function openEpisode(
  town: TestApp,
  sent: Sent = {},
  { by = '2026-04-10', workerId }: { by?: string; workerId?: Id | null } = {},
): Promise<OpenEpisode> {
  const { id: referralId } = await sendReferral(town, sent)
  const priya = await riverside(town)
  const accepted = await acceptReferral(priya, town.services, referralId, {
    firstContactBy: day(by),
    workerId: workerId === undefined ? priya.accountId : workerId,
    version: 1,
  })
  if (!accepted.ok) throw new Error(accepted.reason)
  const { rows } = await town.test.owner.query<{ person_id: Id }>(
    'select person_id from support.episode where id = $1',
    [accepted.value.episodeId],
  )
  return { id: accepted.value.episodeId, personId: rows[0]!.person_id, referralId }
}
