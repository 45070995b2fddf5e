import { sayDay, type Day } from '#platform/days.ts'
import { nameOf, type Person } from '#registers/people/index.ts'
import type { AnsweredReferral, InboxReferral } from './inbox.queries.ts'
import { sayWhomToAsk } from './inbox.rules.ts'

type Done = { person: Person | undefined; owner: string | undefined } & (InboxReferral | AnsweredReferral)

/** What happens next with a referral that somebody just dealt with, read from where it stands now. */
export function sayDone(row: Done, today: Day): string {
  const name = row.person ? nameOf(row.person) : 'the person'
  if (row.status === 'accepted' && 'firstContactBy' in row && row.firstContactBy) {
    const by = sayDay(row.firstContactBy, today)
    if (row.owner) return `Accepted. ${row.owner} ${verbFor(row.person)} ${name} by ${by}.`
    return `Accepted. First contact with ${name} is due by ${by}. The team manager decides who has them.`
  }
  if (row.status === 'questioned')
    return `Asked. If ${sayWhomToAsk(row.referrer, name)} has not answered by ${sayDay(row.nextDate, today)}, ring them.`
  if (row.status === 'declined')
    return `Not accepted. We tell ${row.referrer.kind === 'self' ? '' : 'whoever asked and '}${name}, and show them the way on.`
  if (row.status === 'withdrawn') return `The referral for ${name} was taken back.`
  return row.owner
    ? `${row.owner} has ${name} now. Answer by ${sayDay(row.nextDate, today)}.`
    : `${name} waits for your answer.`
}

/** How the first contact is made, as the person likes it. */
function verbFor(person: Person | undefined): string {
  if (person?.preferredContact) return VERBS[person.preferredContact]
  return person?.accessNeeds.includes('no-telephone') ? 'writes to' : 'rings'
}

const VERBS = { telephone: 'rings', text: 'texts', email: 'writes to', post: 'writes to' } as const
