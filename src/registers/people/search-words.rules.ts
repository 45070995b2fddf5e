import { parseDay, type Day } from '#platform/days.ts'
import { readNhsNumber, type NhsNumber } from './nhs-number.rules.ts'

export interface SearchWords {
  words: string
  birthDate?: Day
  nhsNumber?: NhsNumber
}

/**
 * Takes apart what somebody typed to find a person: an NHS number and a birth date in any usual spelling ("2/1/1950",
 * "2 Jan 1950", "1950-01-02"); the rest is names.
 */
export function readSearchWords(typed: string): SearchWords {
  let nhsNumber: NhsNumber | undefined
  let birthDate: Day | undefined
  const words = typed
    .slice(0, 200)
    .replace(/\d[\d \u2010-\u2015-]{8,14}\d/, (found) => {
      const read = readNhsNumber(found)
      nhsNumber = read.ok ? read.value : undefined
      return nhsNumber ? ' ' : found
    })
    .replace(
      /\b(\d{4})-(\d\d)-(\d\d)\b|\b(\d{1,2})[ /.-](\d{1,2}|[a-z]{3,9})[ /.-](\d{4})\b/i,
      (found, ...parts: string[]) => {
        const [y1, m1, d1, d2, m2, y2] = parts
        birthDate = parseDay(`${y1 ?? y2}-${monthNumber(m1 ?? m2!)}-${(d1 ?? d2!).padStart(2, '0')}`)
        return birthDate ? ' ' : found
      },
    )
  return { words: words.replace(/\s+/g, ' ').trim(), birthDate, nhsNumber }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const monthNumber = (typed: string): string => {
  const named = MONTHS.indexOf(typed.slice(0, 3).toLowerCase()) + 1
  return (named ? String(named) : typed).padStart(2, '0')
}
