import { dayOf, sayDay, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { isNeed, NEEDS } from '#registers/directory/index.ts'
import {
  DECLINE_REASONS,
  END_REASONS,
  PLACE_BACK_REASONS,
  WITHDRAWAL_REASONS,
  WORK_ENDED,
  type DeclineReason,
} from './connection.rules.ts'

/**
 * What the database calls the facts of a connection, in its list of events. In the order of a connection's life, which also
 * decides which of two comes first that happened at the same instant.
 */
export const EVENT_KINDS = [
  'proposed',
  'agreed',
  'offered',
  'nudged',
  'escalated',
  'accepted',
  'waitlisted',
  'declined',
  'unanswered',
  'withdrawn',
  'first-visit',
  'came',
  'did-not-come',
  'ended',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** One thing that happened to a connection. */
export interface ConnectionEvent {
  at: Date
  kind: EventKind
  /** A reason, a need, or a way, as a code. */
  code: string | null
  words: string | null
  /** The day it is about: of a visit or a session, or by when an answer was asked for. */
  day: Day | null
  recordedBy: Id | null
  /** The group said it itself, by its link. */
  byGroup: boolean
}

/** What happened, in a few words; `service` is the group's service. */
export function sayEvent({ kind, code, day, byGroup }: ConnectionEvent, service: string, today: Day): string {
  const on = day ? sayDay(day, today) : ''
  switch (kind) {
    case 'proposed':
      return `${service} was thought of${code && isNeed(code) ? ` for: ${NEEDS[code].label.toLowerCase()}` : ''}`
    case 'agreed':
      return `They would like to go to ${service}`
    case 'offered':
      return code === 'telephone' ? `${service} was asked on the telephone` : `${service} was asked by email`
    case 'nudged':
      return `${service} was asked again`
    case 'escalated':
      return `${service} has not answered: somebody should ring them`
    case 'accepted':
      return `${service} said yes`
    case 'waitlisted':
      return `${service} put them on the waiting list`
    case 'declined':
      return `${service} said no: ${lower(DECLINE_REASONS[code as DeclineReason]?.words ?? 'no reason given')}`
    case 'unanswered':
      return `${service} never answered`
    case 'withdrawn':
      return byGroup
        ? `${service} took the place back: ${lower(reasonOf(PLACE_BACK_REASONS, code))}`
        : `Taken back: ${lower(reasonOf({ ...WITHDRAWAL_REASONS, ...WORK_ENDED }, code))}`
    case 'first-visit':
      return `First visit to ${service} on ${on}`
    case 'came':
      return `Came to ${service} on ${on}`
    case 'did-not-come':
      return `Did not come to ${service} on ${on}`
    case 'ended':
      return `${service} has ended: ${lower(reasonOf(END_REASONS, code))}`
  }
}

/** What happened, with the day of it; of a visit or a session that is the day it was about, and no other. */
export const sayEventWithDay = (event: ConnectionEvent, service: string, today: Day): string =>
  event.day && ABOUT_A_DAY.includes(event.kind)
    ? sayEvent(event, service, today)
    : `${sayEvent(event, service, today)}, ${sayDay(dayOf(event.at), today)}`

const ABOUT_A_DAY: readonly EventKind[] = ['first-visit', 'came', 'did-not-come']

const reasonOf = (reasons: Readonly<Record<string, string>>, code: string | null): string =>
  (code && reasons[code]) || 'no reason given'

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** By when the group was asked to answer; undefined before it was asked. */
export const answerByOf = ({ events }: { events: readonly ConnectionEvent[] }): Day | undefined =>
  lastOf(events, 'offered')?.day ?? undefined

/** The newest of a kind, if there is any. */
export const lastOf = (events: readonly ConnectionEvent[], ...kinds: EventKind[]): ConnectionEvent | undefined =>
  events.findLast(({ kind }) => kinds.includes(kind))
