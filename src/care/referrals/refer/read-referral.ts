import { dayOf } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import type { FieldIssue } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import { findOrganisationByCode } from '#foundations/access/index.ts'
import { findPractice } from '#foundations/geography/index.ts'
import { NO_KNOWN_PRACTICE } from '#registers/people/index.ts'
import { findTeam } from '#registers/teams/index.ts'
import type { KnownOfReferral } from '../create-referral.ts'
import type { ReferralRequest } from '../referral-request.ts'
import { agencyOf } from './agency.rules.ts'
import { NO_SUCH_PRACTICE, personDetails } from './person-body.rules.ts'
import { readBody, type ReferralBody } from './referral-body.rules.ts'
import type { SendingOrganisation } from './sender.queries.ts'

export interface SentBy {
  /** May still be on its way: then it travels with the other questions. */
  organisation: SendingOrganisation | Promise<SendingOrganisation>
  accountId: Id | null
  cameBy: ReferralRequest['cameBy']
}

export type ReadReferral =
  | {
      ok: true
      request: ReferralRequest
      /** Found while checking, so that nobody asks again. */
      known: KnownOfReferral
      /** As it was understood: what makes two sendings the same. */ body: ReferralBody
    }
  | { ok: false; issues: FieldIssue[] }

export const NO_SUCH_TEAM: FieldIssue = { field: 'team_id', message: 'There is no such team' }

/**
 * Reads what a sender says and checks it against what is known: fields, practice, team, organisation. Every fault is named
 * at once. Whether the team takes anybody just now is decided when it is sent. At most four statements, sent together. `read`: what the
 * fields say, where the caller has read them already.
 */
export async function readReferral(
  tx: Tx,
  given: unknown,
  by: SentBy,
  read = readBody(given, dayOf(tx.now())),
): Promise<ReadReferral> {
  const [{ notKnown, known }, organisation] = await Promise.all([lookUp(tx, read, given), by.organisation])
  const issues = [...(read.ok ? [] : read.issues), ...notKnown, ...foreign(given, organisation)]
  if (!read.ok || issues.length > 0)
    return {
      ok: false,
      issues: issues.filter(({ field }, n) => issues.findIndex((other) => other.field === field) === n),
    }
  return { ok: true, request: requestOf(read.value, { ...by, organisation }), known, body: read.value }
}

/** Practice and team are looked up even where other fields are wrong, so that all faults are told together. */
async function lookUp(
  tx: Tx,
  read: ReturnType<typeof readBody>,
  given: unknown,
): Promise<{ notKnown: FieldIssue[]; known: KnownOfReferral }> {
  const wrong = new Set(read.ok ? [] : read.issues.map(({ field }) => field))
  const sent = (given ?? {}) as { person?: { practice_code?: unknown }; team_id?: unknown }
  const practice = String(sent.person?.practice_code).trim().toUpperCase()
  const askPractice = !wrong.has('person') && !wrong.has('person.practice_code') && practice !== NO_KNOWN_PRACTICE
  const askTeam = !wrong.has('team_id') && !wrong.has('')
  const [knownPractice, team, practiceToTell] = await Promise.all([
    askPractice && !wrong.has('') ? findPractice(tx, practice) : true,
    askTeam && isId(sent.team_id) ? findTeam(tx, sent.team_id) : undefined,
    read.ok && askPractice && read.value.tell_practice ? findOrganisationByCode(tx, practice) : undefined,
  ])
  const notKnown = [
    ...(knownPractice ? [] : [{ field: 'person.practice_code', message: NO_SUCH_PRACTICE }]),
    ...(team || !askTeam ? [] : [NO_SUCH_TEAM]),
  ]
  return { notKnown, known: { team, practice: practiceToTell } }
}

/** A sender speaks for its own organisation only. */
function foreign(given: unknown, { code }: SendingOrganisation): FieldIssue[] {
  const { kind, organisation_code: said } =
    (given as { referrer?: { kind?: unknown; organisation_code?: unknown } } | null)?.referrer ?? {}
  const named = typeof said === 'string' && said.trim() !== '' ? said.trim().toUpperCase() : null
  if (named === code || (named === null && kind !== 'professional')) return []
  const message = code
    ? `Give ${code}: referrals are sent for one's own organisation`
    : 'Leave it out: your organisation has no code'
  return [{ field: 'referrer.organisation_code', message }]
}

function requestOf(
  body: ReferralBody,
  { organisation, accountId, cameBy }: SentBy & { organisation: SendingOrganisation },
): ReferralRequest {
  const { person, referrer, consent } = body
  return {
    teamId: body.team_id,
    person: personDetails(person),
    referrer: {
      kind: referrer.kind,
      name: referrer.name ?? `${person.given_name} ${person.family_name}`,
      role: referrer.role,
      profession: referrer.profession,
      relationship: referrer.relationship,
      agency: referrer.kind === 'professional' ? agencyOf(organisation.kind) : null,
      organisationId: organisation.id,
      organisationName: organisation.name,
      accountId,
      telephone: referrer.telephone,
      email: referrer.email,
    },
    reasons: body.reasons,
    reasonText: body.reason_text,
    risks: body.risks,
    noKnownRisks: body.no_known_risks,
    consent: { sharing: consent.sharing, by: consent.by ?? 'professional', note: consent.note },
    tellPractice: body.tell_practice && person.practice_code !== NO_KNOWN_PRACTICE,
    cameBy,
    details: { person: asSent(body) },
  }
}

/** The person as the sender gave them: what the sender may read back, since the record itself is not theirs to see. */
export type SentPerson = ReturnType<typeof asSent>

const asSent = ({ person: { nhs_number, ...person } }: ReferralBody) => ({
  ...person,
  nhs_number_given: nhs_number !== null,
})
