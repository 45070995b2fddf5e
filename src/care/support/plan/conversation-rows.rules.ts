import type { FormIssue, FormState } from '#platform/forms.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { CarePlan } from './care-plan.type.ts'
import { idsOf, PARTS, type Thing, type Words } from './words.rules.ts'

/** The rows of the conversation page: what is there or was typed, then blank ones to write in. Their ids are made with the page, so that sending twice writes once. */
export interface ConversationRows {
  concerns: Id[]
  goals: { id: Id; actions: Id[] }[]
  /** Steps of goals that were taken away. */
  others: { goalId: Id; actions: Id[] }[]
  risks: Id[]
}

const BLANK = { concern: 2, goal: 1, risk: 1 } as const

/** The rows for a page. Risks that are over are not asked about again. */
export function rowsOf(plan: CarePlan, words: Words): ConversationRows {
  const known = {
    concern: plan.concerns,
    goal: plan.goals,
    action: plan.actions,
    risk: plan.risks.filter(({ until }) => !until),
  }
  const past = new Set(plan.risks.flatMap(({ id, until }) => (until ? [id] : [])))
  const shown = (thing: Thing) =>
    idsOf(thing, words).filter(
      (id) => !past.has(id) && (known[thing].some((one) => one.id === id) || isTyped(thing, id, words)),
    )
  const actions = shown('action')
  const under = (goalId: Id) => actions.filter((id) => words[`action.${id}.goal`] === goalId)
  const goals = [
    ...new Set([
      ...shown('goal'),
      ...actions.map((id) => words[`action.${id}.goal`]!).filter((id) => !isGone(id, plan, words)),
    ]),
  ]
  const blanks = (thing: keyof typeof BLANK) => Array.from({ length: BLANK[thing] }, () => newId())
  return {
    concerns: [...shown('concern'), ...blanks('concern')],
    goals: [...goals, ...blanks('goal')].map((id) => ({ id, actions: [...under(id), newId()] })),
    others: [...new Set(actions.map((id) => words[`action.${id}.goal`]!))]
      .filter((id) => isGone(id, plan, words))
      .map((goalId) => ({ goalId, actions: under(goalId) })),
    risks: [...shown('risk'), ...blanks('risk')],
  }
}

/** A goal that was taken away earlier: nobody is asked for its words again. */
const isGone = (goalId: Id, plan: CarePlan, words: Words): boolean =>
  !words[`goal.${goalId}.text`] &&
  !plan.goals.some(({ id }) => id === goalId) &&
  plan.actions.some((action) => action.goalId === goalId)

/** Somebody wrote in this row. What a blank row carries anyway does not count. */
const isTyped = (thing: Thing, id: Id, words: Words): boolean =>
  PARTS[thing].some((part) => part !== 'goal' && Boolean(words[`${thing}.${id}.${part}`]))

/** Words as the values of a form; a date that is none is given back in the parts in which it was typed. */
export const formOf = (words: Words, issues: FormIssue[] = []): FormState => ({
  values: Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, /\.(since|reviewOn)$/.test(name) ? partsOf(value) : value]),
  ),
  issues,
})

function partsOf(value: string): unknown {
  if (!value.includes('|')) return value
  const [day, month, year] = value.split('|')
  return { day, month, year }
}
