import type { Tx } from '#platform/database/database.ts'
import { dayOf, instantAt, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { listPeople, type Person } from '#registers/people/index.ts'
import {
  type CoveredPlace,
  getTeam,
  listCoverage,
  listMembers,
  mayChangeTeam,
  type Team,
  teamActor,
} from '#registers/teams/index.ts'
import { listLoads } from '../caseload.queries.ts'
import { colleaguesOf, stuckRows, type Colleague, type StuckRow } from './team.rules.ts'
import { listStuckTasks, STUCK_LIMIT } from './stuck.queries.ts'
import { readWaits, type Waits } from './waits.queries.ts'

/** How many of the things that are stuck are shown at first. */
export const STUCK_SHOWN = 10

/** Everything that the team's page shows. */
export interface TeamView {
  team: Team
  coverage: CoveredPlace[]
  colleagues: Colleague[]
  waits: Waits
  /** The longest late first. */
  stuck: StuckRow[]
  /** Of all that is stuck, not only of what is shown: how many each has. */
  stuckWith: { who: string; count: number }[]
  /** There are more than were counted. */
  moreStuck: boolean
  people: ReadonlyMap<Id, Person>
  mayChange: boolean
  today: Day
}

/**
 * A team as its own people see it: who it is, who has what in hand, who waits and what is stuck. `allStuck`: not only what is
 * longest late. Seven statements.
 */
export async function readTeam(tx: Tx, { allStuck = false } = {}): Promise<TeamView> {
  const { teamId } = teamActor(tx.actor)
  const today = dayOf(tx.now())
  const [team, members, coverage, loads, waits, tasks] = await Promise.all([
    getTeam(tx, teamId),
    listMembers(tx, teamId, today),
    listCoverage(tx, teamId),
    listLoads(tx, teamId, null),
    readWaits(tx, teamId),
    listStuckTasks(tx, teamId, instantAt(today, 0)),
  ])
  const shown = allStuck ? tasks : tasks.slice(0, STUCK_SHOWN)
  const ids = [...waits.oldest.map(({ personId }) => personId), ...shown.flatMap(({ personId }) => personId ?? [])]
  const people = new Map((await listPeople(tx, [...new Set(ids)])).map((person) => [person.id, person]))
  const rows = stuckRows(tasks, people, team, today)
  const stuckWith = [...Map.groupBy(rows, ({ who }) => who)].map(([who, theirs]) => ({ who, count: theirs.length }))
  return {
    team,
    coverage,
    colleagues: colleaguesOf(members, loads, team, today),
    waits,
    stuck: rows.slice(0, shown.length),
    stuckWith: stuckWith.toSorted((a, b) => b.count - a.count || a.who.localeCompare(b.who)),
    moreStuck: tasks.length >= STUCK_LIMIT,
    people,
    mayChange: mayChangeTeam(tx.actor, teamId),
    today,
  }
}
