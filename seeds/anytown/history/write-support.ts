import { nextStep, reachedBy } from '#care/support/contacts/contact.rules.ts'
import { insertContact, insertStart } from '#care/support/contacts/contact.queries.ts'
import { setNextStep } from '#care/support/contacts/next-step.ts'
import { letterAnswerBy } from '#care/support/contacts/contact.rules.ts'
import { wayToSendLetter } from '#care/support/contacts/send-letter.ts'
import { say, sayStarted, spokenTo } from '#care/support/contacts/tell-episode.ts'
import { byScreen } from '#care/support/contacts/way-to-write.rules.ts'
import { recordProgress } from '#care/referrals/index.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Recipient } from '#foundations/messages/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import { addWorkingDays } from '#engines/working-days/index.ts'
import { idFrom, type Id } from '#platform/ids.ts'
import { contactOf, TOLD_BY_HAND } from '../life/as-typed.ts'
import type { Step } from '../life/life.type.ts'
import type { Written } from './written.ts'

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

/** Where an episode stands from now on; its version goes up by one, and what it was moved to is fed to the database in order. */
export function changeEpisode(
  { book, episode }: Written,
  change: { status?: 'active' | 'paused' | 'closed'; columns?: Record<string, unknown> },
): void {
  const open = episode!
  open.version++
  if (change.status) {
    open.status = change.status
    const closed = change.status === 'closed' ? { closed_at: change.columns!.closed_at, next_date: null } : {}
    book.move('support.episode', open.id, open.moves++, { status: change.status, ...closed })
  }
  const { closed_at: _at, next_date, ...rest } = change.columns ?? {}
  // The database refuses an open episode without a next date, and a closed one with an open status: those go with the move.
  Object.assign(
    open.row,
    rest,
    { version: open.version },
    next_date === undefined || next_date === null ? {} : { next_date },
  )
}

/** A talk or a try, and where it leads. */
export async function writeContact(written: Written, step: Of<'contact'>): Promise<void> {
  const { book, worker, person, contacts } = written
  const episode = written.episode!
  const tx = written.at(worker, step.at)
  const id = idFrom('anytown', 'history', 'contact', episode.id, String(contacts.length))
  const contact = { ...contactOf(step), id }
  const reached = reachedBy([contact, ...contacts])
  contacts.unshift(contact)
  insertContact(tx, episode, { ...contact, version: 1 })
  journal(tx, 'contact.recorded', {
    subjectId: id,
    subjectVersion: 1,
    personId: person.id,
    detail: { episode: episode.id, kind: contact.kind, outcome: contact.outcome, tries: reached.tries },
  })
  const starts = episode.status === 'waiting' && contact.outcome === 'reached'
  const status = starts ? 'active' : episode.status
  const safeHours = person.safeContact.hours
  const situation = { status, latest: contact.outcome, reached, safeHours, chosen: step.nextOn, today: dayOf(step.at) }
  const next = status === 'paused' && contact.outcome !== 'declined' ? undefined : nextStep(situation)
  changeEpisode(written, {
    ...(starts && { status: 'active' }),
    columns: { heard_at: reached.heardAt, tries: reached.tries, ...(next && { next_date: next.on }) },
  })
  if (next) setNextStep(tx, episode, next)
  const { heardAt } = reached
  if (heardAt) book.endTasks(tx, ({ kind, made_at }) => kind === 'tell-person' && (made_at as Date) <= heardAt)
  if (starts) await writeStart(written, tx, id)
}

async function writeStart(written: Written, tx: Tx, contactId: Id): Promise<void> {
  const { services, person, team, asker, worker } = written
  const episode = written.episode!
  insertStart(tx, episode.id, contactId, tx.now())
  recordProgress(tx, written.referralId, { stage: 'started', at: tx.now() })
  journal(tx, 'episode.started', {
    subjectId: episode.id,
    subjectVersion: episode.version,
    personId: person.id,
    detail: { contact: contactId },
  })
  await sayStarted(tx, services, { episode, person, team }, asker, byScreen(person, tx.now()), worker.name)
}

/** The letter after three tries; where nothing can be written the manager decides. */
export async function writeLetter(written: Written, { at }: Of<'letter'>): Promise<void> {
  const { worker, person, contacts } = written
  const episode = written.episode!
  const tx = written.at(worker, at)
  const { tries } = reachedBy(contacts)
  const to = wayToSendLetter(person, at)
  const sent = to ? await send(written, tx, to) : false
  const on = sent ? letterAnswerBy(at, dayOf(at)) : dayOf(at)
  setNextStep(tx, episode, { kind: 'answer-to-letter', on, tries })
  changeEpisode(written, { columns: { next_date: on, tries } })
  journal(tx, sent ? 'episode.letter-sent' : 'episode.letter-not-possible', {
    subjectId: episode.id,
    subjectVersion: episode.version,
    personId: person.id,
    detail: { channel: to?.channel ?? 'none', tries },
  })
}

async function send(written: Written, tx: Tx, to: Recipient): Promise<boolean> {
  const { services, person, team, asker, worker, contacts } = written
  const episode = written.episode!
  const values = { ...spokenTo(to.name, team), worker: worker.name, askedBy: asker?.name ?? null }
  if (!(await say(tx, services, { episode, person, team }, 'first-contact-letter', values, to))) return false
  const letter = {
    id: idFrom('anytown', 'history', 'contact', episode.id, String(contacts.length)),
    happenedAt: tx.now(),
    kind: 'letter',
    outcome: 'left-message',
  } as const
  contacts.unshift(letter)
  const note = to.channel === 'letter' ? null : `Sent by ${to.channel}.`
  insertContact(tx, episode, { ...letter, version: 1, place: null, others: null, note, withheld: false })
  return true
}

/** A rest, and going on. */
export function writePause(written: Written, step: Of<'paused'> | Of<'resumed'>): void {
  const { book, worker, person } = written
  const episode = written.episode!
  const tx = written.at(worker, step.at)
  if (step.kind === 'paused') {
    const { reason, until } = step
    tx.add('support.pause', {
      partnership_id: tx.actor.partnershipId,
      id: idFrom('anytown', 'history', 'pause', episode.id),
      episode_id: episode.id,
      reason,
      note: null,
      until,
      paused_by: worker.accountId,
      paused_at: step.at,
      resumed_by: null,
      resumed_at: null,
    })
    recordProgress(tx, written.referralId, { stage: 'paused', at: step.at })
    changeEpisode(written, { status: 'paused', columns: { next_date: until } })
    setNextStep(tx, episode, { kind: 'resume-episode', on: until, tries: 0 })
    const detail = { reason, until }
    return journal(tx, 'episode.paused', {
      subjectId: episode.id,
      subjectVersion: episode.version,
      personId: person.id,
      detail,
    })
  }
  Object.assign(book.last('support.pause'), { resumed_by: worker.accountId, resumed_at: step.at })
  const on = nextWorkingDay(dayOf(step.at))
  recordProgress(tx, written.referralId, { stage: 'resumed', at: step.at })
  changeEpisode(written, { status: 'active', columns: { next_date: on } })
  setNextStep(tx, episode, { kind: 'next-contact', on, tries: reachedBy(written.contacts).tries })
  journal(tx, 'episode.resumed', { subjectId: episode.id, subjectVersion: episode.version, personId: person.id })
}

/** Somebody of the team told people what could not be written to them, and says so. */
export function writeTold({ book, worker, person, ...written }: Written, { at }: Of<'told'>): void {
  const tx = written.at(worker, at)
  for (const task of book.endTasks(tx, ({ kind }) => TOLD_BY_HAND.includes(kind as string)))
    journal(tx, 'task.done', {
      subjectId: task.id as Id,
      personId: person.id,
      detail: { kind: task.kind as string, about: task.about as string, aboutId: task.about_id as string },
    })
}

const nextWorkingDay = (today: Day): Day => addWorkingDays(addDays(today, 1), 0)
