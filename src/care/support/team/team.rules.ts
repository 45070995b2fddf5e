import { roleWord } from '#foundations/access/index.ts'
import { dayOf, sayDay, weekdayOf, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Person } from '#registers/people/index.ts'
import { sayLanguages, sayWait, type CoveredPlace, type Member, type Team } from '#registers/teams/index.ts'
import {
  isFull,
  limitsOf,
  NO_LOAD,
  sayLoad,
  sayWorkingDays,
  seesPeople,
  wholeTimeOf,
  type WorkerLoad,
} from '../caseload.rules.ts'
import { wordsOf } from '../today/task-words.ts'
import { sayDue } from '../today/today.rules.ts'
import type { StuckTask } from './stuck.queries.ts'

/** Somebody of the team in words. */
export interface Colleague {
  id: Id
  name: string
  /** "Link worker" in the team's own word, or their own title. */
  title: string
  telephone: string | null
  /** "Whole time, Monday to Friday", "0.6 of whole time (22.5 hours), …". */
  works: string
  /** "Not in today. Tom Bradshaw stands in."; null when they work today. */
  away: string | null
  languages: string
  /** "41 of 50 people"; null for who has nobody and is no link worker. */
  load: string | null
  full: boolean
}

/** The people of a team with what each has in hand: link workers first, then by name. */
export function colleaguesOf(
  members: readonly (Member & { name: string })[],
  loads: ReadonlyMap<Id, WorkerLoad>,
  team: Team,
  today: Day,
): Colleague[] {
  const names = new Map(members.map(({ accountId, name }) => [accountId, name]))
  const isWorker = (id: Id) => loads.get(id)?.roles.includes('link_worker') ?? false
  return members
    .toSorted((a, b) => Number(isWorker(b.accountId)) - Number(isWorker(a.accountId)) || a.name.localeCompare(b.name))
    .map((member) => {
      const load = loads.get(member.accountId) ?? { ...NO_LOAD, roles: [] }
      const limits = limitsOf(team, member)
      const counts = seesPeople(load)
      return {
        id: member.accountId,
        name: member.name,
        title: capital(member.roleWord || titleOf(load.roles, team)),
        telephone: member.telephone,
        works: `${sayWholeTime(member.hoursPerWeek)}, ${sayWorkingDays(member.workingDays)}`,
        away: sayAway(member, names, today),
        languages: sayLanguages(member.languages),
        load: counts ? sayLoad(load, limits) : null,
        full: counts && isFull(load, limits),
      }
    })
}

const titleOf = (roles: readonly string[], team: Team): string =>
  roles.includes('link_worker') ? team.localTitle.one : roleWord(roles)

/** "Whole time", or the part and the hours: "0.6 of whole time (22.5 hours)". */
export function sayWholeTime(hoursPerWeek: number): string {
  const part = wholeTimeOf(hoursPerWeek)
  return part === 1 ? 'Whole time' : `${part} of whole time (${hoursPerWeek} hours)`
}

function sayAway(
  { workingDays, coverAccountId }: Pick<Member, 'workingDays' | 'coverAccountId'>,
  names: ReadonlyMap<Id, string>,
  today: Day,
): string | null {
  if (workingDays.includes(weekdayOf(today))) return null
  const cover = coverAccountId && names.get(coverAccountId)
  return cover ? `Not in today. ${cover} stands in.` : 'Not in today. Nobody stands in.'
}

/** Something that is late, or that nobody did and went up. */
export interface StuckRow {
  id: Id
  action: string
  href: string
  /** By name, or that nobody has it. */
  who: string
  when: string
  /** "Passed to the team manager"; null for what was not passed on. */
  passed: string | null
}

/** What is stuck in words, in the order in which it came. */
export const stuckRows = (
  tasks: readonly StuckTask[],
  people: ReadonlyMap<Id, Person>,
  team: Team,
  today: Day,
): StuckRow[] =>
  tasks.map((task) => {
    const at = { task, person: task.personId ? people.get(task.personId) : undefined, today }
    const words = wordsOf(task.kind)
    return {
      id: task.id,
      action: words.say(at),
      href: words.href(at),
      who: task.accountName ?? 'Not given to anybody',
      when: sayDue(dayOf(task.dueAt), today),
      passed: task.escalated ? `Passed to ${task.accountName ? 'them' : `the ${titleOf([task.role], team)}`}` : null,
    }
  })

/** What a team covers, in words: practices and networks by name, then districts and areas by code. */
export function sayCoverage(places: readonly CoveredPlace[]): string[] {
  const named = places.filter(({ kind }) => kind === 'practice' || kind === 'pcn')
  const districts = places.filter(({ kind }) => kind === 'district').map(({ code }) => code)
  const areas = places.filter(({ kind }) => kind === 'area').length
  return [
    ...named.map(({ name, code }) => name ?? code),
    ...(districts.length > 0 ? [`Postcodes that begin with ${new Intl.ListFormat('en-GB').format(districts)}`] : []),
    ...(areas > 0 ? [areas === 1 ? '1 small area' : `${areas} small areas`] : []),
  ]
}

/** The page on which the public finds a team: by the first thing that it covers. Undefined when it covers nothing. */
export function publicPage([place]: readonly CoveredPlace[]): string | undefined {
  if (!place) return undefined
  const way = place.kind === 'district' || place.kind === 'area' ? 'postcode' : place.kind
  return place.kind === 'area' ? '/link-workers' : `/link-workers?${way}=${encodeURIComponent(place.code)}`
}

/** Whether a team takes new people, in a sentence. */
export function sayIntake({ pause }: Pick<Team, 'pause'>, today: Day): string {
  if (!pause) return 'Taking new people'
  return pause.until ? `Paused until ${sayDay(pause.until, today)}` : 'Paused, until you open it again'
}

/** What people are told about the wait, and since when. */
export const sayTold = ({ wait }: Pick<Team, 'wait'>, today: Day): string =>
  wait
    ? `${capital(sayWait(wait.workingDays))}, said on ${sayDay(wait.statedOn, today)}`
    : 'Nothing: they are told to ask you'

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
