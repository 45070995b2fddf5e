import type { Tx } from '#platform/database/database.ts'
import type { FieldIssue } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import {
  districtOf,
  findPlace,
  findPractice,
  normalisePostcode,
  searchPractices,
  type Place,
  type Practice,
} from '#foundations/geography/index.ts'
import { findNearestTeam, findTeamsCovering, type Team } from '#registers/teams/index.ts'

/** What was typed to find the team: a practice by code or name, a postcode, or both. */
export interface Asked {
  practice: string
  postcode: string
  /** A practice that was picked from those of a like name. */
  picked?: string
  /** The team that was chosen, if any. */
  team?: Id
}

export interface Covering {
  practice: Practice | undefined
  /** As it should be written, when it has the form of one. */
  postcode: string | undefined
  /** Those of a like name, when it is not clear which is meant. */
  practices: Practice[]
  teams: Team[]
  /** Where nobody covers: the nearest team, to ring. */
  nearest?: { team: Team; kilometres: number }
  /** The one that was chosen, or the only one that takes referrals. */
  chosen: Team | undefined
  issues: FieldIssue[]
}

/** Finds the teams that cover a practice or a postcode; the practice counts first. Four statements, six where nobody covers. */
export async function whoCovers(tx: Tx, asked: Asked): Promise<Covering> {
  const [meant, place] = await Promise.all([findMeantPractice(tx, asked), placeOf(tx, asked.postcode)])
  const postcode = normalisePostcode(asked.postcode)
  const base = {
    practice: meant.practice,
    postcode,
    practices: meant.practices,
    issues: [...meant.issues, ...postcodeIssues(asked, postcode)],
  }
  if (base.issues.length > 0) return { ...base, teams: [], chosen: undefined }
  if (!meant.practice && !postcode) return { ...base, teams: [], chosen: undefined, issues: [NOWHERE] }
  const teams = await teamsFor(tx, meant.practice, postcode, place)
  if (teams.length > 0) return { ...base, teams, ...chosenOf(teams, asked.team) }
  const point = place ?? (await placeOf(tx, meant.practice?.postcode ?? ''))
  return {
    ...base,
    teams,
    nearest: point && (await findNearestTeam(tx, point)),
    chosen: undefined,
    issues: [NOBODY_COVERS],
  }
}

const NOWHERE: FieldIssue = {
  field: 'practice',
  message: 'Enter their GP practice, or their postcode if you do not know it',
}
const NOBODY_COVERS: FieldIssue = { field: 'practice', message: 'No team covers this practice or postcode' }

interface Meant {
  practice: Practice | undefined
  practices: Practice[]
  issues: FieldIssue[]
}

/** The practice that is meant by a code, a name, or a suggestion that was chosen; those of a like name where that is not clear. */
export async function findMeantPractice(
  tx: Tx,
  { practice, picked }: Pick<Asked, 'practice' | 'picked'>,
): Promise<Meant> {
  const words = practice.trim().slice(0, 200)
  if (!words && !picked) return { practice: undefined, practices: [], issues: [] }
  const code = codeIn(picked ?? words)
  const found = code ? await findPractice(tx, code) : undefined
  if (found) return { practice: found, practices: [], issues: [] }
  const practices = await searchPractices(tx, words, 10)
  const [only, ...others] = practices
  if (only && others.length === 0) return { practice: only, practices: [], issues: [] }
  const message =
    practices.length > 0 ? 'More than one practice has a name like that: choose one' : 'There is no such practice'
  return { practice: undefined, practices, issues: [{ field: practices.length > 0 ? 'picked' : 'practice', message }] }
}

/** "ZZ0001" as typed, or at the end of a suggestion that was chosen: "Riverside Surgery (ZZ0001)". */
const codeIn = (words: string): string | undefined =>
  /^[A-Za-z0-9]{3,8}$|(?<=\()[A-Za-z0-9]{3,8}(?=\)$)/.exec(words.trim())?.[0]

async function placeOf(tx: Tx, typed: string): Promise<Place | undefined> {
  if (!normalisePostcode(typed)) return undefined
  const found = await findPlace(tx, typed)
  return found.ok ? found.value : undefined
}

const postcodeIssues = ({ postcode }: Asked, read: string | undefined): FieldIssue[] =>
  postcode.trim() && !read ? [{ field: 'postcode', message: 'Enter a full postcode, like ZZ1 1AA' }] : []

async function teamsFor(
  tx: Tx,
  practice: Practice | undefined,
  postcode: string | undefined,
  place: Place | undefined,
): Promise<Team[]> {
  const byPractice = practice ? await findTeamsCovering(tx, { practiceCode: practice.code }) : []
  if (byPractice.length > 0 || !postcode) return byPractice
  return findTeamsCovering(tx, { place: place ?? { district: districtOf(postcode) } })
}

/** A team that was looked at is never changed for another behind somebody's back. */
function chosenOf(teams: Team[], wanted: Id | undefined): Pick<Covering, 'chosen' | 'issues'> {
  const open = teams.filter(({ pause }) => !pause)
  const named = teams.find(({ id }) => id === wanted)
  if (named?.pause)
    return { chosen: undefined, issues: [{ field: 'team', message: `${named.name} takes nobody just now` }] }
  if (named) return { chosen: named, issues: [] }
  const [only, ...others] = open
  if (!only)
    return { chosen: undefined, issues: [{ field: 'practice', message: 'The team for them takes nobody just now' }] }
  if (others.length > 0) return { chosen: undefined, issues: [{ field: 'team', message: 'Choose a team' }] }
  if (wanted)
    return {
      chosen: only,
      issues: [
        {
          field: 'team',
          message: `They are covered by another team, ${only.name}. Look at whom it can help, then send again`,
        },
      ],
    }
  return { chosen: only, issues: [] }
}
