import { ALL_TASKS } from '#care/connections/connection-tasks.ts'
import { SIGHT_AFTER_END_DAYS } from '#care/connections/connection.rules.ts'
import { idFrom } from '#platform/ids.ts'
import type { Step } from '../life/life.type.ts'
import { ask, endSight, endTasks, move, note, tell } from './connection-book.ts'
import type { Written } from './written.ts'

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

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
