import { addWorkingDays, isWorkingDay } from '#engines/working-days/index.ts'
import { addDays, dayOf, instantAt, minutesOf, type Day } from '#platform/days.ts'

/** When teams are at work: Monday to Friday, 9am to 5pm, no bank holidays. Minutes since midnight. */
const OPENS = 9 * 60
const CLOSES = 17 * 60

/** The limits of CONTRACT §9, in working days after a referral came. */
const ANSWER_WITHIN = 1
const ESCALATE_AFTER = 5
/** How long urgent words may wait for somebody to look, in minutes at work. */
const URGENT_WITHIN = 30

/** Until when a referral must have an answer or at least an owner: the end of the next working day. */
export const answerDue = (now: Date): Date => closeOf(addWorkingDays(dayOf(now), ANSWER_WITHIN))

/** When silence about a referral goes to the next role up. */
export const answerEscalates = (now: Date): Date => closeOf(addWorkingDays(dayOf(now), ESCALATE_AFTER))

/** When urgent words go to the next role up: 30 minutes of working time later. Out of hours nobody looks: pages say so. */
export const urgentEscalates = (now: Date): Date => afterMinutesAtWork(now, URGENT_WITHIN)

/** Whether a team is at work at an instant. */
export function isAtWork(now: Date): boolean {
  const minutes = minutesOf(now)
  return isWorkingDay(dayOf(now)) && minutes >= OPENS && minutes < CLOSES
}

/** The instant that lies so many minutes of working time after another. */
export function afterMinutesAtWork(now: Date, minutes: number): Date {
  let day: Day = dayOf(now)
  let from = isWorkingDay(day) ? Math.max(minutesOf(now), OPENS) : CLOSES
  let left = minutes
  while (from + left > CLOSES || from >= CLOSES) {
    left -= Math.max(0, CLOSES - from)
    day = addWorkingDays(addDays(day, 1), 0)
    from = OPENS
  }
  return instantAt(day, from + left)
}

const closeOf = (day: Day): Date => instantAt(day, CLOSES)
