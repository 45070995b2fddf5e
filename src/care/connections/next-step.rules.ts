import { sayDay, type Day } from '#platform/days.ts'
import type { Connection } from './connection.queries.ts'
import { lastOf } from './event.rules.ts'

/** What happens next with a connection and who does it, in words; undefined when nothing more is to be done. */
export function nextStepOf({ status, events }: Pick<Connection, 'status' | 'events'>, today: Day): string | undefined {
  const offered = lastOf(events, 'offered')
  const visit = lastOf(events, 'first-visit')
  switch (status) {
    case 'proposed':
      return 'Ask them whether they would like to go'
    case 'agreed':
      return 'Ask the group'
    case 'offered':
      return lastOf(events, 'escalated')
        ? 'Ring the group: they have not answered'
        : `The group answers${offered?.day ? ` by ${sayDay(offered.day, today)}` : ''}`
    case 'waitlisted':
      return 'Ask how the waiting list moves'
    case 'accepted':
      return visit?.day ? `First visit on ${sayDay(visit.day, today)}` : 'Agree the day of the first visit'
    case 'started':
      return 'They go there; the group keeps the register'
    case 'declined':
    case 'unanswered':
      return 'Find another place'
    case 'withdrawn':
    case 'ended':
      return undefined
  }
}
