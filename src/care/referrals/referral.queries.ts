import type { Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { ReferralRequest } from './referral-request.ts'

interface Insertion {
  request: ReferralRequest
  id: Id
  personId: Id
  reference: string
  nextDate: Day
  urgent: boolean
}

/** Writes a new referral and its risks. */
export function insertReferral(tx: Tx, { request, id, personId, reference, nextDate, urgent }: Insertion): void {
  const { referrer, consent } = request
  tx.add('referrals.referral', {
    partnership_id: tx.actor.partnershipId,
    id,
    reference,
    person_id: personId,
    team_id: request.teamId,
    received_at: tx.now(),
    came_by: request.cameBy,
    referrer_kind: referrer.kind,
    referrer_name: referrer.name,
    referrer_role: referrer.role,
    referrer_profession: referrer.profession,
    referrer_relationship: referrer.relationship,
    referrer_agency: referrer.agency,
    referrer_organisation_id: referrer.organisationId,
    referrer_organisation_name: referrer.organisationName,
    referrer_account_id: referrer.accountId,
    referrer_telephone: referrer.telephone,
    referrer_email: referrer.email,
    reasons: [...request.reasons],
    reason_text: request.reasonText,
    no_known_risks: request.noKnownRisks,
    consent_sharing: consent.sharing,
    consent_by: consent.by,
    consent_note: consent.note,
    tell_practice: request.tellPractice,
    urgent,
    next_date: nextDate,
    details: JSON.stringify(request.details ?? {}),
  })
  for (const [n, { text }] of request.risks.entries())
    tx.add('referrals.risk', { partnership_id: tx.actor.partnershipId, referral_id: id, number: n + 1, text })
}
