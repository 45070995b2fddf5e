import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'

/** A link worker service: the team of an organisation that takes referrals. */
export interface Team {
  id: Id
  organisationId: Id
  organisationName: string
  name: string
  /** What the place calls its workers: "community connector", "community connectors". */
  localTitle: { one: string; many: string }
  summary: string
  canHelp: string[]
  /** Whom it cannot help, each with the next best thing. */
  cannotHelp: { who: string; instead: string }[]
  /** Each way is a line. */
  howToRefer: string[]
  /** Usual wait for a first talk, in working days, and the day on which the team said so. */
  wait: { workingDays: number; statedOn: Day } | null
  /** Why it takes nobody just now; null when intake is open. */
  pause: IntakePause | null
  /** For each whole-time worker: people at once (null: not stated) and in a year. */
  openNowLimit: number | null
  peoplePerYear: number
  telephone: string | null
  email: string | null
  /** BCP 47. */
  languages: string[]
  minimumAge: number | null
  maximumAge: number | null
  /** Counts its changes: a form made from an older one is not taken. */
  version: number
}

export interface IntakePause {
  reason: string
  /** Where to go as long as it lasts. */
  meanwhile: string | null
  /** The first day on which referrals are taken again; null when nobody knows yet. */
  until: Day | null
}

/** A usual wait as people say it; a month is taken as 21 working days. */
export function sayWait(workingDays: number): string {
  if (workingDays === 0) return 'the same day'
  if (workingDays === 1) return 'the next working day'
  if (workingDays < 4) return `about ${workingDays} working days`
  if (workingDays < 8) return 'about a week'
  if (workingDays < 43) return `about ${Math.round(workingDays / 5)} weeks`
  return `about ${Math.round(workingDays / 21)} months`
}

/** The ages a team sees as people say them; undefined when it sees everybody. */
export function sayAges({ minimumAge, maximumAge }: Pick<Team, 'minimumAge' | 'maximumAge'>): string | undefined {
  if (minimumAge && maximumAge !== null) return `${minimumAge} to ${maximumAge}`
  if (minimumAge) return `${minimumAge} and over`
  return maximumAge === null ? undefined : `up to ${maximumAge}`
}

const names = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' })

/** Languages in words: "English, Polish and British Sign Language". */
export function sayLanguages(codes: readonly string[]): string {
  const words = codes.map((code) => (code === 'bfi' ? 'British Sign Language' : (names.of(code) ?? code)))
  return new Intl.ListFormat('en-GB').format(words)
}

/** Those that take referrals first, then by name: a pause in one must not hide another. */
export const inOrder = (teams: readonly Team[]): Team[] =>
  teams.toSorted((a, b) => Number(a.pause !== null) - Number(b.pause !== null) || a.name.localeCompare(b.name))
