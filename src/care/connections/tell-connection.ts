import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { listStaffNames, makeSignedLink } from '#foundations/access/index.ts'
import { queueMessage, type TemplateCode, type ValuesOf } from '#foundations/messages/index.ts'
import { getPerson, wayToTell } from '#registers/people/index.ts'
import { getTeam, type Team } from '#registers/teams/index.ts'
import { askWorker } from './connection-tasks.ts'
import { LINK_DAYS } from './connection.rules.ts'
import type { LockedConnection } from './move-connection.queries.ts'
import type { Offered } from './offering.queries.ts'

/** Who hears what about a connection, each in the transaction of the step that made the news, or in a job that this step queued. */

/** What a message about a connection says of us: who speaks, and who works with the person. */
export interface Speaker {
  team: Team
  worker: string
}

/** Public facts of the team, and the worker's name; until somebody has the person, the team speaks. */
export async function getSpeaker(
  tx: Tx,
  { teamId, workerId }: Pick<LockedConnection, 'teamId' | 'workerId'>,
): Promise<Speaker> {
  const [team, names] = await Promise.all([getTeam(tx, teamId), workerId ? listStaffNames(tx, [workerId]) : undefined])
  return { team, worker: (workerId && names?.get(workerId)) || team.name }
}

export type GroupTemplate = 'offer-to-provider' | 'offer-still-open' | 'offer-withdrawn'

/**
 * Writes to a group about somebody. The link opens this one connection; what the person chose stands behind it, never in the
 * message. Answers whether it could be put on its way.
 */
export async function tellGroup<Code extends GroupTemplate>(
  tx: Tx,
  services: Services,
  template: Code,
  { connection, offered, speaker }: { connection: LockedConnection; offered: Offered; speaker: Speaker },
  more: Omit<ValuesOf<Code>, 'name' | 'team' | 'telephone' | 'service' | 'worker'>,
): Promise<boolean> {
  const { team, worker } = speaker
  const name = offered.provider ?? offered.service
  const values = {
    name,
    team: team.name,
    telephone: team.telephone ?? '',
    service: offered.service,
    worker,
    ...more,
  } as unknown as ValuesOf<Code>
  const queued = await queueMessage(tx, services, {
    template,
    values,
    to: { kind: 'provider', name, channel: offered.email ? 'email' : 'none', address: offered.email, neutral: false },
    about: { kind: 'connection', id: connection.id },
    personId: connection.personId,
    sender: { organisationId: connection.organisationId, teamId: connection.teamId },
  })
  return queued.ok
}

/** A new link for the group, by which it answers and later says how it goes; no account is needed. */
export const offerLink = (tx: Tx, services: Services, { id, providerId }: LockedConnection): string =>
  `${services.origin()}/offers/${makeSignedLink(tx, { purpose: 'offer', recordId: id, organisationId: providerId ?? undefined, days: LINK_DAYS })}`

/**
 * Tells the person what they have not been told yet about a connection: the group's answer, the first visit, a place taken
 * back. By the way that is safe for them; where there is none, their link worker is asked to. Telling again changes nothing.
 */
export async function tellPerson(tx: Tx, services: Services, connection: LockedConnection): Promise<void> {
  const { answer, visit, placeBack } = await takeUntold(tx, connection.id)
  const news = newsOf(answer, visit, placeBack)
  if (!news) return
  const service = await tx.first(
    db.selectFrom('directory.service').select('name').where('id', '=', connection.serviceId),
  )
  await say(tx, services, connection, news.template, { service: service?.name ?? 'The group', ...news.values })
}

/** The group never answered: the person hears that somebody looks for another place. */
export const tellSilence = (tx: Tx, services: Services, connection: LockedConnection, service: string): Promise<void> =>
  say(tx, services, connection, 'connection-declined-person', { service, heardBack: false })

interface Visit {
  on: Day
  metBy: string | null
}

/** Marks what is untold as told, and answers it: of two who do this at once, one finds nothing. */
async function takeUntold(tx: Tx, connectionId: Id): Promise<{ answer?: string; visit?: Visit; placeBack: boolean }> {
  const told_at = tx.now()
  const [answers, visits, withdrawals] = await Promise.all([
    tx.read(
      db
        .updateTable('connections.answer')
        .set({ told_at })
        .where('connection_id', '=', connectionId)
        .where('told_at', 'is', null)
        .returning(['answer', 'answered_at']),
    ),
    tx.read(
      db
        .updateTable('connections.first_visit')
        .set({ told_at })
        .where('connection_id', '=', connectionId)
        .where('told_at', 'is', null)
        .returning(['visit_on', 'met_by', 'recorded_at']),
    ),
    tx.read(
      db
        .updateTable('connections.withdrawal')
        .set({ told_at })
        .where('connection_id', '=', connectionId)
        .where('told_at', 'is', null)
        .returning('by_kind'),
    ),
  ])
  const visit = visits.toSorted((a, b) => b.recorded_at.getTime() - a.recorded_at.getTime())[0]
  return {
    answer: answers.toSorted((a, b) => b.answered_at.getTime() - a.answered_at.getTime())[0]?.answer,
    visit: visit && { on: visit.visit_on as Day, metBy: visit.met_by },
    placeBack: withdrawals.some(({ by_kind }) => by_kind === 'provider'),
  }
}

function newsOf(answer: string | undefined, visit: Visit | undefined, placeBack: boolean) {
  if (placeBack || answer === 'declined')
    return { template: 'connection-declined-person', values: { heardBack: true } } as const
  if (answer === 'accepted')
    return { template: 'connection-accepted-person', values: { firstVisit: visit ?? null } } as const
  if (answer === 'waitlisted') return { template: 'connection-waitlisted-person', values: {} } as const
  return visit && ({ template: 'connection-first-visit-person', values: visit } as const)
}

async function say<Code extends TemplateCode>(
  tx: Tx,
  services: Services,
  connection: LockedConnection,
  template: Code,
  values: object,
): Promise<void> {
  const [person, { team, worker }] = await Promise.all([getPerson(tx, connection.personId), getSpeaker(tx, connection)])
  if (person.deceasedOn) return
  const way = wayToTell(person, tx.now())
  if (!way) return askWorker(tx, 'tell-person', connection)
  const name = person.preferredName ?? person.givenName
  const queued = await queueMessage(tx, services, {
    template,
    values: { name, team: team.name, telephone: team.telephone ?? '', worker, ...values } as unknown as ValuesOf<Code>,
    to: { kind: 'person', name, ...way },
    about: { kind: 'connection', id: connection.id },
    personId: connection.personId,
    sender: { organisationId: connection.organisationId, teamId: connection.teamId },
  })
  if (!queued.ok) askWorker(tx, 'tell-person', connection)
}
