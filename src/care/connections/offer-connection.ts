import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { saveInvolvement } from '#registers/people/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { mayLeave } from './consent.queries.ts'
import { move, offerDates } from './connection.rules.ts'
import { lockConnection, moveConnection, type LockedConnection } from './move-connection.queries.ts'
import { findOffered } from './offering.queries.ts'
import { getSpeaker, offerLink, tellGroup } from './tell-connection.ts'

export type OfferRefusal = 'changed' | 'not-possible-now' | 'service-closed' | 'consent-withdrawn' | 'no-email'

export interface OfferToGroup {
  /** By e-mail with a link, or the worker has asked on the telephone. */
  way: 'email' | 'telephone'
  /** The worker's own words to the group, beside the fixed ones. */
  note: string | null
  version: number
}

/**
 * Asks the group, with one press: a link by e-mail, or a note that the worker rang. From now on the group may see what the
 * person chose. When it must answer, is asked again and becomes somebody's task is written down with it. Refuses when the consent was taken back:
 * then nothing leaves.
 */
export const offerConnection = (
  ctx: Context,
  services: Services,
  id: string,
  { way, note, version }: OfferToGroup,
): Promise<Decision<null, OfferRefusal>> =>
  ctx
    .transaction(async (tx) => {
      const connection = await lockConnection(tx, id)
      const allowed = move(connection.status, 'offered')
      if (!allowed.ok) return allowed
      if (connection.version !== version) return refuse('changed')
      const [offered, consented, speaker] = await Promise.all([
        findOffered(tx, connection.serviceId),
        mayLeave(tx, connection),
        getSpeaker(tx, connection),
      ])
      if (!consented) return refuse('consent-withdrawn')
      if (offered?.status !== 'active') return refuse('service-closed')
      const { answerBy } = offerDates(tx.now())
      if (way === 'email') {
        const link = offerLink(tx, services, connection)
        if (
          !(await tellGroup(
            tx,
            services,
            'offer-to-provider',
            { connection, offered, speaker },
            { answerBy, link, note },
          ))
        )
          return undo('no-email')
      }
      saveOffer(tx, connection, way, note)
      return allow(null)
    })
    .catch(undone)

/** A link was made already when the address turned out to be none: the whole step is undone, and answered as a refusal. */
class Undone extends Error {
  readonly reason: OfferRefusal
  constructor(reason: OfferRefusal) {
    super(reason)
    this.reason = reason
  }
}
const undo = (reason: OfferRefusal): never => {
  throw new Undone(reason)
}
const undone = (error: unknown): Decision<never, OfferRefusal> => {
  if (error instanceof Undone) return refuse(error.reason)
  throw error
}

function saveOffer(tx: Tx, connection: LockedConnection, channel: OfferToGroup['way'], note: string | null): void {
  const { answerBy, nudgeAt, escalateAt } = offerDates(tx.now())
  tx.save(
    db.insertInto('connections.offer').values({
      partnership_id: tx.actor.partnershipId,
      connection_id: connection.id,
      offered_by: teamActor(tx.actor).accountId,
      offered_at: tx.now(),
      channel,
      note,
      answer_by: answerBy,
      nudge_at: nudgeAt,
      escalate_at: escalateAt,
    }),
  )
  if (connection.providerId)
    saveInvolvement(tx, { personId: connection.personId, organisationId: connection.providerId, reason: 'provider' })
  const subjectVersion = moveConnection(tx, connection, 'offered')
  journal(tx, 'connection.offered', {
    subjectId: connection.id,
    subjectVersion,
    personId: connection.personId,
    detail: { way: channel, service: connection.serviceId, provider: connection.providerId },
  })
}
