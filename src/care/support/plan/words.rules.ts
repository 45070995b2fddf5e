import { parseDay, type Day } from '#platform/days.ts'
import { cleanWords } from '#platform/text.ts'
import { isId, type Id } from '#platform/ids.ts'
import { ABOUT_ME, ABOUT_ME_FIELDS, type AboutMeField, type CarePlan } from './care-plan.type.ts'

/**
 * What was said, as flat text by name: 'about.mostImportant', 'goal.<id>.text', 'strengths' (one on each line). Forms, drafts
 * and the merging of two edits all speak this, so that each is written once. A name that is not there was not asked.
 */
export type Words = Readonly<Record<string, string>>

/** The parts of the things that have several, the one without which it is nothing first. Dates are days, or what was typed instead. */
export const PARTS = {
  concern: ['text', 'need', 'withheld'],
  goal: ['text', 'concern', 'importance', 'confidence', 'status', 'target'],
  action: ['what', 'goal', 'who', 'byWhen', 'strategies', 'status', 'confidence', 'reviewOn'],
  risk: ['text', 'since', 'comment', 'withheld', 'over'],
} as const

export type Thing = keyof typeof PARTS
export const THINGS = Object.keys(PARTS) as Thing[]

/** A posted form as words. What is no name of ours is left out; several values under one name: the last counts (a tick over its hidden blank). */
export function wordsOf(body: unknown): Words {
  const typed = new Map<string, string>()
  for (const [name, value] of Object.entries(body ?? {})) {
    const last = [value].flat().at(-1) as unknown
    if (typeof last === 'string') typed.set(name, cleanWords(last))
  }
  const words: [string, string][] = [...typed].filter(([name]) => isName(name))
  for (const name of typed.keys())
    if (name.endsWith('-day') && isName(name.slice(0, -4)))
      words.push([name.slice(0, -4), dateOf(typed, name.slice(0, -4))])
  return Object.fromEntries(words)
}

/** The revision that was on the page, and the version of the draft that it goes on from; 0 where the form says nothing sensible. */
export function numbersIn(body: unknown): { base: number; draft: number } {
  const { base, draft } = (body ?? {}) as Record<string, unknown>
  const whole = (value: unknown) => (/^\d{1,9}$/.test(String(value)) ? Number(value) : 0)
  return { base: whole(base), draft: whole(draft) }
}

function isName(name: string): boolean {
  if (name === 'strengths' || name === 'adjustments' || name === 'noKnownRisks') return true
  const [thing = '', id, part, ...more] = name.split('.')
  if (more.length > 0) return false
  if (thing === 'about') return part === undefined && (ABOUT_ME_FIELDS as readonly string[]).includes(id ?? '')
  return Object.hasOwn(PARTS, thing) && isId(id) && (PARTS[thing as Thing] as readonly string[]).includes(part ?? '')
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A day, nothing, or the three parts as they were typed: "31|2|2026". */
function dateOf(typed: ReadonlyMap<string, string>, name: string): string {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => typed.get(`${name}-${part}`))
  if (!day && !month && !year) return ''
  const named = MONTHS.indexOf(month.toLowerCase().slice(0, 3)) + 1
  const whole = `${year}-${(named ? String(named) : month).padStart(2, '0')}-${day.padStart(2, '0')}`
  return parseDay(whole) ?? [day, month, year].join('|')
}

/** What stands, as words. */
export function toWords(plan: CarePlan): Words {
  return {
    ...Object.fromEntries(ABOUT_ME_FIELDS.map((field) => [`about.${field}`, plan.aboutMe[field]])),
    strengths: plan.strengths.map(({ text }) => text).join('\n'),
    adjustments: plan.adjustments.map(({ text }) => text).join('\n'),
    noKnownRisks: plan.noKnownRisks ? 'yes' : '',
    ...thingWords('concern', plan.concerns, ({ text, need, withheld }) => [text, need ?? '', tick(withheld)]),
    ...thingWords('goal', plan.goals, (goal) => [
      goal.text,
      goal.concernId ?? '',
      scale(goal.importance),
      scale(goal.confidence),
      goal.status,
      goal.target,
    ]),
    ...thingWords('action', plan.actions, (action) => [
      action.what,
      action.goalId,
      action.who,
      action.byWhen,
      action.strategies,
      action.status,
      scale(action.confidence),
      action.reviewOn ?? '',
    ]),
    ...thingWords('risk', plan.risks, ({ text, since, comment, withheld, until }) => [
      text,
      since ?? '',
      comment,
      tick(withheld),
      tick(until !== null),
    ]),
  }
}

const tick = (on: boolean) => (on ? 'yes' : '')
const scale = (value: number | null) => (value === null ? '' : String(value))

const thingWords = <T extends { id: Id }>(
  thing: Thing,
  list: readonly T[],
  valuesOf: (one: T) => readonly string[],
): Words =>
  Object.fromEntries(
    list.flatMap((one) => valuesOf(one).map((value, n) => [`${thing}.${one.id}.${PARTS[thing][n]}`, value])),
  )

/** Something that two changed at once, each to another text. */
export interface Clash {
  name: string
  theirs: string
  yours: string
}

/**
 * Three versions become one: what one side left alone, the other side decides; lists of lines take both sides' lines.
 * Where both changed the same words, `merged` has ours and the clash shows both.
 */
export function mergeWords(base: Words, current: Words, typed: Words): { merged: Words; clashes: Clash[] } {
  const merged: Record<string, string> = { ...current }
  const clashes: Clash[] = []
  for (const [name, yours] of Object.entries(typed)) {
    const [was, theirs] = [base[name] ?? '', current[name] ?? '']
    if (yours === was || yours === theirs) continue
    if (name === 'strengths' || name === 'adjustments') merged[name] = mergeLines(was, theirs, yours)
    else {
      merged[name] = yours
      if (theirs !== was) clashes.push({ name, theirs, yours })
    }
  }
  return { merged, clashes }
}

/** Their lines without those we took away, then those we added. */
function mergeLines(was: string, theirs: string, yours: string): string {
  const [before, there, here] = [linesOf(was), linesOf(theirs), linesOf(yours)]
  const kept = there.filter((line) => here.includes(line) || !before.includes(line))
  return [...kept, ...here.filter((line) => !before.includes(line) && !there.includes(line))].join('\n')
}

/** The lines that say something, each once. */
export const linesOf = (text: string): string[] =>
  [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')

/** The ids of the things of a kind that the words speak of, in the order of the page. */
export const idsOf = (thing: Thing, words: Words): Id[] => [
  ...new Set(
    Object.keys(words)
      .filter((name) => name.startsWith(`${thing}.`))
      .map((name) => name.split('.')[1]!),
  ),
]

/** What a name is called on pages. */
export function labelOf(name: string): string {
  if (name in NAMES) return NAMES[name]!
  const [thing, field, part] = name.split('.')
  return thing === 'about' ? ABOUT_ME[field as AboutMeField].label : (NAMES[`${thing}.${part}`] ?? NAMES[thing!]!)
}

const NAMES: Record<string, string> = {
  strengths: 'Strengths',
  adjustments: 'What we do differently',
  noKnownRisks: 'No known risks',
  concern: 'A worry',
  'concern.need': 'What a worry is about',
  'concern.withheld': 'Whether a worry is kept from them',
  goal: 'A goal',
  'goal.importance': 'How important a goal is',
  'goal.confidence': 'How sure they are of a goal',
  'goal.status': 'How a goal stands',
  'goal.target': 'How they will know they are there',
  action: 'A next step',
  'action.who': 'Who does a next step',
  'action.byWhen': 'When a next step is done',
  'action.strategies': 'What helps if it gets hard',
  'action.status': 'How a next step stands',
  'action.confidence': 'How sure they are of a next step',
  'action.reviewOn': 'When we look at a step again',
  risk: 'A risk',
  'risk.since': 'Since when there is a risk',
  'risk.comment': 'What to do about a risk',
  'risk.withheld': 'Whether a risk is kept from them',
  'risk.over': 'Whether a risk is over',
}

/** A day from words; undefined when it is none. */
export const dayIn = (text: string | undefined): Day | undefined => (text ? parseDay(text) : undefined)
