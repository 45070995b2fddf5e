import { addDays, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { mayContact, type Person } from '#registers/people/index.ts'
import type { EpisodeStatus } from '../episode.rules.ts'
import type { Agreement, CarePlan, WayToShare } from './care-plan.type.ts'

/** What is decided when a plan is made: with whom it was agreed, or why with nobody, and when it is looked at again. */
export interface NewAgreement {
  /** The revision that was on the page. */
  revision: number
  agreedWith: Agreement['agreedWith']
  representative: string | null
  whyNot: string | null
  agreedOn: Day
  reviewOn: Day
  responsibleId: string
}

export type AgreementRefusal =
  | 'closed'
  | 'changed'
  | 'nothing-in-it'
  | 'agreed-later-than-today'
  | 'review-before-agreement'
  | 'review-far'

/** Nobody can promise to look at it again later than this. In days. */
const LATEST_REVIEW = 366

/** Whether a plan may be made of what stands. A plan that nobody agreed to is a plan too, with its reason. */
export function mayAgree(
  plan: CarePlan,
  status: EpisodeStatus,
  given: NewAgreement,
  today: Day,
): Decision<NewAgreement, AgreementRefusal> {
  if (status === 'closed') return refuse('closed')
  if (given.revision !== plan.revision) return refuse('changed')
  if (plan.aboutMe.mostImportant === '' && plan.goals.length === 0) return refuse('nothing-in-it')
  if (given.agreedOn > today) return refuse('agreed-later-than-today')
  if (given.reviewOn <= given.agreedOn) return refuse('review-before-agreement')
  if (given.reviewOn > addDays(today, LATEST_REVIEW)) return refuse('review-far')
  return allow(given)
}

export type SharingRefusal = 'never-agreed' | 'changed-since' | 'risks-not-said' | 'not-this-way' | 'no-representative'

/** What is still missing before a plan may be given out (the mandatory items of the PRSB standard: somebody looked at risks). */
export function mayShare(
  plan: CarePlan,
): Decision<Agreement, Exclude<SharingRefusal, 'not-this-way' | 'no-representative'>> {
  const [latest] = plan.agreements
  if (!latest) return refuse('never-agreed')
  if (latest.revision !== plan.revision) return refuse('changed-since')
  if (plan.risks.length === 0 && !plan.noKnownRisks) return refuse('risks-not-said')
  return allow(latest)
}

/** What somebody told us binds this too: no post where post is not safe, no e-mail where there is none. */
export function mayShareThisWay(person: Person, how: WayToShare, at: Date): boolean {
  if (how === 'paper' || how === 'aloud') return true
  const answer = mayContact(person, how, at)
  return answer.ok || answer.reason === 'not-now' || answer.reason === 'hours-need-a-person'
}

export const SHARING_REFUSALS: Record<SharingRefusal, string> = {
  'never-agreed': 'Agree the plan first, or say why it could not be agreed.',
  'changed-since': 'Something was written after the plan was agreed. Agree it again.',
  'risks-not-said': 'Write down the risks, or say that there are no known risks.',
  'not-this-way': 'They asked us not to use this way, or we do not know how.',
  'no-representative': 'Nobody speaks for them in this plan.',
}
