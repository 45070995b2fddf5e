import { addDays, dayOf, sayDay, type Day } from '#platform/days.ts'
import { nameOf, type Person } from '#registers/people/index.ts'
import type { DayTask } from './day-task.queries.ts'

/** The parts of a day. A step that is not due yet is not shown. */
export type Section = 'now' | 'ring' | 'new' | 'anybody' | 'also' | 'waiting' | 'reviews' | 'later'

/** A task with the person it concerns, on a day. */
export interface TaskAtHand {
  task: DayTask
  /** Undefined where the caller may not see them any more. */
  person: Person | undefined
  today: Day
}

export interface TaskWords {
  section(at: TaskAtHand): Section
  /** What to do, in words: "Call Grace Okafor today: second try, prefers mornings". */
  say(at: TaskAtHand): string
  /** Where it is done. */
  href(at: TaskAtHand): string
  /** Who is rung; the person unless said otherwise. */
  rings?: 'referrer' | 'group' | 'nobody'
  /** Nothing that the program can see ends it: somebody says that it is done. */
  endsByHand?: true
}

/** Every kind of task that a team gets. A test looks for kinds that have no words here. */
export type TaskKind =
  | 'read-urgent-words'
  | 'read-answers'
  | 'read-safeguarding-note'
  | 'answer-referral'
  | 'decide-duplicate'
  | 'chase-referrer'
  | 'tell-person'
  | 'tell-referrer'
  | 'tell-practice'
  | 'message-not-sent'
  | 'first-contact'
  | 'next-contact'
  | 'send-letter'
  | 'answer-to-letter'
  | 'resume-episode'
  | 'close-episode'
  | 'review-plan'
  | 'find-another'
  | 'chase-offer'
  | 'plan-first-visit'
  | 'ask-about-waiting-list'
  | 'ask-about-visit'
  | 'tell-group'

const isDue = ({ task, today }: TaskAtHand): boolean => dayOf(task.dueAt) <= today
const isUnallocated = ({ task }: TaskAtHand): boolean => task.episode !== null && task.episode.workerId === null
const who = ({ person }: TaskAtHand): string => (person ? nameOf(person) : 'somebody whom you may no longer see')
const asker = ({ task }: TaskAtHand): string =>
  task.referral && task.referral.referrerKind !== 'self' ? task.referral.referrerName : 'whoever asked'
const toRecord = ({ task: { about, personId } }: TaskAtHand): string => {
  if (about.kind === 'referral') return `/referrals/${about.id}`
  if (about.kind === 'connection') return `/connections/${about.id}`
  return personId ? `/people/${personId}` : '/today'
}
const toEpisode =
  (page: string) =>
  ({ task }: TaskAtHand): string =>
    `/episodes/${task.about.id}/${page}`

export const TASK_WORDS: Record<TaskKind, TaskWords> = {
  'read-urgent-words': {
    rings: 'nobody',
    section: () => 'now',
    say: (at) => `Read now: there are urgent words about ${who(at)}`,
    href: toRecord,
  },
  'read-answers': {
    section: () => 'now',
    say: (at) => `Read what ${who(at)} answered, and talk with them`,
    href: toRecord,
    endsByHand: true,
  },
  'read-safeguarding-note': {
    rings: 'nobody',
    section: () => 'now',
    say: (at) => `Read the safeguarding note about ${who(at)}`,
    href: toEpisode('safeguarding'),
  },
  'answer-referral': {
    rings: 'nobody',
    section: () => 'new',
    say: (at) => `Answer the referral for ${who(at)}${sayBy(at)}`,
    href: toRecord,
  },
  'decide-duplicate': {
    rings: 'nobody',
    section: () => 'new',
    say: (at) => `Look whether ${who(at)} is here twice`,
    href: toRecord,
    endsByHand: true,
  },
  'chase-referrer': {
    rings: 'referrer',
    section: (at) => (isDue(at) ? 'ring' : 'waiting'),
    say: (at) =>
      isDue(at)
        ? `Ring ${asker(at)}: your question about ${who(at)} has no answer`
        : `${asker(at)} has your question about ${who(at)}`,
    href: toRecord,
  },
  'tell-person': {
    section: () => 'ring',
    say: (at) => `Tell ${who(at)} how things stand: we could not write to them`,
    href: toRecord,
    endsByHand: true,
  },
  'tell-referrer': {
    rings: 'referrer',
    section: () => 'ring',
    say: (at) =>
      at.task.detail.news === 'died'
        ? `Tell ${asker(at)} that ${who(at)} has died`
        : `Tell ${asker(at)} how things stand with ${who(at)}: we could not write to them`,
    href: toRecord,
    endsByHand: true,
  },
  'tell-practice': {
    section: () => 'also',
    say: (at) => `Send the GP practice of ${who(at)} the closing letter`,
    href: toEpisode('closure'),
    endsByHand: true,
  },
  'message-not-sent': {
    section: () => 'also',
    say: (at) =>
      `${at.task.detail.channel === 'letter' ? 'Print and post a letter' : 'Pass on a message'} about ${who(at)}: it could not be sent`,
    href: toRecord,
    endsByHand: true,
  },
  'first-contact': {
    section: (at) => (isUnallocated(at) ? 'new' : isDue(at) ? 'ring' : triesOf(at) === 0 ? 'new' : 'later'),
    say: (at) =>
      isUnallocated(at)
        ? `Decide who has ${who(at)}: first contact${sayBy(at)}`
        : isDue(at)
          ? sayCall(at, 'first try')
          : `${verbFor(at.person)} ${who(at)} for the first time by ${sayDay(dayOf(at.task.dueAt), at.today)}${sayPrefers(at.person, ': ')}`,
    href: (at) => toEpisode(isUnallocated(at) ? 'allocation' : 'contact')(at),
  },
  'next-contact': {
    section: (at) => (isDue(at) ? 'ring' : 'later'),
    say: (at) => sayCall(at, ''),
    href: toEpisode('contact'),
  },
  'send-letter': {
    section: () => 'also',
    say: (at) => `Send ${who(at)} a letter: ${COUNTS[triesOf(at)] ?? 'many'} tries without an answer`,
    href: toEpisode('letter'),
  },
  'answer-to-letter': {
    section: (at) => (isDue(at) ? 'also' : 'waiting'),
    say: (at) =>
      isDue(at) ? `Decide about ${who(at)}: tries and a letter, and no answer` : `${who(at)} has our letter`,
    href: toEpisode('closure?reason=not-reached'),
  },
  'resume-episode': {
    section: (at) => (isDue(at) ? 'ring' : 'waiting'),
    say: (at) =>
      isDue(at)
        ? `Ask ${who(at)} whether to go on: they have had a rest`
        : `${who(at)} takes a rest until ${sayDay(dayOf(at.task.dueAt), at.today)}`,
    href: toEpisode('resumption'),
  },
  'close-episode': {
    section: () => 'also',
    say: (at) => `Close well with ${who(at)}: they do not want to go on`,
    href: toEpisode('closure?reason=declined'),
  },
  'review-plan': {
    section: ({ task, today }) => (dayOf(task.dueAt) <= addDays(today, REVIEW_SOON) ? 'reviews' : 'later'),
    say: (at) => `Look at the plan again with ${who(at)}`,
    href: toEpisode('plan'),
  },
  'find-another': {
    section: () => 'also',
    say: (at) => `Find another place for ${who(at)}`,
    href: toRecord,
    endsByHand: true, // or by proposing another
  },
  'chase-offer': {
    rings: 'group',
    section: () => 'ring',
    say: (at) => `Ring the group: it has not answered about ${who(at)}`,
    href: toRecord,
  },
  'plan-first-visit': {
    section: () => 'also',
    say: (at) => `Agree the day of the first visit with ${who(at)}`,
    href: toRecord,
  },
  'ask-about-waiting-list': {
    rings: 'group',
    section: (at) => (isDue(at) ? 'ring' : 'waiting'),
    say: (at) =>
      isDue(at) ? `Ask the group how the waiting list moves for ${who(at)}` : `${who(at)} is on a waiting list`,
    href: toRecord,
  },
  'ask-about-visit': {
    section: () => 'ring',
    say: (at) => `Ask how ${who(at)} is: they did not come the first time`,
    href: toRecord,
  },
  'tell-group': {
    rings: 'group',
    section: () => 'ring',
    say: (at) => `Tell the group that ${who(at)} is not coming`,
    href: toRecord,
    endsByHand: true,
  },
}

/** A plan shows up so many days before its review. */
const REVIEW_SOON = 7

/** The words of any task; one that has none of its own is still shown, with the way to the record. */
export const wordsOf = (kind: string): TaskWords =>
  Object.hasOwn(TASK_WORDS, kind) ? TASK_WORDS[kind as TaskKind] : UNKNOWN

const UNKNOWN: TaskWords = {
  section: (at) => (isDue(at) ? 'also' : 'later'),
  say: (at) => `See what is to be done for ${who(at)}`,
  href: toRecord,
}

const triesOf = ({ task }: TaskAtHand): number => task.episode?.tries ?? 0
const ORDINALS = ['', 'second try', 'third try', 'fourth try', 'fifth try', 'sixth try']
const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six']

/** "Call Grace Okafor today: second try, prefers mornings". That it is late stands beside it. */
function sayCall(at: TaskAtHand, firstTry: string): string {
  const tries = triesOf(at)
  const which = tries === 0 ? firstTry : (ORDINALS[tries] ?? `try number ${tries + 1}`)
  const said = [which, sayPrefers(at.person)].filter(Boolean).join(', ')
  const today = dayOf(at.task.dueAt) < at.today ? '' : ' today'
  return `${verbFor(at.person)} ${who(at)}${today}${said && `: ${said}`}`
}

const sayPrefers = (person: Person | undefined, before = ''): string =>
  person?.safeContact.hours ? `${before}prefers ${person.safeContact.hours}` : ''

const sayBy = (at: TaskAtHand): string => {
  const due = dayOf(at.task.dueAt)
  if (due < at.today) return ''
  return due === at.today ? ' today' : ` by ${sayDay(due, at.today)}`
}

const VERBS = { telephone: 'Call', text: 'Text', email: 'Email', post: 'Write to' } as const

const verbFor = (person: Person | undefined): string => (person ? VERBS[wayTo(person)] : 'Reach')

/** How somebody likes to be reached. Who cannot use a telephone is never called. */
export function wayTo(person: Person): keyof typeof VERBS {
  const way = person.preferredContact ?? 'telephone'
  if (way === 'telephone' && person.accessNeeds.includes('no-telephone')) return person.email ? 'email' : 'post'
  return way
}
