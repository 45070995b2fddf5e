/** A calendar day as text, "2026-04-10": what `Day` of the platform is too; an engine knows nobody else's types. */
type DayText = string

/**
 * Bank holidays in England and Wales, as published by the government (gov.uk/bank-holidays) to 2028; 2029 and 2030
 * follow from the same rules (a holiday on a weekend moves to the next free weekday; Easter after the Gregorian tables).
 */
export const BANK_HOLIDAYS: ReadonlySet<DayText> = new Set([
  '2024-01-01',
  '2024-03-29',
  '2024-04-01',
  '2024-05-06',
  '2024-05-27',
  '2024-08-26',
  '2024-12-25',
  '2024-12-26',
  '2025-01-01',
  '2025-04-18',
  '2025-04-21',
  '2025-05-05',
  '2025-05-26',
  '2025-08-25',
  '2025-12-25',
  '2025-12-26',
  '2026-01-01',
  '2026-04-03',
  '2026-04-06',
  '2026-05-04',
  '2026-05-25',
  '2026-08-31',
  '2026-12-25',
  '2026-12-28',
  '2027-01-01',
  '2027-03-26',
  '2027-03-29',
  '2027-05-03',
  '2027-05-31',
  '2027-08-30',
  '2027-12-27',
  '2027-12-28',
  '2028-01-03',
  '2028-04-14',
  '2028-04-17',
  '2028-05-01',
  '2028-05-29',
  '2028-08-28',
  '2028-12-25',
  '2028-12-26',
  '2029-01-01',
  '2029-03-30',
  '2029-04-02',
  '2029-05-07',
  '2029-05-28',
  '2029-08-27',
  '2029-12-25',
  '2029-12-26',
  '2030-01-01',
  '2030-04-19',
  '2030-04-22',
  '2030-05-06',
  '2030-05-27',
  '2030-08-26',
  '2030-12-25',
  '2030-12-26',
])

/** Monday to Friday, and no bank holiday. Beyond the years of the table only weekends are known. */
export const isWorkingDay = (day: DayText): boolean => works(numberOf(day))

/**
 * The working day that is `count` working days after `day` (0: that day, or the next working day when it is none).
 * `count`: a whole number of 0 or more; throws otherwise.
 */
export function addWorkingDays<D extends DayText>(day: D, count: number): D {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`working days to add: ${count}`)
  let at = workingFrom(numberOf(day))
  for (let left = count; left > 0; left--) at = workingFrom(at + 1)
  return textOf(at) as D
}

/** How many working days lie after `from`, up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: DayText, to: DayText): number {
  const last = numberOf(to)
  let count = 0
  for (let at = numberOf(from) + 1; at <= last; at++) if (works(at)) count++
  return count
}

// Days are counted from 1 January 1970, a Thursday: lists ask this thousands of times, and dates would be made for each step.
const DAY_MS = 86_400_000
const numberOf = (day: DayText): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const textOf = (number: number): DayText => new Date(number * DAY_MS).toISOString().slice(0, 10)
const HOLIDAYS: ReadonlySet<number> = new Set([...BANK_HOLIDAYS].map(numberOf))

function works(number: number): boolean {
  const weekday = (((number + 4) % 7) + 7) % 7 // 0 is Sunday
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(number)
}

function workingFrom(number: number): number {
  let at = number
  while (!works(at)) at++
  return at
}
