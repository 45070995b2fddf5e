import { normaliseDistrict } from '#foundations/geography/index.ts'
import type { Day } from '#platform/days.ts'
import { isNeed, type UnmetNeed } from '#registers/directory/index.ts'
import { periodsAt } from './period.rules.ts'
import type { Selection } from './register.rules.ts'

/** What an address asks for. What is unknown in it counts as not asked for: all needs, all districts, the last year. */
export function readSelection(query: unknown, today: Day): Selection {
  const { period, need, area } = (query ?? {}) as Record<string, unknown>
  const periods = periodsAt(today)
  const known = typeof need === 'string' && (need === 'other' || isNeed(need)) ? (need as UnmetNeed) : undefined
  const district = typeof area === 'string' ? normaliseDistrict(area) : undefined
  return {
    period: periods.find(({ code }) => code === period) ?? periods[0],
    ...(known && { need: known }),
    ...(district && { area: district }),
  }
}

/** The same as the query of an address, without its question mark. */
export const queryOf = ({ period, need, area }: Selection): string =>
  new URLSearchParams({ ...(need && { need }), ...(area && { area }), period: period.code }).toString()
