import type { Exclusion, Offering, Seeker } from './match.type.ts'

/** A listing that nobody checked for so many months is not suggested at all. */
export const HIDDEN_AFTER_MONTHS = 12

/**
 * Why a service must not be suggested; undefined when it may be. Only what is certain excludes: an age outside the limits,
 * a group that somebody surely does not belong to, a door that is closed. `today` as 2026-04-01.
 */
export function exclusionOf(seeker: Seeker, offering: Offering, today: string): Exclusion | undefined {
  const { age } = seeker
  if (offering.status !== 'active') return 'closed'
  if (age !== null && offering.minimumAge !== null && age < offering.minimumAge) return 'too-young'
  if (age !== null && offering.maximumAge !== null && age > offering.maximumAge) return 'too-old'
  if (offering.onlyFor && seeker.notAmong.includes(offering.onlyFor.code)) return 'not-for-them'
  if (offering.checkedOn && monthsSince(offering.checkedOn, today) >= HIDDEN_AFTER_MONTHS) return 'stale'
  if (offering.before?.open) return 'already-connected'
  if (
    seeker.modes.length > 0 &&
    offering.modes.length > 0 &&
    !offering.modes.some((mode) => seeker.modes.includes(mode))
  )
    return 'other-way'
  return undefined
}

/** Whole months between two days, both as 2026-04-01: from the 15th to the 14th of the next month is none. */
export function monthsSince(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return months(to) - months(from) - (to.slice(8) < from.slice(8) ? 1 : 0)
}
