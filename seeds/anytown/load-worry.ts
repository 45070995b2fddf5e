import { isWorkingDay } from '#engines/working-days/index.ts'
import { addSafeguardingNote } from '#care/support/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { contextOf, type Actor } from '#platform/context.ts'
import { addDays, dayOf, instantAt, type Day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { accountId } from './life/request.ts'
import { organisationId, teamId } from './load-organisations.ts'

const PRIYA = 'p.nair@example.org'

/** One safeguarding note, of the last working day: Priya noticed something, and the team's lead has it to read. */
export async function noteWorry(services: Services, partnershipId: Id): Promise<void> {
  const priya: Actor = {
    kind: 'account',
    partnershipId,
    accountId: accountId(partnershipId, PRIYA),
    organisationId: organisationId('ZZP01'),
    teamId: teamId('riverside'),
    roles: ['link_worker'],
    name: 'Priya Nair',
  }
  const on = workingDayBefore(dayOf(services.clock()))
  const ctx = contextOf(services.database, priya, newId(), fixedClock(instantAt(on, 15 * 60 + 40)))
  const [about] = await ctx.transaction((tx) =>
    tx.query<{ id: Id }>(
      `select e.id from support.episode e join people.person p on p.partnership_id = e.partnership_id and p.id = e.person_id
       where e.partnership_id = $1 and e.worker_account_id = $2 and e.status = 'active' and e.opened_at < $3
         and not p.restricted and p.deceased_on is null order by e.opened_at desc, e.id limit 1`,
      [partnershipId, priya.accountId, addDays(on, -40)],
    ),
  )
  if (about) await addSafeguardingNote(ctx, about.id, { id: newId(), noticedOn: on, withheld: true, ...WORDS })
}

const WORDS = {
  concern:
    'Said that a relative keeps the bank card, and that there is often no money for food. Asked me twice not to ring while the relative is in.',
  comment: 'Safe today, and has our number. I rang from the office. Please say how we go on before I ring again.',
}

/** The last working day before a day. */
export function workingDayBefore(today: Day): Day {
  let on = addDays(today, -1)
  while (!isWorkingDay(on)) on = addDays(on, -1)
  return on
}
