/** Rows on one page of a list. */
export const A_PAGE = 50

/** The page of a list that was asked for, from 1; anything that is no page is the first. */
export function pageIn({ page }: Record<string, unknown>): number {
  const number = Number(page)
  return Number.isInteger(number) && number >= 1 && number <= 10_000 ? number : 1
}
