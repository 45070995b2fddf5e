import { askWorker, type ConnectionTask } from '#care/connections/connection-tasks.ts'
import { journal } from '#foundations/journal/index.ts'
import { queueMessage, type TemplateCode, type ValuesOf } from '#foundations/messages/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { wayToTell } from '#registers/people/index.ts'
import type { Written, WrittenConnection } from './written.ts'

/** Where a connection stands from now on; answers its version. */
export function move({ book }: Written, connection: WrittenConnection, status: string): number {
  connection.status = status
  book.move('connections.connection', connection.id, connection.moves++, { status })
  const version = Number(connection.row.version) + 1
  connection.row.version = version
  return version
}

type Detail = NonNullable<Parameters<typeof journal>[2]>['detail']

/** What happened to a connection, in the journal. */
export const note = (
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

/** Gives the link worker something to do about a connection. */
export const ask = ({ person, team, worker }: Written, tx: Tx, { id }: WrittenConnection, task: ConnectionTask): void =>
  askWorker(tx, task, {
    id,
    personId: person.id,
    teamId: team.id,
    organisationId: team.organisationId,
    workerId: worker.accountId,
  })

/** Ends tasks about a connection. */
export const endTasks = ({ book }: Written, tx: Tx, { id }: WrittenConnection, kinds: readonly string[]): void =>
  void book.endTasks(tx, (task) => task.about_id === id && kinds.includes(task.kind as string))

const RUNNING = ['offered', 'waitlisted', 'accepted', 'started']

/** The group sees the person no longer, unless another connection with it runs. */
export function endSight(
  { connections, involvements }: Written,
  { id, providerId: provider }: WrittenConnection,
  at: Date,
): void {
  const runs = connections.some((one) => one?.id !== id && one?.providerId === provider && RUNNING.includes(one.status))
  if (!runs) involvements.get(`${provider} provider`)!.until = at
}

/** Tells the person by the way that is safe for them; where there is none, their link worker is asked to. */
export async function tell<Code extends TemplateCode>(
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
