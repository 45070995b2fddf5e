import { contextOf } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { newId, type Id } from '#platform/ids.ts'
import { SendFault } from './adapters/adapter.ts'
import { findMessageForUpdate, saveFate, type Message } from './message.queries.ts'
import { judgeReceipt, type Consequence, type Receipt } from './receipt.rules.ts'
import { noteFault, type Sending } from './send-message.ts'

type Receiving = Pick<Sending, 'services' | 'onAbandoned'>

/**
 * Writes down what a provider says became of a message. A receipt does not name the partnership, and an installation's
 * partnerships share one account there: the message is looked for in each. Throws `NotFound` when none has it.
 */
export async function noteReceipt(receiving: Receiving, receipt: Receipt): Promise<Consequence> {
  const { database, clock } = receiving.services
  const listed = db.selectFrom('access.partnership').select('id').compile()
  const { rows } = await database.pool.query<{ id: Id }>(listed.sql)
  for (const { id: partnershipId } of rows) {
    const ctx = contextOf(database, { kind: 'job', partnershipId, cause: 'message.receipt' }, newId(), clock)
    const consequence = await ctx.transaction(async (tx) => {
      const message = await findMessageForUpdate(tx, receipt.messageId)
      return message && follow(tx, receiving, message, receipt)
    })
    if (consequence) return consequence
  }
  throw new NotFound()
}

async function follow(tx: Tx, receiving: Receiving, message: Message, receipt: Receipt): Promise<Consequence> {
  const consequence = judgeReceipt(message, receipt, tx.now())
  if (consequence === 'delivered') noteDelivered(tx, message, receipt)
  if (consequence === 'try-again' || consequence === 'give-up') {
    const fault = new SendFault({ retry: consequence === 'try-again', code: `notify-${receipt.status}` })
    await noteFault(tx, receiving, message, fault)
  }
  return consequence
}

/** It may have arrived before we knew that it had gone. */
function noteDelivered(tx: Tx, { id }: Message, { providerReference }: Receipt): void {
  saveFate(tx, id, { status: 'sent', providerReference, claimedUntil: null, errorCode: null, forgetLink: true })
  saveFate(tx, id, { status: 'delivered' })
}
