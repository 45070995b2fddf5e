import { organisationOf } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { prepared } from '#platform/database/prepared.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { OrganisationKind } from '#foundations/access/index.ts'

/** The organisation on whose behalf somebody refers. */
export interface SendingOrganisation {
  id: Id
  name: string
  kind: OrganisationKind
  /** Its ODS code, where it has one. */
  code: string | null
}

/** What a member of staff need not type: what their account holds, and what they said when they last referred. */
export interface Sender {
  accountId: Id
  name: string
  organisation: SendingOrganisation
  email: string
  role: string | null
  profession: string | null
  telephone: string | null
}

/** The organisation that the caller (an account or a key) acts for. */
export async function getSendingOrganisation(tx: Tx): Promise<SendingOrganisation> {
  const row = await tx.first(oneOrganisation(tx.actor.partnershipId, organisationOf(tx.actor) ?? NOBODY))
  if (!row) throw new NotFound('organisation')
  return organisation(row)
}

const oneOrganisation = prepared((partnershipId: Id, id: Id) =>
  db
    .selectFrom('access.organisation')
    .select(['id', 'name', 'kind', 'ods_code'])
    .where('partnership_id', '=', partnershipId)
    .where('id', '=', id),
)

/** The member of staff who acts. One statement. */
export async function getSender(tx: Tx): Promise<Sender> {
  if (tx.actor.kind !== 'account') throw new NotFound('account')
  const { accountId, organisationId, partnershipId, name } = tx.actor
  const row = await tx.first(
    db
      .selectFrom('access.account as a')
      .innerJoin('access.organisation as o', (on) =>
        on.onRef('o.partnership_id', '=', 'a.partnership_id').on('o.id', '=', organisationId),
      )
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('referrals.referral as r')
            .select(['r.referrer_role', 'r.referrer_profession', 'r.referrer_telephone', 'r.referrer_email'])
            .where('r.partnership_id', '=', partnershipId)
            .where('r.referrer_organisation_id', '=', organisationId)
            .where('r.referrer_account_id', '=', accountId)
            .orderBy('r.received_at', 'desc')
            .limit(1)
            .as('last'),
        (on) => on.onTrue(),
      )
      .select(['a.email', 'o.id', 'o.name', 'o.kind', 'o.ods_code'])
      .select(['last.referrer_role', 'last.referrer_profession', 'last.referrer_telephone', 'last.referrer_email'])
      .where('a.partnership_id', '=', partnershipId)
      .where('a.id', '=', accountId),
  )
  if (!row) throw new NotFound('account')
  return {
    accountId,
    name,
    organisation: organisation(row),
    email: row.referrer_email ?? row.email,
    role: row.referrer_role,
    profession: row.referrer_profession,
    telephone: row.referrer_telephone,
  }
}

const organisation = (row: { id: Id; name: string; kind: string; ods_code: string | null }): SendingOrganisation => ({
  id: row.id,
  name: row.name,
  kind: row.kind as OrganisationKind,
  code: row.ods_code,
})

const NOBODY = '00000000-0000-0000-0000-000000000000'
