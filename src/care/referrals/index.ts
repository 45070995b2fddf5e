import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/services.ts'
import { addAskRoutes } from './ask/index.ts'
import { addInboxRoutes } from './inbox/inbox.routes.tsx'
import { addReferRoutes } from './refer/refer.routes.tsx'
import { addSentRoutes } from './sent/sent.routes.tsx'
import { addStatusRoutes } from './status/status.routes.tsx'

/** Every page of a referral's way, from asking to hearing back. */
export function addReferralRoutes(app: FastifyInstance, services: Services): void {
  addAskRoutes(app, services)
  addInboxRoutes(app, services)
  addStatusRoutes(app, services)
  addReferRoutes(app, services)
  addSentRoutes(app, services)
}

export { REFERRAL_STATUSES } from './referral-facts.queries.ts'
export { createReferral, planReferral } from './create-referral.ts'
export type { Reason } from './reasons.ts'
export type { Receipt, Referrer, ReferralRequest } from './referral-request.ts'
export { accept, firstContactDefault, isOpen } from './referral.rules.ts'

// For telling whoever asked how the work goes: `support`.
export { recordProgress } from './progress.queries.ts'
export { END_WORDS, sayEnd, type EndReason } from './progress.rules.ts'

// For answering with a yes, which opens an episode: `support`.
export { allocateReferral, type AllocationRefusal } from './inbox/allocate-referral.ts'
export { version, versionIn } from './inbox/answer.forms.ts'
export { AnsweredPage, ChangedNotice } from './inbox/changed.pages.tsx'
export { INBOX_POLICY } from './inbox/inbox.policy.ts'
export { lockReferral, type LockedReferral } from './inbox/move-referral.queries.ts'
export { openReferral, type OpenedReferral } from './inbox/open-referral.ts'
export { mustBeCareful, safeContactLines, sayLanguageNeed, sayReasons } from './inbox/person-brief.pages.tsx'
export { recordAcceptance } from './inbox/record-acceptance.ts'
export { LANGUAGES } from './refer/languages.ts'
export { ACCESS_NEED_CHOICES, WAYS } from './refer/person-fields.pages.tsx'
export { findMeantPractice } from './refer/who-covers.ts'
export { NO_SUCH_TEAM, readReferral, type ReadReferral, type SentBy } from './refer/read-referral.ts'
export { readBody, referralBody, type ReferralBody } from './refer/referral-body.rules.ts'
export { sendReferral, type SentOnce } from './refer/send-referral.ts'
export { getSendingOrganisation } from './refer/sender.queries.ts'
export { getSentReferral, viewSentReferral, type SentReferralDetails } from './sent/sent-referral.queries.ts'
export { historyOf, nextDateOf, ownerOf, sayNext } from './sent/sent-referral.rules.ts'
export { withdrawReferral } from './sent/withdraw-referral.ts'
export { DECLINE_REASONS, STATUS_WORDS } from './referral.rules.ts'

// For news of what came of it.
export { wayToReferrer } from './tell.ts'

// The team's other answers, for the invented town: real ones come through the pages.
export { askReferrer } from './inbox/ask-question.ts'
export { declineReferral } from './inbox/decline-referral.ts'

// The door of a person's link, which asks the birth date first: `support`.
export { isKnown as isKnownLink, remember as rememberLink, tryDoor } from './status/known-link.ts'
export { BirthDatePage, NoSuchLinkPage } from './status/status.pages.tsx'
