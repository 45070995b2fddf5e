import type { Day } from '#platform/days.ts'
import { saySpace, spaceOn, type CapacityStatement, type Space } from '#registers/directory/index.ts'

/** What may be said of space today, less the people who were given a place since it was confirmed: a place is not sold twice. */
export interface SpaceLeft {
  state: Space['state']
  words: string
  /** Every place that was stated is taken: a yes would oversell. */
  taken: boolean
}

/** `taken`: how many said yes since the statement. Where no number of places was stated, nothing is subtracted. */
export function spaceLeft(statement: CapacityStatement | null, taken: number, today: Day): SpaceLeft {
  const space = spaceOn(statement, today)
  const said = saySpace(space, today)
  if (!space.places || taken === 0 || (space.state !== 'open' && space.state !== 'limited'))
    return { state: space.state, words: said, taken: false }
  const left = space.places - taken
  if (left <= 0) return { state: 'full', words: `${said}; ${count(taken)} taken since: ring first`, taken: true }
  return { state: left <= 2 ? 'limited' : space.state, words: `${said}; ${count(taken)} taken since`, taken: false }
}

const count = (taken: number) => (taken === 1 ? 'one' : String(taken))
