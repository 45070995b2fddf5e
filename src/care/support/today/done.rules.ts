import { sayDay, type Day } from '#platform/days.ts'
import { nameOf, type Person } from '#registers/people/index.ts'

/** Where an episode stands after something was done with it. */
export interface Done {
  person: Pick<Person, 'givenName' | 'familyName' | 'preferredName'>
  status: string
  /** Of its open task; null when it has none. */
  kind: string | null
  nextDate: Day | null
}

/** What was just saved and what happens next, in one line. */
export function sayDone({ person, status, kind, nextDate }: Done, today: Day): string {
  const name = nameOf(person)
  if (status === 'closed') return `The work with ${name} has ended. They can come back when they like.`
  const on = nextDate ? sayDay(nextDate, today) : 'soon'
  if (kind === 'send-letter') return `Saved. ${name} was tried often enough: send them a letter next.`
  if (kind === 'answer-to-letter')
    return nextDate && nextDate > today
      ? `A letter goes to ${name}. If nothing is heard by ${on}, your manager decides.`
      : `Saved. Your manager decides about ${name}.`
  if (kind === 'close-episode') return `Saved. ${name} does not want to go on: close well with them.`
  if (status === 'paused') return `Saved. ${name} takes a rest until ${on}.`
  if (status === 'waiting') return `Saved. Be in touch with ${name} by ${on}.`
  return `Saved. Next with ${name}: ${on}.`
}
