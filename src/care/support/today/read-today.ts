import type { Tx } from '#platform/database/database.ts'
import { dayOf, instantAt, type Day } from '#platform/days.ts'
import { isId, type Id } from '#platform/ids.ts'
import { listPeople, type Person } from '#registers/people/index.ts'
import { getTeam, listMembers, type Member, type Team, teamActor } from '#registers/teams/index.ts'
import { limitsOf, NO_LOAD, sayLoad, sayOwnLoad } from '../caseload.rules.ts'
import {
  countOpenByWorker,
  DAY_LIMIT,
  findDone,
  listDayTasks,
  listQuietEpisodes,
  listToReview,
  QUIET_LIMIT,
  type QuietEpisode,
} from './today.queries.ts'
import { dayOfWork, QUIET_AFTER, reviewsOf, standingIn, askingIn, type DayRow, type ReviewRow } from './today.rules.ts'
import type { Section } from './task-words.ts'

/** Everything that the page of the day shows. */
export interface Today {
  team: Team
  today: Day
  rows: Record<Section, DayRow[]>
  reviews: ReviewRow[]
  quiet: (QuietEpisode & { person: Person })[]
  /** "You have 41 of 60 people."; null for who has nobody and no limit, such as a manager. */
  load: string | null
  /** For the manager: each worker with their load, and how many people nobody has. */
  loads: { name: string; load: string }[] | null
  nobodyHas: number
  /** Colleagues for whom one stands in today. */
  standingInFor: string[]
  /** There is more than the page shows. */
  more: boolean
  /** What was just done, and what happens next. */
  done: { person: Person; kind: string | null; status: string; nextDate: Day | null } | undefined
}

/** A day: what is to be done by the caller, what waits on others, whom we have not heard. At most seven statements. */
export async function readToday(tx: Tx, doneId: unknown): Promise<Today> {
  const { accountId, teamId } = teamActor(tx.actor)
  const roles = tx.actor.kind === 'account' ? tx.actor.roles : []
  const today = dayOf(tx.now())
  const members = await listMembers(tx, teamId, today)
  const standingInFor = standingIn(members, accountId, today)
  const whose = { teamId, roles, accountIds: [accountId, ...standingInFor.map((one) => one.accountId)] }
  const quietSince = new Date(tx.now().getTime() - QUIET_AFTER * 86_400_000)
  const [team, tasks, allQuiet, asking, open, done] = await Promise.all([
    getTeam(tx, teamId),
    listDayTasks(tx, whose, instantAt(today, 24 * 60 - 1)),
    listQuietEpisodes(tx, whose, quietSince),
    listToReview(tx, whose).then((episodes) => askingIn(episodes, today)),
    countOpenByWorker(tx, teamId),
    isId(doneId) ? findDone(tx, teamId, doneId) : undefined,
  ])
  const ids = [
    tasks.map(({ personId }) => personId),
    allQuiet.map(({ personId }) => personId),
    asking.map(({ episode }) => episode.personId),
    done?.personId ?? null,
  ].flat()
  const people = new Map((await listPeople(tx, unique(ids))).map((person) => [person.id, person]))
  const rows = dayOfWork({
    tasks,
    people,
    standingInFor: new Map(standingInFor.map((one) => [one.accountId, one.name])),
    now: tx.now(),
  })
  const inHand = new Set([...rows.ring, ...rows.anybody, ...rows.also].map(({ personId }) => personId))
  const doneWith = done && people.get(done.personId)
  return {
    team,
    today,
    rows,
    reviews: reviewsOf(asking, rows.reviews, people),
    quiet: allQuiet.flatMap((one) =>
      people.has(one.personId) && !inHand.has(one.personId) ? [{ ...one, person: people.get(one.personId)! }] : [],
    ),
    load: loadOf({ accountId, roles }, members, open, team),
    loads: roles.includes('team_manager') ? loadsOf(accountId, members, open, team) : null,
    nobodyHas: open.get(null) ?? 0,
    standingInFor: standingInFor.map(({ name }) => name),
    more: tasks.length >= DAY_LIMIT || allQuiet.length >= QUIET_LIMIT,
    done: done &&
      doneWith && { person: doneWith, kind: done.kind, status: done.status, nextDate: done.nextDate as Day | null },
  }
}

const unique = (ids: readonly (Id | null)[]): Id[] => [...new Set(ids.filter((id) => id !== null))]

type Counted = ReadonlyMap<Id | null, number>
type Colleague = Member & { name: string }

const loadWith = (open: number) => ({ ...NO_LOAD, open })

/** Who sees nobody and is no link worker is not measured against a worker's limit. */
function loadOf(
  actor: { accountId: Id; roles: readonly string[] },
  members: readonly Colleague[],
  open: Counted,
  team: Team,
): string | null {
  const member = members.find((one) => one.accountId === actor.accountId)
  const count = open.get(actor.accountId) ?? 0
  return member && (count > 0 || actor.roles.includes('link_worker'))
    ? sayOwnLoad(loadWith(count), limitsOf(team, member))
    : null
}

const loadsOf = (manager: Id, members: readonly Colleague[], open: Counted, team: Team) =>
  members
    .filter(({ accountId }) => accountId !== manager || open.has(accountId))
    .map((one) => ({ name: one.name, load: sayLoad(loadWith(open.get(one.accountId) ?? 0), limitsOf(team, one)) }))
