import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { deleteDraft } from '#platform/draft.ts'
import type { Id } from '#platform/ids.ts'
import { once, requestHash, type Once } from '#platform/idempotency.ts'
import type { Services } from '#platform/services.ts'
import { registerPerson } from '#registers/people/index.ts'
import { planReferral, type KnownOfReferral } from '../create-referral.ts'
import type { Receipt, ReferralRequest } from '../referral-request.ts'
import { personDetails } from './person-body.rules.ts'
import type { ReferralBody } from './referral-body.rules.ts'

interface Sending {
  /** As it was understood: two sendings with one key must be the same in it. */
  body: ReferralBody
  /** Checked against what is known, in the transaction that sends it. Throws `Invalid`. */
  request(tx: Tx): Promise<{ request: ReferralRequest; known?: KnownOfReferral }>
  /** Who chose the key: an organisation or an account. */
  owner: Id
  key: string
  /** Forgotten when it is sent. */
  draft?: Id
}

export type SentOnce = Once<{ status: 201; answer: Receipt & Record<string, unknown> }>

/**
 * Sends a referral once for its key, however often it is sent: a second time gets the first answer. Throws `Invalid` when
 * it cannot be sent as it is.
 */
export const sendReferral = (
  ctx: Context,
  services: Services,
  { body, request, owner, key, draft }: Sending,
): Promise<SentOnce> =>
  once(ctx, owner, key, requestHash(body), async (tx) => {
    // On its way together with the checks: a referral that is refused takes the person back with it.
    const registered = registerPerson(tx, services.keys, personDetails(body.person))
    registered.catch(() => {}) // the transaction fails of it
    const checked = await request(tx)
    const { answer, write } = await planReferral(tx, services, checked.request, { known: checked.known, registered })
    return {
      answer,
      write: async () => {
        if (draft) deleteDraft(tx, draft)
        await write()
      },
    }
  })
