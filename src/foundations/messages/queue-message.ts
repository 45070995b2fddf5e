import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { saveMessage } from './message.queries.ts'
import { dueFrom, isUsable, LINK_PLACE, type Recipient } from './message.rules.ts'
import { hasAnyMoment } from './safe-hours.rules.ts'
import { sayTemplate, type TemplateCode, type ValuesOf } from './templates/templates.ts'
import type { Wording } from './templates/template.ts'

/** The job that sends one message. Its data are two ids. */
export const SEND = 'message.send'

export interface MessageToQueue<Code extends TemplateCode> {
  template: Code
  values: ValuesOf<Code>
  to: Recipient
  /** The record it is about, such as `referral`: when that is withdrawn, `cancelMessages` stops it. */
  about: { kind: string; id: Id }
  /** The person whom it concerns, if any, whoever the recipient is. Then `sender` must name a team or be null. */
  personId?: Id
  /** On whose behalf it goes, and whose staff may read it; null: only jobs. */
  sender: { organisationId: Id; teamId?: Id } | null
}

/**
 * Says something, in the caller's transaction: the message as it will be read and the job that sends it stand or fall
 * with the use case. Answers its id, or `no-way` when the recipient cannot be reached by any way that is allowed:
 * nothing is kept then, and the caller makes a task for a human being.
 */
export async function queueMessage<Code extends TemplateCode>(
  tx: Tx,
  { jobs }: Pick<Services, 'jobs'>,
  message: MessageToQueue<Code>,
): Promise<Decision<Id, 'no-way'>> {
  const { template, to, about, sender } = message
  const { channel, safeHours } = to
  const address = to.address?.trim()
  if (channel === 'none' || !address || !isUsable(channel, address)) return refuse('no-way')
  if (safeHours && !hasAnyMoment(safeHours)) return refuse('no-way')

  const now = tx.now()
  const { link, values } = withoutLink(message.values)
  const wording = sayTemplate(template, values, dayOf(now), to.neutral)
  const when = { notBefore: to.notBefore ?? null, safeHours: safeHours ?? null }
  const id = newId()
  const nextTryAt = dueFrom(when, now)
  saveMessage(tx, {
    ...when,
    id,
    template,
    channel,
    address,
    about,
    nextTryAt,
    organisationId: sender?.organisationId ?? null,
    teamId: sender?.teamId ?? null,
    recipientKind: to.kind,
    recipientName: to.name,
    personId: message.personId ?? null,
    subject: wording.subject,
    body: bodyFor(wording, channel),
    link: to.neutral ? null : link,
    neutral: to.neutral,
    createdAt: now,
  })
  await jobs.send(
    tx,
    SEND,
    { partnershipId: tx.actor.partnershipId, messageId: id },
    nextTryAt > now ? nextTryAt : undefined,
  )
  return allow(id)
}

/** A link opens a record: it is kept apart from the words, so that it can be forgotten. */
function withoutLink<Values extends object>(values: Values): { values: Values; link: string | null } {
  const link = (values as { link?: string | null }).link ?? null
  return { link, values: link ? { ...values, link: LINK_PLACE } : values }
}

const bodyFor = (wording: Wording, channel: 'email' | 'text' | 'letter'): string => wording[channel]
