import type { z } from 'zod'
import { dayOf, type Day } from '#platform/days.ts'
import {
  DECLINE_REASONS,
  historyOf,
  nextDateOf,
  ownerOf,
  sayEnd,
  sayNext,
  STATUS_WORDS,
  type Receipt,
  type SentReferralDetails,
} from '#care/referrals/index.ts'
import { HELPLINES } from '#ui/helplines.ts'
import type { RECEIPT, REFERRAL } from './referral.type.ts'

/** Said to a program too: it may show it to whoever sent the referral. */
const { emergency, nhs111, samaritans } = HELPLINES
const URGENT = `If somebody may be in danger, do not wait: ring ${emergency.telephone}, or ${nhs111.telephone}, or Samaritans on ${samaritans.telephone}.`

/** The answer to a referral that was just sent. */
export const receiptJson = ({
  id,
  reference,
  status,
  owner,
  next_date,
  what_happens_next,
  urgent,
}: Receipt): z.input<typeof RECEIPT> => ({
  id,
  reference,
  status,
  owner,
  next_date,
  what_happens_next: urgent ? `${URGENT} ${what_happens_next}` : what_happens_next,
})

/** What the organisation that sent a referral may read back: what it sent and what became of it, never the record. */
export const referralJson = (referral: SentReferralDetails, today: Day): z.input<typeof REFERRAL> => ({
  id: referral.id,
  reference: referral.reference,
  status: referral.status,
  status_words: STATUS_WORDS[referral.status],
  version: referral.version,
  received_at: referral.receivedAt.toISOString(),
  owner: ownerOf(referral),
  next_date: nextDateOf(referral),
  what_happens_next: sayNext(referral, today),
  team: { id: referral.team.id, name: referral.team.name, telephone: referral.team.telephone },
  person: referral.person,
  referrer: { name: referral.sentBy, ...referral.referrer },
  reasons: referral.reasons,
  reason_text: referral.reasonText,
  risks: referral.risks.map((text) => ({ text })),
  no_known_risks: referral.noKnownRisks,
  consent: referral.consent,
  tell_practice: referral.tellPractice,
  questions: referral.questions.map((q) => ({
    question: q.question,
    asked_by: q.askedBy,
    asked_at: q.askedAt.toISOString(),
    answer: q.answer,
    answered_at: q.answeredAt?.toISOString() ?? null,
  })),
  acceptance: referral.acceptance && {
    accepted_by: referral.acceptance.by,
    accepted_on: dayOf(referral.acceptance.at),
    first_contact_by: referral.acceptance.firstContactBy,
    worker: referral.worker,
  },
  progress: referral.progress.map((step) => ({
    stage: step.stage,
    at: step.at.toISOString(),
    end_reason: step.stage === 'closed' && sayEnd(step.reason) ? step.reason : null,
  })),
  decline: referral.decline && {
    reason: referral.decline.reason,
    reason_words: DECLINE_REASONS[referral.decline.reason],
    note: referral.decline.note,
    declined_on: dayOf(referral.decline.at),
    better: referral.decline.better,
  },
  withdrawal: referral.withdrawal && {
    by: referral.withdrawal.by,
    withdrawn_at: referral.withdrawal.at.toISOString(),
    note: referral.withdrawal.note,
  },
  history: historyOf(referral).map(({ at, words }) => ({ at: at.toISOString(), words })),
})
