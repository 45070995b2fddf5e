import type { CostKind, CostOption } from './listing.type.ts'

/** What is known of the cost. `fees` is how the provider says it. */
export interface Cost {
  kind?: CostKind | null
  /** Pounds. */
  amount?: number | null
  fees?: string | null
}

/** Whole words for the page: the provider's own, else ours. */
export const sayCost = (cost: Cost): string => cost.fees?.trim() || sayCostShortly(cost)

/** A few words for a list: "Free", "£3.50", "By donation", "Ask about the cost". */
export function sayCostShortly({ kind, amount, fees }: Cost): string {
  if (kind === 'free') return 'Free'
  if (kind === 'donation') return amount ? `By donation, ${sayPounds(amount)} or what you can` : 'By donation'
  if (kind === 'paid') return amount ? sayPounds(amount) : 'There is a charge'
  const own = fees?.trim() ?? ''
  return own && own.length <= 60 ? own : own ? 'See the cost' : 'Ask about the cost'
}

/** "£3", "£3.50". */
export const sayPounds = (pounds: number): string => `£${Number.isInteger(pounds) ? pounds : pounds.toFixed(2)}`

const FREE =
  /^(it is |this is )?(free|free of charge|no charge|no cost|no fee|£?0(\.00)?)( to (use|join|attend|access))?[.!]?$/i

/** The kind of cost that a source's own words or prices leave no doubt about; undefined otherwise. */
export function readCost(fees: string | undefined, options: readonly CostOption[]): Pick<Cost, 'kind' | 'amount'> {
  const amounts = options.flatMap((o) => (o.amount === undefined || (o.currency ?? 'GBP') !== 'GBP' ? [] : [o.amount]))
  if (amounts.length > 0 && amounts.length === options.length) {
    const highest = Math.max(...amounts)
    return highest === 0 ? { kind: 'free' } : { kind: 'paid', amount: amounts.length === 1 ? highest : undefined }
  }
  return fees && FREE.test(fees.trim()) ? { kind: 'free' } : {}
}
