import { addDays, type Day, sayDay } from '#platform/days.ts'

export type SpaceState = 'open' | 'limited' | 'waiting list' | 'full'

/** What a provider said about space, on which day. Believed up to and including `confirmBy`. */
export interface CapacityStatement {
  state: SpaceState
  places?: number | null
  confirmedOn: Day
  confirmBy?: Day
}

/** What may be said today: `unknown` where nobody said anything, or nobody has said it again in time. */
export interface Space {
  state: SpaceState | 'unknown'
  places?: number
  confirmedOn?: Day
}

/** A statement about space is believed for this many days. */
export const CONFIRMED_FOR_DAYS = 30

/** The last day on which a statement is believed. */
export const confirmByOf = ({ confirmedOn, confirmBy }: CapacityStatement): Day =>
  confirmBy ?? addDays(confirmedOn, CONFIRMED_FOR_DAYS)

/** Space that nobody confirmed turns to unknown, not to open: a person sent to a full group does not come again. */
export function spaceOn(statement: CapacityStatement | null | undefined, today: Day): Space {
  if (!statement) return { state: 'unknown' }
  const { state, places, confirmedOn } = statement
  if (confirmByOf(statement) < today) return { state: 'unknown', confirmedOn }
  return { state, places: places ?? undefined, confirmedOn }
}

/** With its date: "2 places, confirmed Monday 6 April", "Not confirmed since Sunday 3 May: ring first". */
export function saySpace({ state, places, confirmedOn }: Space, today: Day): string {
  if (!confirmedOn) return 'Ask if there is space'
  const when = sayDay(confirmedOn, today)
  if (state === 'unknown') return `Not confirmed since ${when}: ring first`
  const takesPeople = state === 'open' || state === 'limited'
  return `${takesPeople && places ? (places === 1 ? '1 place' : `${places} places`) : WORDS[state]}, confirmed ${when}`
}

const WORDS: Record<SpaceState, string> = {
  open: 'Has space',
  limited: 'A few places',
  'waiting list': 'Waiting list',
  full: 'Full',
}
