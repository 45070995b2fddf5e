import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson, saveConsent, withdrawConsent } from '#registers/people/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { agree, WORDING, type Agreement } from './connection.rules.ts'
import { lockConnection, type LockedConnection } from './move-connection.queries.ts'

export type AgreementRefusal = 'changed' | 'not-possible-now' | 'contact-kept-back' | 'helps-empty'

/**
 * Writes down the person's yes and what the group may see, as a consent of its own. Until the group is asked it may be given anew:
 * the earlier consent is taken back then, and the newest counts.
 */
export const agreeConnection = (
  ctx: Context,
  id: string,
  { version, ...given }: Agreement & { version: number },
): Promise<Decision<null, AgreementRefusal>> =>
  ctx.transaction(async (tx) => {
    const connection = await lockConnection(tx, id)
    const person = await getPerson(tx, connection.personId)
    const decision = agree(connection.status, given, person)
    if (!decision.ok) return decision
    if (connection.version !== version) return refuse('changed')
    await takeBackEarlier(tx, connection.id)
    saveAgreement(tx, connection, decision.value)
    journal(tx, 'connection.agreed', {
      subjectId: connection.id,
      subjectVersion: version + 1,
      personId: connection.personId,
      detail: { shared: [...decision.value.shared], by: decision.value.by },
    })
    return allow(null)
  })

async function takeBackEarlier(tx: Tx, connectionId: Id): Promise<void> {
  const earlier = await tx.first(
    db
      .selectFrom('connections.agreement as a')
      .innerJoin('people.consent as c', (on) =>
        on.onRef('c.partnership_id', '=', 'a.partnership_id').onRef('c.id', '=', 'a.consent_id'),
      )
      .select('c.id')
      .where('a.connection_id', '=', connectionId)
      .where('c.withdrawn_at', 'is', null),
  )
  if (earlier) await withdrawConsent(tx, earlier.id)
}

function saveAgreement(
  tx: Tx,
  { id, personId, providerId, version }: LockedConnection,
  { shared, helps, by }: Agreement,
): void {
  const consentId = saveConsent(tx, personId, {
    subject: 'sharing',
    answer: 'given',
    by,
    organisationId: providerId,
    wordingVersion: WORDING,
  })
  tx.save(
    db.insertInto('connections.agreement').values({
      partnership_id: tx.actor.partnershipId,
      connection_id: id,
      consent_id: consentId,
      agreed_by: by,
      recorded_by: teamActor(tx.actor).accountId,
      agreed_at: tx.now(),
    }),
  )
  tx.save(
    db
      .updateTable('connections.connection')
      .set({ status: 'agreed', version: version + 1, shared: [...shared], helps, wording: WORDING })
      .where('id', '=', id),
  )
}
