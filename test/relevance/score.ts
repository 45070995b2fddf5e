/** A query that somebody judged: which services suit it, 2 just what is needed, 1 acceptable. */
export interface Judged {
  id: string
  text: string
  who: string
  why: string
  postcode: string | null
  filters: { free?: true; age?: number }
  relevant: Record<string, 1 | 2>
}

/** What a search answered: the first ten ids, whether urgent help stood above them, whether it said "nothing local". */
export interface Answered {
  ids: readonly string[]
  urgent: boolean
  nothingLocal: boolean
}

/**
 * Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002): gain 2^grade − 1, discount
 * log2(rank + 1), divided by the best order that the judgements allow. From 0 to 1; NaN where nothing is relevant.
 */
export function ndcg10(ranked: readonly string[], relevant: Judged['relevant']): number {
  const gain = (grade: number) => 2 ** grade - 1
  const sum = (grades: number[]) =>
    grades.slice(0, 10).reduce((total, grade, n) => total + gain(grade) / Math.log2(n + 2), 0)
  const best = Object.values(relevant).toSorted((a, b) => b - a)
  return sum(ranked.map((id) => relevant[id] ?? 0)) / sum(best)
}

/** The rank of the first result that suits at all; 11 where none of ten does. */
export const firstUseful = (ranked: readonly string[], relevant: Judged['relevant']): number => {
  const at = ranked.slice(0, 10).findIndex((id) => id in relevant)
  return at < 0 ? 11 : at + 1
}

/** Crisis: urgent help must be shown. Empty: nothing, or "nothing local" above what is shown. Others are scored. */
export const kindOf = ({ why, relevant }: Judged): 'crisis' | 'empty' | 'scored' =>
  why.startsWith('CRISIS') ? 'crisis' : Object.keys(relevant).length === 0 ? 'empty' : 'scored'
