import { daysBetween, sayDay, type Day } from '#platform/days.ts'
import type { ReferralStatus, ReferrerKind } from '../referral.rules.ts'

/** How a referral presses, for one look down the list. */
export interface Pressing {
  tone: 'urgent' | 'careful' | 'waiting' | 'quiet'
  words: string
}

interface Waiting {
  status: ReferralStatus
  nextDate: Day
  receivedAt: Date
  /** Urgent words were found and nobody has said yet that they read them. */
  unread: boolean
}

/** What presses in words: unread urgent words before everything, then what is late, then the day by which to act. */
export function pressingOf({ status, nextDate, unread }: Waiting, today: Day): Pressing {
  if (unread) return { tone: 'urgent', words: 'Urgent words: read now' }
  const [due, late] = status === 'questioned' ? ['Chase', 'Chase now: since'] : ['Answer', 'Late: was due']
  if (nextDate < today) return { tone: 'careful', words: `${late} ${sayDay(nextDate, today)}` }
  if (nextDate === today) return { tone: 'waiting', words: `${due} by today` }
  return { tone: 'quiet', words: `${due} by ${sayDay(nextDate, today)}` }
}

/** The order of the inbox: unread urgent words, then what is late, then by how long each has waited. */
export const mostPressingFirst = <T extends Waiting>(list: readonly T[], today: Day): T[] =>
  list.toSorted((a, b) => rank(a, today) - rank(b, today) || a.receivedAt.getTime() - b.receivedAt.getTime())

const rank = ({ unread, nextDate }: Waiting, today: Day): number => (unread ? 0 : nextDate < today ? 1 : 2)

/** How long ago, as people say it: "today", "yesterday", "6 days ago". */
export function sayAgo(then: Day, today: Day): string {
  const days = daysBetween(then, today)
  return days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`
}

interface Asking {
  kind: ReferrerKind
  name: string
  role: string | null
  relationship: string | null
  organisation: string | null
}

/** From whom, in one line: "Dr Asha Patel, GP, Riverside Surgery", "Ada Okafor, daughter", "Asked for themselves". */
export function sayReferrer({ kind, name, role, relationship, organisation }: Asking): string {
  if (kind === 'self') return 'Asked for themselves'
  return [name, kind === 'carer' ? relationship : role, organisation].filter(Boolean).join(', ')
}

/** Whom a question goes to: "Dr Asha Patel", or the person. */
export const sayWhomToAsk = ({ kind, name }: Pick<Asking, 'kind' | 'name'>, personName: string): string =>
  kind === 'self' ? personName : name
