import { sayDay, type Day } from '#platform/days.ts'
import type { GroupView } from './group-view.queries.ts'

/** How it stands, for the group, in one line. */
export function headline({ name, status }: Pick<GroupView, 'name' | 'status'>): string {
  const who = name ?? 'Someone'
  switch (status) {
    case 'offered':
      return `${who} would like to come`
    case 'waitlisted':
      return `${who} is on your waiting list`
    case 'accepted':
      return `${who} is coming`
    case 'started':
      return `${who} comes to you`
    case 'declined':
      return 'You have answered: not this time'
    case 'ended':
      return 'This has ended'
    case 'withdrawn':
      return 'Nobody is coming this time'
    default:
      return 'Nobody waits for your answer now'
  }
}

/** What the group is asked for now, or thanked for. */
export function news({ status, answerBy, firstVisit, speaker: { worker } }: GroupView, today: Day): string {
  switch (status) {
    case 'offered':
      return `Can you take them? Please answer by ${sayDay(answerBy, today)}. ${worker} lets them know.`
    case 'waitlisted':
      return 'When a place comes free, say so here. They know that they have to wait.'
    case 'accepted':
      return firstVisit
        ? `Their first visit is on ${sayDay(firstVisit.on, today)}${firstVisit.metBy ? `. ${firstVisit.metBy} meets them` : ''}.`
        : 'When is a good first day? Say so here, and they are told.'
    case 'started':
      return 'A line in the register now and then shows whether they keep coming.'
    case 'declined':
      return `Thank you for telling us. ${worker} looks for another place with them.`
    case 'ended':
      return 'Thank you for what you did for them.'
    case 'withdrawn':
      return 'They are not coming. You need not keep a place.'
    default:
      return 'We did not hear from you, and look elsewhere. If you do have a place, please ring: we would love to know.'
  }
}

/** What was saved, by the last part of the address it was sent to. */
export const SAVED: Readonly<Record<string, string>> = {
  yes: 'Thank you! They will hear the good news.',
  'waiting-list': 'Thank you. They will hear that they are on your waiting list.',
  'not-now': 'Thank you for telling us.',
  'not-right': 'Thank you for telling us.',
  'first-visit': 'Saved. They will hear the day.',
  attendance: 'Saved, thank you.',
  'not-coming': 'Thank you for telling us.',
  end: 'Saved. Thank you for what you did.',
}
