import type { Message } from '#foundations/messages/index.ts'
import { createTask } from '#foundations/tasks/index.ts'
import type { Tx } from '#platform/database/database.ts'

/** A message that could not be sent is somebody's to say: a task, never a log line. */
export function askToTell(tx: Tx, message: Message): void {
  if (!message.organisationId) return
  createTask(tx, {
    kind: 'message-not-sent',
    about: message.about,
    personId: message.personId,
    organisationId: message.organisationId,
    teamId: message.teamId,
    role: 'link_worker',
    dueAt: new Date(tx.now().getTime() + 86_400_000),
    detail: { template: message.template, channel: message.channel },
  })
}
