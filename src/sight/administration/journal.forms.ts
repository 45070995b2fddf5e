import { addDays, daysBetween, type Day } from '#platform/days.ts'
import { optionalDay, readForm, withIssue, type FormState } from '#platform/forms.ts'
import { z } from 'zod'

export const rangeForm = z.object({ from: optionalDay('the first day'), to: optionalDay('the last day') })
export type RangeForm = typeof rangeForm

/** The last week, when no days are asked for. */
const USUAL_DAYS = 7
/** More days than these are a report, not a page. */
const MOST_DAYS = 92

/** The days that were asked for, both included; the last week when none were. What cannot be counted is asked about. */
export function readRange(query: unknown, today: Day): { from: Day; to: Day; form: FormState<RangeForm> } {
  const usual = { from: addDays(today, 1 - USUAL_DAYS), to: today }
  const read = readForm(rangeForm, query)
  if (!read.ok) return { ...usual, form: read.form }
  const to = read.value.to ?? (read.value.from ? today : usual.to)
  const from = read.value.from ?? addDays(to, 1 - USUAL_DAYS)
  const form: FormState<RangeForm> = { values: { from, to }, issues: [] }
  if (from > to) return { ...usual, form: withIssue(form, 'from', 'The first day must not be after the last day') }
  if (daysBetween(from, to) >= MOST_DAYS)
    return { ...usual, form: withIssue(form, 'from', `Ask for ${MOST_DAYS} days or fewer`) }
  return { from, to, form }
}
