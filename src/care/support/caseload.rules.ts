import { sayLanguages, type Member, type Team } from '#registers/teams/index.ts'

/** What somebody of a team has in hand. */
export interface Load {
  /** Episodes that are not closed. */
  open: number
  /** Episodes that began in the last twelve months. */
  inYear: number
  /** Of those that are open, how many are with the same GP practice as the person asked about. */
  samePractice: number
}

export const NO_LOAD: Load = { open: 0, inYear: 0, samePractice: 0 }

/** The same with the roles that somebody holds in the team. */
export interface WorkerLoad extends Load {
  roles: readonly string[]
}

/** Whether somebody sees people in the team: its link workers, and whoever has somebody in hand. */
export const seesPeople = ({ roles, open }: WorkerLoad): boolean => open > 0 || roles.includes('link_worker')

/** A whole-time week in hours: the limits of a team count for each whole-time worker. */
const WHOLE_TIME = 37.5

/** The hours of a worker as a part of a whole-time week, to two places: 22.5 hours are 0.6. */
export const wholeTimeOf = (hoursPerWeek: number): number => Math.round((hoursPerWeek / WHOLE_TIME) * 100) / 100

/** How many people one worker may have at once (null: the team states no limit) and in a year, by their hours. */
export function limitsOf(
  team: Pick<Team, 'openNowLimit' | 'peoplePerYear'>,
  { hoursPerWeek }: Pick<Member, 'hoursPerWeek'>,
): Limits {
  const share = hoursPerWeek / WHOLE_TIME
  return {
    open: team.openNowLimit === null ? null : Math.max(1, Math.round(team.openNowLimit * share)),
    inYear: Math.max(1, Math.round(team.peoplePerYear * share)),
  }
}

interface Limits {
  open: number | null
  inYear: number
}

/** Whether somebody has as many people as are planned, now or more in a year. It warns and never refuses. */
export const isFull = ({ open, inYear }: Load, limits: Limits): boolean =>
  isFullNow(open, limits) || inYear > limits.inYear

const isFullNow = (open: number, limits: Limits): boolean => limits.open !== null && open >= limits.open

/** The load beside its limit: "41 of 60 people", "Full: 60 of 60 people". A full caseload warns and never refuses. */
export function sayLoad({ open, inYear }: Load, limits: Limits): string {
  const now = limits.open === null ? (open === 1 ? '1 person' : `${open} people`) : `${open} of ${limits.open} people`
  const year = inYear > limits.inYear ? `, and ${inYear} in a year where ${limits.inYear} are planned` : ''
  return `${isFullNow(open, limits) ? 'Full: ' : ''}${now}${year}`
}

/** The same said to whoever has them, as a sentence: "You have 41 of 60 people.", "You have 61 people; 60 is full." */
export function sayOwnLoad(load: Load, limits: Limits): string {
  const said = sayLoad(load, limits)
  if (!isFullNow(load.open, limits)) return `You have ${said}.`
  const counted = `Full: ${load.open} of ${limits.open} people`
  return `You have ${load.open === 1 ? '1 person' : `${load.open} people`}; ${limits.open} is full${said.slice(counted.length)}.`
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Working days in words: "Monday to Friday", "Monday, Wednesday and Thursday". `days`: 1 is Monday. */
export function sayWorkingDays(days: readonly number[]): string {
  const sorted = days.toSorted((a, b) => a - b)
  const names = sorted.map((day) => DAYS[day - 1]!)
  const inRow = sorted.every((day, n) => n === 0 || day === sorted[n - 1]! + 1)
  if (names.length > 2 && inRow) return `${names[0]} to ${names.at(-1)}`
  return new Intl.ListFormat('en-GB').format(names)
}

export interface Candidate extends Pick<Member, 'accountId' | 'hoursPerWeek' | 'languages' | 'workingDays'> {
  name: string
  load: Load
}

/** The members who see people, with what each has in hand. */
export const candidatesOf = <M extends Pick<Member, 'accountId'>>(
  members: readonly M[],
  loads: ReadonlyMap<string, WorkerLoad>,
): (M & { load: Load })[] =>
  members.flatMap((member) => {
    const load = loads.get(member.accountId)
    return load && seesPeople(load) ? [{ ...member, load }] : []
  })

interface Wanted {
  /** BCP 47. */
  language: string
  /** Who chooses: they come first. */
  chooser: string
}

/** Whom to give somebody to: oneself, then who speaks the person's language, then who has most room. */
export function inOrderOfFit<C extends Candidate>(
  candidates: readonly C[],
  { language, chooser }: Wanted,
  team: Pick<Team, 'openNowLimit' | 'peoplePerYear'>,
): C[] {
  const fullness = (one: C) => one.load.open / (limitsOf(team, one).open ?? one.hoursPerWeek)
  return candidates.toSorted(
    (a, b) =>
      Number(b.accountId === chooser) - Number(a.accountId === chooser) ||
      Number(speaks(b, language)) - Number(speaks(a, language)) ||
      fullness(a) - fullness(b) ||
      a.name.localeCompare(b.name),
  )
}

/** Whether somebody speaks a language; "en-GB" is English. */
export const speaks = ({ languages }: Pick<Member, 'languages'>, language: string): boolean =>
  languages.some((one) => one.split('-')[0] === language.split('-')[0])

/** All that helps to choose, in one or two lines under a name. */
export function sayCandidate(
  one: Candidate,
  language: string,
  team: Pick<Team, 'openNowLimit' | 'peoplePerYear'>,
): string {
  const { load, workingDays, languages } = one
  const others = languages.filter((code) => code !== 'en')
  return [
    language !== 'en' && speaks(one, language)
      ? `Speaks their language, ${sayLanguages([language])}`
      : others.length > 0 && `Speaks ${sayLanguages(others)} too`,
    sayLoad(load, limitsOf(team, one)),
    load.samePractice > 0 && `${load.samePractice} from the same GP practice`,
    `Works ${sayWorkingDays(workingDays)}`,
  ]
    .filter(Boolean)
    .join('. ')
}
