import {
  agreeConnection,
  answerConnection,
  offerConnection,
  proposeConnection,
  recordAttendance,
} from '#care/connections/index.ts'
import { ensureDemoAccount } from '#foundations/access/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { contextOf, type Actor, type Context } from '#platform/context.ts'
import type { Keys } from '#platform/crypto.ts'
import { addDays, dayOf, instantAt, type Day } from '#platform/days.ts'
import type { Decision } from '#platform/decision.ts'
import { idFrom, newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { serviceId } from './load-directory.ts'
import { organisationId, teamId } from './load-organisations.ts'
import { sessionDays } from './life/session-days.ts'
import { providerId } from './provider-id.ts'

/** Who signs in for a group. The first one is the demo's. */
export const GROUP_MEMBERS = [
  { name: 'Ruth Abbott', email: 'r.abbott@example.org', provider: 'river-singers' },
  { name: 'Joan Marlow', email: 'j.marlow@example.org', provider: 'lantern' },
] as const

/** Accounts of groups; their organisations come with the directory. */
export const loadGroupMembers = (ctx: Context, keys: Keys): Promise<void> =>
  ctx.transaction(async (tx) => {
    for (const { name, email, provider } of GROUP_MEMBERS)
      await ensureDemoAccount(tx, keys, { organisationId: providerId(provider), name, email, roles: ['provider'] })
  })

const SERVICE = 'river-singers'
const EVENING = ['MO'] as const

/** The River Singers have somebody in each state, whatever day the demo begins on: asked, expected, singing, waiting. */
export async function fillRiverSingers(services: Services, partnershipId: Id): Promise<void> {
  const today = dayOf(services.clock())
  const on = (day: Day, actor: Actor): Context =>
    contextOf(services.database, actor, newId(), fixedClock(instantAt(day, 11 * 60)))
  const at = (daysAgo: number, actor: Actor): Context => on(addDays(today, -daysAgo), actor)
  const ruth = ruthOf(partnershipId)
  const singers = await listCandidates(at(0, { kind: 'job', partnershipId, cause: 'seed' }))
  const begin = async (n: number, daysAgo: number, helps: string | null, named = true): Promise<Id | undefined> => {
    const singer = singers[n]
    if (!singer) return undefined
    const worker = at(daysAgo, workerOf(partnershipId, singer))
    const id = taken(
      await proposeConnection(worker, singer.episode, { serviceId: serviceId(SERVICE), need: 'loneliness' }),
    )
    const shared = [
      ...(named ? (['name', 'contact', 'access-needs'] as const) : []),
      ...(helps ? ['helps' as const] : []),
    ]
    taken(await agreeConnection(worker, id, { shared, helps, by: 'person', version: 1 }))
    taken(await offerConnection(worker, services, id, { way: 'email', note: null, version: 2 }))
    return id
  }
  const answer = async (id: Id, daysAgo: number, given: Parameters<typeof answerConnection>[3]): Promise<void> =>
    void taken(await answerConnection(at(daysAgo, ruth), services, id, given))
  const yes = { given: { answer: 'accepted', words: null } } as const

  await begin(0, 1, 'Say hello first. It is hard to walk in alone.')
  await begin(1, 2, 'A seat near the door.', false)
  const expected = await begin(2, 6, 'Sit beside someone who knows the songs.')
  if (expected) {
    const [first] = sessionDays(EVENING, today, 1)
    await answer(expected, 5, { ...yes, firstVisit: { on: first!, metBy: 'Ruth' } })
  }
  const singing = await begin(3, 26, null)
  if (singing) {
    await answer(singing, 25, yes)
    for (const evening of sessionDays(EVENING, addDays(today, -24), 3))
      taken(await recordAttendance(on(addDays(evening, 1), ruth), singing, { on: evening, came: true, reason: null }))
  }
  const waiting = await begin(4, 8, null)
  if (waiting) await answer(waiting, 7, { given: { answer: 'waitlisted', words: 'In two or three weeks, I hope.' } })
}

interface Candidate {
  episode: Id
  workerId: Id
  worker: string
}

/** People of the Riverside team with whom the work has gone on for a while, and who have nothing to do with the choir. */
const listCandidates = (ctx: Context): Promise<Candidate[]> =>
  ctx.transaction((tx) =>
    tx.query<Candidate>(
      `select e.id as episode, a.id as "workerId", a.name as worker from support.episode e
       join access.account a on a.partnership_id = e.partnership_id and a.id = e.worker_account_id
       join people.person p on p.partnership_id = e.partnership_id and p.id = e.person_id
       where e.partnership_id = $1 and e.team_id = $2 and e.status = 'active' and e.opened_at < $3 and not p.restricted and p.deceased_on is null
         and not exists (select from connections.connection c where c.partnership_id = e.partnership_id and c.episode_id = e.id and c.service_id = $4)
       order by e.opened_at desc, e.id limit 5`,
      [tx.actor.partnershipId, teamId('riverside'), addDays(dayOf(tx.now()), -27), serviceId(SERVICE)],
    ),
  )

const workerOf = (partnershipId: Id, { workerId, worker }: Candidate): Actor => ({
  kind: 'account',
  partnershipId,
  accountId: workerId,
  organisationId: organisationId('ZZP01'),
  teamId: teamId('riverside'),
  roles: ['link_worker'],
  name: worker,
})

const ruthOf = (partnershipId: Id): Actor => ({
  kind: 'account',
  partnershipId,
  accountId: idFrom('account', partnershipId, GROUP_MEMBERS[0].email),
  organisationId: providerId(GROUP_MEMBERS[0].provider),
  roles: ['provider'],
  name: GROUP_MEMBERS[0].name,
})

/** A step that Anytown takes must be one that the rules allow: otherwise the story is wrong, and says so. */
function taken<T>(decision: Decision<T, string>): T {
  if (!decision.ok) throw new Error(`Anytown: a step with the River Singers was refused: ${decision.reason}`)
  return decision.value
}
