import type { Day } from '#platform/days.ts'
import type { FormIssue } from '#platform/forms.ts'
import { isId, newId, type Id } from '#platform/ids.ts'
import { isNeed, NEEDS, type Need } from '#registers/directory/index.ts'
import {
  ABOUT_ME_FIELDS,
  ACTION_STATUSES,
  GOAL_STATUSES,
  type AboutMe,
  type Action,
  type CarePlan,
  type Concern,
  type Goal,
  type Line,
  type Risk,
} from './care-plan.type.ts'
import { dayIn, idsOf, linesOf, PARTS, toWords, type Thing, type Words } from './words.rules.ts'

/** One thing as it is from the next revision on. */
export type Written<T> = T & { removed: boolean; place: number }

/** What the next revision holds. What did not change is not in it. */
export interface Changes {
  aboutMe: AboutMe | null
  noKnownRisks: boolean | null
  strength: Written<Line>[]
  adjustment: Written<Line>[]
  concern: Written<Concern>[]
  goal: Written<Goal>[]
  action: Written<Action>[]
  risk: Written<Risk>[]
}

/** The kinds of things that changed, as codes for the journal. */
export const changedKinds = (changes: Changes): string[] =>
  Object.entries(changes).flatMap(([kind, change]) =>
    change === null || (Array.isArray(change) && change.length === 0) ? [] : [kind],
  )

/** What follows from the words that now count, or what is to be mended in them. `today`: the day on which a risk ticked as over ended. */
export function changesFrom(current: CarePlan, words: Words, today: Day): { changes: Changes; issues: FormIssue[] } {
  const issues = tooLong(words)
  const was = toWords(current)
  const changedIds = (thing: Thing) =>
    idsOf(thing, words).filter((id) =>
      PARTS[thing].some((part) => (words[`${thing}.${id}.${part}`] ?? '') !== (was[`${thing}.${id}.${part}`] ?? '')),
    )
  const written = <T extends { id: Id }>(
    thing: Thing,
    list: readonly T[],
    read: (id: Id, get: (part: string) => string) => T,
  ): Written<T>[] =>
    changedIds(thing).flatMap((id): Written<T>[] => {
      const place = idsOf(thing, words).indexOf(id)
      const known = list.find((one) => one.id === id)
      const get = (part: string) => words[`${thing}.${id}.${part}`] ?? ''
      if (mainOf(thing, get, known !== undefined) !== '') return [{ ...read(id, get), removed: false, place }]
      // Without its words a thing that was there is taken away; one that is new was begun and not finished.
      if (known) return [{ ...known, removed: true, place }]
      if (strayPart(thing, get)) issues.push({ path: `${thing}.${id}.${PARTS[thing][0]}`, message: UNSAID[thing] })
      return []
    })

  const aboutMe = Object.fromEntries(ABOUT_ME_FIELDS.map((field) => [field, words[`about.${field}`] ?? ''])) as AboutMe
  const changes: Changes = {
    aboutMe: ABOUT_ME_FIELDS.some((field) => aboutMe[field] !== current.aboutMe[field]) ? aboutMe : null,
    noKnownRisks:
      (words.noKnownRisks === 'yes') === (current.noKnownRisks !== null) ? null : words.noKnownRisks === 'yes',
    strength: lineChanges(current.strengths, words.strengths),
    adjustment: lineChanges(current.adjustments, words.adjustments),
    concern: written('concern', current.concerns, (id, get) => ({
      id,
      text: mainOf('concern', get, false),
      need: needIn(get('need')),
      withheld: get('withheld') === 'yes',
    })),
    goal: written('goal', current.goals, (id, get) => ({
      id,
      concernId: isId(get('concern')) ? get('concern') : null,
      text: get('text'),
      importance: scaleIn(get('importance'), `goal.${id}.importance`, issues),
      confidence: scaleIn(get('confidence'), `goal.${id}.confidence`, issues),
      status: oneOf(GOAL_STATUSES, get('status'), 'open'),
      target: get('target'),
    })),
    action: written('action', current.actions, (id, get) => ({
      id,
      goalId: goalIn(get('goal'), `action.${id}.what`, issues),
      what: get('what'),
      who: get('who'),
      byWhen: get('byWhen'),
      strategies: get('strategies'),
      status: oneOf(ACTION_STATUSES, get('status'), 'planned'),
      confidence: scaleIn(get('confidence'), `action.${id}.confidence`, issues),
      reviewOn: dateIn(get('reviewOn'), `action.${id}.reviewOn`, issues),
    })),
    risk: written('risk', current.risks, (id, get) => {
      const since = dateIn(get('since'), `risk.${id}.since`, issues)
      if (since && since > today)
        issues.push({ path: `risk.${id}.since-day`, message: 'The day must be today or in the past' })
      const until = get('over') === 'yes' ? (current.risks.find((one) => one.id === id)?.until ?? today) : null
      if (since && until && since > until)
        issues.push({ path: `risk.${id}.since-day`, message: 'It cannot begin after it was over' })
      return { id, text: get('text'), since, until, comment: get('comment'), withheld: get('withheld') === 'yes' }
    }),
  }
  issues.push(...goalless(current, words))
  if (
    words.noKnownRisks === 'yes' &&
    idsOf('risk', words).some((id) => words[`risk.${id}.text`] && words[`risk.${id}.over`] !== 'yes')
  )
    issues.push({
      path: 'noKnownRisks',
      message: 'There is a risk in the list. Take it away, or take away the tick at “No known risks”',
    })
  return { changes, issues }
}

/** A step was written under a goal that has no words. Steps of a goal that was taken away stay, and show that. */
const goalless = (current: CarePlan, words: Words): FormIssue[] =>
  [
    ...new Set(
      idsOf('action', words).flatMap((id) => (words[`action.${id}.what`] ? [words[`action.${id}.goal`] ?? ''] : [])),
    ),
  ]
    .filter((goal) => isId(goal) && !words[`goal.${goal}.text`] && !current.goals.some(({ id }) => id === goal))
    .filter((goal) => !current.actions.some(({ goalId }) => goalId === goal))
    .map((goal) => ({ path: `goal.${goal}.text`, message: UNSAID.goal }))

const UNSAID: Record<Thing, string> = {
  concern: 'Say what the worry is',
  goal: 'Say what the goal is',
  action: 'Say what the next step is',
  risk: 'Say what the risk is',
}

/** A new worry may be a need alone: its label are its words then. */
function mainOf(thing: Thing, get: (part: string) => string, isKnown: boolean): string {
  const main = get(PARTS[thing][0])
  if (main !== '' || thing !== 'concern' || isKnown) return main
  const need = needIn(get('need'))
  return need ? NEEDS[need].label : ''
}

/** Something that was typed beside words that are not there. What a blank row carries anyway does not count. */
const strayPart = (thing: Thing, get: (part: string) => string): boolean =>
  PARTS[thing].slice(1).some((part) => get(part) !== '' && !CARRIED.has(part))

const CARRIED: ReadonlySet<string> = new Set(['goal', 'concern', 'status', 'withheld', 'over', 'need'])

function lineChanges(list: readonly Line[], text: string | undefined): Written<Line>[] {
  if (text === undefined) return []
  const lines = linesOf(text)
  return [
    ...list.filter((one) => !lines.includes(one.text)).map((one, place) => ({ ...one, removed: true, place })),
    ...lines.flatMap((line, place) =>
      list.some((one) => one.text === line) ? [] : [{ id: newId(), text: line, removed: false, place }],
    ),
  ]
}

const needIn = (code: string): Need | null => (isNeed(code) ? code : null)

const oneOf = <T extends string>(known: Record<T, string>, code: string, otherwise: T): T =>
  code in known ? (code as T) : otherwise

function scaleIn(text: string, path: string, issues: FormIssue[]): number | null {
  if (text === '') return null
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= 10) return value
  issues.push({ path, message: 'Choose a number from 1 to 10' })
  return null
}

function goalIn(id: string, path: string, issues: FormIssue[]): Id {
  if (!isId(id)) issues.push({ path, message: 'Say which goal this step is for' })
  return id
}

function dateIn(text: string, path: string, issues: FormIssue[]): Day | null {
  const found = dayIn(text)
  if (text !== '' && !found) issues.push({ path: `${path}-day`, message: 'The date must be a real date' })
  return found ?? null
}

/** Longer than this is a document, not an answer. In characters. */
const LONGEST = 4000

const tooLong = (words: Words): FormIssue[] =>
  Object.entries(words).flatMap(([path, text]) =>
    text.length > LONGEST ? [{ path, message: `This must be ${LONGEST} characters or fewer` }] : [],
  )
