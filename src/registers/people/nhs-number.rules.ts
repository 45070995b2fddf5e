import { allow, refuse, type Decision } from '#platform/decision.ts'

/** Ten digits, checked. The brand keeps a number that nobody checked from being stored. */
export type NhsNumber = string & { readonly __nhsNumber: unique symbol }

export type NhsNumberFault = 'not-ten-digits' | 'not-real'

export const NHS_NUMBER_WORDS: Record<NhsNumberFault, string> = {
  'not-ten-digits': 'An NHS number has 10 digits, like 999 000 0018',
  'not-real': 'Check the NHS number: one of its digits must be wrong',
}

/**
 * Reads an NHS number however it is spaced ("999 000 0018", "999-000-0018"). The tenth digit checks the other nine by
 * modulus 11 (NHS Data Dictionary, NHS NUMBER): weights 10 to 2, 11 less the remainder, 11 standing for 0; where it
 * comes to 10 no number is given out. Ten times the same digit is somebody's placeholder, whatever the sum says.
 */
export function readNhsNumber(typed: string): Decision<NhsNumber, NhsNumberFault> {
  const digits = typed.replace(/[\s\u2010-\u2015-]/g, '')
  if (!/^[0-9]{10}$/.test(digits)) return refuse('not-ten-digits')
  if (checkDigit(digits.slice(0, 9)) !== Number(digits[9]) || /^(.)\1{9}$/.test(digits)) return refuse('not-real')
  return allow(digits as NhsNumber)
}

/** The check digit of nine digits; undefined where it would be 10. */
export function checkDigit(nine: string): number | undefined {
  const sum = Array.from(nine).reduce((total, digit, n) => total + Number(digit) * (10 - n), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? undefined : check
}

/** As it is printed: three, three and four digits. */
export const sayNhsNumber = (number: NhsNumber): string =>
  `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`
