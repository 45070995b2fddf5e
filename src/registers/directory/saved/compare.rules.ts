import type { ServiceStatus } from '../listing/listing.type.ts'

/** As many stand beside each other as can still be read. */
const MOST_IN_A_ROW = 4

/** Parts a list into rows of about the same length: five are three and two, not four and one. */
export function inRows<T>(all: readonly T[]): T[][] {
  const rows = Math.ceil(all.length / MOST_IN_A_ROW)
  const length = Math.ceil(all.length / Math.max(1, rows))
  return Array.from({ length: rows }, (_, n) => all.slice(n * length, (n + 1) * length))
}

/** A search for others that meet the same need, near the same place. */
export function likeHref(needs: readonly string[], postcode: string): string {
  const query = new URLSearchParams({ ...(needs[0] && { need: needs[0] }), ...(postcode && { postcode }) })
  return query.size > 0 ? `/find?${query}` : '/find'
}

/** Nobody can go there any more. */
export const isOver = (status: ServiceStatus): boolean => status === 'inactive' || status === 'defunct'
