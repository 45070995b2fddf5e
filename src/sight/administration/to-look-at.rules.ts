import type { TaskKind } from '#care/support/index.ts'
import { daysBetween, dayOf, sayDay, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Team } from '#registers/teams/index.ts'
import type { GoneUp } from './to-look-at.queries.ts'

/** A task in words that name nobody but staff. */
export interface GoneUpRow {
  id: Id
  what: string
  reference: string | null
  team: string
  /** Whom to ask: the team's managers. */
  managers: string
  telephone: string | null
  due: string
}

/** What each kind of task is, without whom it is about. */
const KINDS: Record<TaskKind, string> = {
  'read-urgent-words': 'Urgent words in a referral are not read',
  'read-answers': 'Worrying answers to a questionnaire are not read',
  'read-safeguarding-note': 'A safeguarding note is not read',
  'answer-referral': 'A referral has no answer',
  'decide-duplicate': 'Somebody may be here twice, and nobody has looked',
  'chase-referrer': 'A question to a referrer has no answer, and nobody has chased it',
  'tell-person': 'A person is not told how things stand',
  'tell-referrer': 'A referrer is not told what they must know',
  'tell-practice': 'A GP practice has not got its letter',
  'message-not-sent': 'A message could not be sent, and nobody has told them another way',
  'first-contact': 'Somebody waits for their first talk, and nobody has them',
  'next-contact': 'Somebody waits for the next contact, and nobody has them',
  'send-letter': 'A letter is not sent',
  'answer-to-letter': 'Somebody did not answer a letter, and nobody has decided what to do',
  'resume-episode': 'Somebody took a rest, and nobody has asked whether to go on',
  'close-episode': 'Work that has ended is not closed',
  'review-plan': 'A plan is not looked at again',
  'find-another': 'A group said no, and nobody has looked for another',
  'chase-offer': 'A group has not answered, and nobody has chased it',
  'plan-first-visit': 'A first visit to a group is not planned',
  'ask-about-waiting-list': 'Nobody has asked a group how its waiting list moves',
  'ask-about-visit': 'Nobody has asked how a first visit went',
  'tell-group': 'A group is not told what changed',
}

/** What came up to the administrator, in words and in the same order. */
export const goneUpRows = (
  tasks: readonly GoneUp[],
  teams: ReadonlyMap<Id, Pick<Team, 'name' | 'telephone'>>,
  managers: ReadonlyMap<Id, readonly string[]>,
  today: Day,
): GoneUpRow[] =>
  tasks.map(({ id, kind, teamId, reference, dueAt }) => {
    const team = teamId ? teams.get(teamId) : undefined
    const names = (teamId && managers.get(teamId)) || []
    return {
      id,
      what: Object.hasOwn(KINDS, kind) ? KINDS[kind as TaskKind] : 'Something is not done',
      reference,
      team: team?.name ?? 'No team',
      managers: names.length > 0 ? new Intl.ListFormat('en-GB').format(names) : 'It has no manager with access',
      telephone: team?.telephone ?? null,
      due: sayDue(dayOf(dueAt), today),
    }
  })

function sayDue(due: Day, today: Day): string {
  const late = daysBetween(due, today)
  return late > 0 ? `${sayDay(due, today)}, ${late === 1 ? '1 day' : `${late} days`} ago` : sayDay(due, today)
}
