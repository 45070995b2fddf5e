import { isWorkingDay } from '#engines/working-days/index.ts'
import { addDays, weekdayOf, type Day } from '#platform/days.ts'
import type { SessionDay } from '../service.type.ts'

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The next days from a day on, that day included, on which something is held; any weekday where it keeps no days. */
export function sessionDays(kept: readonly SessionDay[], from: Day, count: number): Day[] {
  const days: Day[] = []
  for (let on = from; days.length < count; on = addDays(on, 1)) if (isHeld(kept, on)) days.push(on)
  return days
}

/** Groups rest on bank holidays. */
function isHeld(kept: readonly SessionDay[], on: Day): boolean {
  const weekday = weekdayOf(on)
  if (weekday < 6 && !isWorkingDay(on)) return false
  return kept.length === 0 ? weekday < 6 : kept.some((one) => fits(one, on, weekday))
}

function fits(kept: SessionDay, on: Day, weekday: number): boolean {
  if (!kept.endsWith(WEEKDAYS[weekday - 1]!)) return false
  const nth = kept.slice(0, -2)
  if (nth === '') return true
  if (nth === '-1') return addDays(on, 7).slice(0, 7) !== on.slice(0, 7)
  return Math.ceil(Number(on.slice(8)) / 7) === Number(nth)
}
