import type { Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { DeclineReason, GroupAnswer } from './connection.rules.ts'
import { isVisitDay, type FirstVisit } from './record-first-visit.ts'

/** An answer as a form gives it: fields that belong to another answer may be filled in too, and do not count. */
interface Typed {
  answer: GroupAnswer['answer']
  reason: DeclineReason | null
  words: string | null
  visit: Day | null
  metBy: string | null
}

/** What was answered: a no says why, a yes may know the first visit, and who meets them even before the day is known is kept in words. */
export function readAnswer(
  { answer, reason, words, visit, metBy }: Typed,
  today: Day,
): Decision<{ given: GroupAnswer; firstVisit: FirstVisit | null }, 'say-why' | 'say-what-else' | 'visit-day-wrong'> {
  if (answer === 'declined') {
    if (!reason) return refuse('say-why')
    if (reason === 'other' && !words) return refuse('say-what-else')
    return allow({ given: { answer, reason, words }, firstVisit: null })
  }
  if (answer === 'waitlisted') return allow({ given: { answer, words }, firstVisit: null })
  if (visit && !isVisitDay(visit, today)) return refuse('visit-day-wrong')
  const said = visit || !metBy ? words : [words, `${metBy} meets them.`].filter(Boolean).join(' ')
  return allow({ given: { answer, words: said }, firstVisit: visit && { on: visit, metBy } })
}
