import type { ReferralRequest } from '#care/referrals/index.ts'
import type { Id } from '#platform/ids.ts'
import type { Contacted, Ended, Said, Step } from './life.type.ts'

/** The steps of a life as the forms of the program would have them. */

/** Tasks that end when somebody says that they are done. */
export const TOLD_BY_HAND: readonly string[] = ['tell-person', 'tell-referrer', 'tell-practice', 'find-another']

export const contactOf = ({ way, outcome, note, at }: Contacted & Pick<Step, 'at'>) => ({
  happenedAt: at,
  kind: way,
  outcome,
  note,
  place: null,
  others: null,
  withheld: false,
})

export const typedWords = (
  { matters, pleaseDo, strengths, concern, need, goal, importance, confidence, step }: Said,
  ids: { concern: Id; goal: Id; action: Id },
): Record<string, string> => ({
  'about.mostImportant': matters,
  'about.pleaseDo': pleaseDo,
  strengths: strengths.join('\n'),
  [`concern.${ids.concern}.text`]: concern,
  [`concern.${ids.concern}.need`]: need,
  [`goal.${ids.goal}.text`]: goal,
  [`goal.${ids.goal}.concern`]: ids.concern,
  [`goal.${ids.goal}.importance`]: String(importance),
  [`goal.${ids.goal}.confidence`]: String(confidence),
  [`action.${ids.action}.what`]: step,
  [`action.${ids.action}.goal`]: ids.goal,
  [`action.${ids.action}.who`]: 'Together',
  noKnownRisks: 'yes',
})

export const closureOf = (
  { reason, outcome, summary, requestedActions }: Ended,
  { tellPractice }: ReferralRequest,
) => ({
  reason,
  outcome,
  summary,
  requestedActions,
  noActionsRequired: requestedActions.length === 0,
  tellPractice,
  diedOn: null,
})
