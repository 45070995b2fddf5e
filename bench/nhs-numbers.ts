import { checkDigit } from '#registers/people/nhs-number.rules.ts'

/** The valid NHS numbers of the range 999, which is given to nobody, from its `first` (of a million) on; about ten in eleven are valid. */
export function* nhsNumbersFrom(first: number): Generator<string, never> {
  for (let last = first; ; last++) {
    const nine = `999${String(last % 1_000_000).padStart(6, '0')}`
    const check = checkDigit(nine)
    if (check !== undefined && nine !== '999999999') yield `${nine}${check}`
  }
}
