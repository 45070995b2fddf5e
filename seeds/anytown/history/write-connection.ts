import { askWorker, ALL_TASKS, type ConnectionTask } from '#care/connections/connection-tasks.ts'
import { offerDates, SIGHT_AFTER_END_DAYS, WORDING } from '#care/connections/connection.rules.ts'
import { districtOf, normaliseDistrict } from '#foundations/geography/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { queueMessage, type TemplateCode, type ValuesOf } from '#foundations/messages/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { idFrom } from '#platform/ids.ts'
import { saveConsent, wayToTell } from '#registers/people/index.ts'
import type { Step } from '../life/life.type.ts'
import { SHARED } from '../live.ts'
import { serviceId } from '../load-directory.ts'
import { providerId } from '../provider-id.ts'
import { SERVICES } from '../services.ts'
import { involve } from './write-referral.ts'
import type { Written, WrittenConnection } from './written.ts'

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

const services = new Map(SERVICES.map((service) => [service.key, service]))

/** An idea, the person's yes, and the group being rung. */
export function writeProposal(written: Written, { at, connection, service: key, need }: Of<'proposed'>): void {
  const { book, worker, person, team, connections } = written
  const episode = written.episode!
  const tx = written.at(worker, at)
  const service = services.get(key)!
  const id = idFrom('anytown', 'history', 'connection', episode.id, String(connection))
  book.endTasks(tx, ({ kind }) => kind === 'find-another')
  const district = person.restricted || !person.postcode ? undefined : normaliseDistrict(districtOf(person.postcode))
  const row = {
    partnership_id: tx.actor.partnershipId,
    id,
    episode_id: episode.id,
    person_id: person.id,
    team_id: team.id,
    service_id: serviceId(key),
    provider_id: providerId(service.provider),
    need,
    area: district ?? null,
    proposed_by: worker.accountId,
    proposed_at: at,
    version: 1,
    shared: [] as string[],
    helps: null,
    wording: null as string | null,
  }
  tx.add('connections.connection', row)
  connections[connection] = {
    id,
    row,
    providerId: row.provider_id,
    serviceName: service.name,
    status: 'proposed',
    moves: 0,
  }
  journal(tx, 'connection.proposed', {
    subjectId: id,
    subjectVersion: 1,
    personId: person.id,
    detail: { service: row.service_id, need },
  })
}

export function writeAgreement(written: Written, { at, connection: number }: Of<'agreed'>): void {
  const { worker, person } = written
  const connection = written.connections[number]!
  const tx = written.at(worker, at)
  const consentId = saveConsent(tx, person.id, {
    subject: 'sharing',
    answer: 'given',
    by: 'person',
    organisationId: connection.providerId,
    wordingVersion: WORDING,
  })
  tx.add('connections.agreement', {
    partnership_id: tx.actor.partnershipId,
    connection_id: connection.id,
    consent_id: consentId,
    agreed_by: 'person',
    recorded_by: worker.accountId,
    agreed_at: at,
  })
  Object.assign(connection.row, { shared: [...SHARED], wording: WORDING })
  const subjectVersion = move(written, connection, 'agreed')
  note(tx, written, connection, 'agreed', subjectVersion, { shared: [...SHARED], by: 'person' })
}

export function writeOffer(written: Written, { at, connection: number }: Of<'offered'>): void {
  const { worker } = written
  const connection = written.connections[number]!
  const tx = written.at(worker, at)
  const { answerBy, nudgeAt, escalateAt } = offerDates(at)
  tx.add('connections.offer', {
    partnership_id: tx.actor.partnershipId,
    connection_id: connection.id,
    offered_by: worker.accountId,
    offered_at: at,
    channel: 'telephone',
    note: null,
    answer_by: answerBy,
    nudge_at: nudgeAt,
    escalate_at: escalateAt,
  })
  involve(written, tx, { organisationId: connection.providerId, teamId: null, reason: 'provider' })
  const subjectVersion = move(written, connection, 'offered')
  const detail = { way: 'telephone', service: connection.row.service_id as string, provider: connection.providerId }
  note(tx, written, connection, 'offered', subjectVersion, detail)
}

/** What the group said, the person's first visit where it is known, and the news to the person. */
export async function writeAnswer(written: Written, step: Of<'answer'>): Promise<void> {
  const { worker } = written
  const { at, given, firstVisit } = step
  const connection = written.connections[step.connection]!
  const tx = written.at(worker, at)
  const partnership_id = tx.actor.partnershipId
  const reason = given.answer === 'declined' ? given.reason : null
  const { need, area } = connection.row as { need: string; area: string | null }
  tx.add('connections.answer', {
    partnership_id,
    id: idFrom('anytown', 'history', given.answer, connection.id),
    connection_id: connection.id,
    answer: given.answer,
    reason,
    words: given.words,
    came_by: 'telephone',
    recorded_by: worker.accountId,
    answered_at: at,
    need,
    area,
    told_at: at,
  })
  const subjectVersion = move(written, connection, given.answer)
  note(tx, written, connection, given.answer, subjectVersion, { reason, way: 'telephone' })
  if (firstVisit) {
    tx.add('connections.first_visit', {
      partnership_id,
      id: idFrom('anytown', 'history', 'visit', connection.id),
      connection_id: connection.id,
      visit_on: firstVisit.on,
      met_by: null,
      came_by: 'team',
      recorded_by: worker.accountId,
      recorded_at: at,
      told_at: at,
    })
    note(tx, written, connection, 'first-visit', undefined, { on: firstVisit.on })
  }
  endTasks(written, tx, connection, ['chase-offer', 'ask-about-waiting-list'])
  if (given.answer === 'declined') endSight(written, connection, at)
  const task = given.answer === 'accepted' ? !firstVisit && 'plan-first-visit' : NEXT[given.answer]
  if (task) ask(written, tx, connection, task)
  if (given.answer === 'declined')
    await tell(written, tx, connection, 'connection-declined-person', { heardBack: true })
  if (given.answer === 'accepted') await tell(written, tx, connection, 'connection-accepted-person', { firstVisit })
  if (given.answer === 'waitlisted') await tell(written, tx, connection, 'connection-waitlisted-person', {})
}

const NEXT = { declined: 'find-another', waitlisted: 'ask-about-waiting-list' } as const

/** The group never answered. */
export async function writeSilence(written: Written, step: Of<'unanswered'>): Promise<void> {
  const { worker } = written
  const connection = written.connections[step.connection]!
  const tx = written.at(worker, step.at)
  const { need, area } = connection.row as { need: string; area: string | null }
  tx.add('connections.silence', {
    partnership_id: tx.actor.partnershipId,
    connection_id: connection.id,
    recorded_by: worker.accountId,
    recorded_at: step.at,
    need,
    area,
  })
  const subjectVersion = move(written, connection, 'unanswered')
  endSight(written, connection, step.at)
  endTasks(written, tx, connection, ['chase-offer'])
  ask(written, tx, connection, 'find-another')
  note(tx, written, connection, 'unanswered', subjectVersion, { service: connection.row.service_id as string })
  await tell(written, tx, connection, 'connection-declined-person', { heardBack: false })
}

/** One line of the register; the first time they come, the connection has started. */
export function writeAttendance(written: Written, step: Of<'attended'>): void {
  const { worker } = written
  const { at, on, came, reason } = step
  const connection = written.connections[step.connection]!
  const tx = written.at(worker, at)
  tx.add('connections.attendance', {
    partnership_id: tx.actor.partnershipId,
    id: idFrom('anytown', 'history', 'attendance', connection.id, on),
    connection_id: connection.id,
    session_on: on,
    came,
    reason: came ? null : reason,
    came_by: 'team',
    recorded_by: worker.accountId,
    recorded_at: at,
  })
  note(tx, written, connection, 'attendance', undefined, { on, came })
  if (connection.status !== 'accepted') return
  if (!came) return ask(written, tx, connection, 'ask-about-visit')
  const subjectVersion = move(written, connection, 'started')
  endTasks(written, tx, connection, ['plan-first-visit', 'ask-about-visit'])
  note(tx, written, connection, 'started', subjectVersion)
}

/** They do not go there any more. */
export function writeEnding(written: Written, { at, connection: number, reason }: Of<'gone'>): void {
  const { worker } = written
  const connection = written.connections[number]!
  const tx = written.at(worker, at)
  tx.add('connections.ending', {
    partnership_id: tx.actor.partnershipId,
    connection_id: connection.id,
    reason,
    words: null,
    came_by: 'team',
    recorded_by: worker.accountId,
    ended_at: at,
  })
  const subjectVersion = move(written, connection, 'ended')
  endSight(written, connection, new Date(at.getTime() + SIGHT_AFTER_END_DAYS * 86_400_000))
  endTasks(written, tx, connection, ALL_TASKS)
  note(tx, written, connection, 'ended', subjectVersion, { reason })
}

function move({ book }: Written, connection: WrittenConnection, status: string): number {
  connection.status = status
  book.move('connections.connection', connection.id, connection.moves++, { status })
  const version = Number(connection.row.version) + 1
  connection.row.version = version
  return version
}

type Detail = NonNullable<Parameters<typeof journal>[2]>['detail']

const note = (
  tx: Tx,
  { person }: Written,
  { id }: WrittenConnection,
  event: string,
  subjectVersion?: number,
  detail?: Detail,
): void =>
  journal(tx, `connection.${event}`, {
    subjectId: id,
    personId: person.id,
    ...(subjectVersion && { subjectVersion }),
    detail,
  })

const ask = ({ person, team, worker }: Written, tx: Tx, { id }: WrittenConnection, task: ConnectionTask): void =>
  askWorker(tx, task, {
    id,
    personId: person.id,
    teamId: team.id,
    organisationId: team.organisationId,
    workerId: worker.accountId,
  })

const endTasks = ({ book }: Written, tx: Tx, { id }: WrittenConnection, kinds: readonly string[]): void =>
  void book.endTasks(tx, (task) => task.about_id === id && kinds.includes(task.kind as string))

const RUNNING = ['offered', 'waitlisted', 'accepted', 'started']

/** The group sees the person no longer, unless another connection with it runs. */
function endSight(
  { connections, involvements }: Written,
  { id, providerId: provider }: WrittenConnection,
  at: Date,
): void {
  const runs = connections.some((one) => one?.id !== id && one?.providerId === provider && RUNNING.includes(one.status))
  if (!runs) involvements.get(`${provider} provider`)!.until = at
}

async function tell<Code extends TemplateCode>(
  written: Written,
  tx: Tx,
  connection: WrittenConnection,
  template: Code,
  values: object,
): Promise<void> {
  const { person, team, worker } = written
  const way = wayToTell(person, tx.now())
  if (!way) return ask(written, tx, connection, 'tell-person')
  const name = person.preferredName ?? person.givenName
  const spoken = { name, team: team.name, telephone: team.telephone ?? '', worker: worker.name }
  const queued = await queueMessage(tx, written.services, {
    template,
    values: { ...spoken, service: connection.serviceName, ...values } as unknown as ValuesOf<Code>,
    to: { kind: 'person', name, ...way },
    about: { kind: 'connection', id: connection.id },
    personId: person.id,
    sender: { organisationId: team.organisationId, teamId: team.id },
  })
  if (!queued.ok) ask(written, tx, connection, 'tell-person')
}
