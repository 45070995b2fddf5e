import type { Day } from '#platform/days.ts'
import { connectionAccepted, connectionDeclined, connectionFirstVisit, connectionWaitlisted } from './connection.ts'
import { episodeClosedPerson, episodeClosedReferrer, episodeStartedPerson, episodeStartedReferrer } from './episode.ts'
import { EXAMPLE_DAY } from './examples.ts'
import { firstContactLetter } from './first-contact-letter.ts'
import { agencyConfirmEmail, statusLink } from './links.ts'
import { measureRequest } from './measure-request.ts'
import { offerStillOpen, offerToProvider, offerWithdrawn } from './offer.ts'
import { referralAcceptedPerson, referralAcceptedReferrer } from './referral-accepted.ts'
import { referralDeclinedPerson, referralDeclinedReferrer } from './referral-declined.ts'
import { referralAnswered, referralQuestion } from './referral-question.ts'
import { referralReceivedCarer, referralReceivedPerson, referralReceivedReferrer } from './referral-received.ts'
import { referralStillWaiting, referralWithdrawn } from './referral-still-open.ts'
import { neutralWording, type Spoken, type Template, type Wording } from './template.ts'

/** Every message that Trellis can send, by its code. */
const TEMPLATES = {
  'referral-received-referrer': referralReceivedReferrer,
  'referral-received-person': referralReceivedPerson,
  'referral-received-carer': referralReceivedCarer,
  'referral-question': referralQuestion,
  'referral-answered': referralAnswered,
  'referral-accepted-referrer': referralAcceptedReferrer,
  'referral-accepted-person': referralAcceptedPerson,
  'referral-declined-referrer': referralDeclinedReferrer,
  'referral-declined-person': referralDeclinedPerson,
  'referral-withdrawn': referralWithdrawn,
  'referral-still-waiting': referralStillWaiting,
  'agency-confirm-email': agencyConfirmEmail,
  'status-link': statusLink,
  'first-contact-letter': firstContactLetter,
  'measure-request': measureRequest,
  'offer-to-provider': offerToProvider,
  'offer-still-open': offerStillOpen,
  'offer-withdrawn': offerWithdrawn,
  'connection-accepted-person': connectionAccepted,
  'connection-waitlisted-person': connectionWaitlisted,
  'connection-declined-person': connectionDeclined,
  'connection-first-visit-person': connectionFirstVisit,
  'episode-started-referrer': episodeStartedReferrer,
  'episode-started-person': episodeStartedPerson,
  'episode-closed-referrer': episodeClosedReferrer,
  'episode-closed-person': episodeClosedPerson,
} as const

export type TemplateCode = keyof typeof TEMPLATES

/** What a template must be told. */
export type ValuesOf<Code extends TemplateCode> =
  (typeof TEMPLATES)[Code] extends Template<infer Values> ? Values : never

/** What a template says on a day; with `neutral` nothing of it is left but whom to ring. */
export function sayTemplate<Code extends TemplateCode>(
  code: Code,
  values: ValuesOf<Code>,
  today: Day,
  neutral: boolean,
): Wording {
  if (neutral) return neutralWording((values as Spoken).telephone)
  return (TEMPLATES[code] as unknown as Template<Spoken>).say(values, today)
}

export interface TemplatePreview {
  code: TemplateCode
  to: Template<Spoken>['to']
  /** The people of Anytown who are in it: their names have no place in a subject. */
  example: Spoken
  wording: Wording
  /** What is sent instead where it must give nothing away. */
  neutral: Wording
}

/** Each message as an example, for the preview page and for tests. */
export const templatePreviews: readonly TemplatePreview[] = Object.entries(TEMPLATES).map(([name, template]) => {
  const code = name as TemplateCode
  const { to, example } = template as unknown as Template<Spoken>
  return {
    code,
    to,
    example,
    wording: sayTemplate(code, example as never, EXAMPLE_DAY, false),
    neutral: sayTemplate(code, example as never, EXAMPLE_DAY, true),
  }
})
