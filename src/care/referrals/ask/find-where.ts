import type { Tx } from '#platform/database/database.ts'
import { findPlace, findPractice, searchPractices, type Practice } from '#foundations/geography/index.ts'
import { findTeamsCovering, type Team } from '#registers/teams/index.ts'
import type { Answer } from '#ui/question-flow/flow.type.ts'
import type { Found } from './ask.type.ts'

export type WhereAnswer =
  | { kind: 'found'; found: Found; teams: Team[] }
  /** Several practices are like what was typed. */
  | { kind: 'choose'; practices: Practice[] }
  | { kind: 'no-such-practice' }

/**
 * What the answer to "where" means: the practice, if it is clear which one, and the teams that cover it; the postcode where
 * no practice is given, or where nobody who takes people covers the practice. At most eight statements.
 */
export async function findWhere(tx: Tx, answer: Answer): Promise<WhereAnswer> {
  const words = typeof answer.practice === 'string' ? answer.practice : undefined
  const postcode = typeof answer.postcode === 'string' ? answer.postcode : null
  const meant = words ? await findMeant(tx, words) : undefined
  if (Array.isArray(meant))
    return meant.length > 0 ? { kind: 'choose', practices: meant } : { kind: 'no-such-practice' }
  const byPractice = meant ? await findTeamsCovering(tx, { practiceCode: meant.code }) : []
  const teams = postcode && !byPractice.some(isOpen) ? joined(byPractice, await teamsAt(tx, postcode)) : byPractice
  const practice = meant ? { code: meant.code, name: meant.name } : null
  return { kind: 'found', teams, found: { practice, postcode, teamIds: teams.map(({ id }) => id) } }
}

/** The practice that is meant, or those that may be. "Riverside Surgery (ZZ0001)" is how a chosen suggestion reads. */
async function findMeant(tx: Tx, words: string): Promise<Practice | Practice[]> {
  const code = /^[A-Za-z]\d{4,6}$|^[A-Za-z]{1,2}\d{4}$|(?<=\()[A-Za-z0-9]{3,10}(?=\)$)/.exec(words)?.[0]
  const known = code ? await findPractice(tx, code) : undefined
  if (known?.open && known.gpPractice) return known
  const like = await searchPractices(tx, words, 10)
  const named = like.filter(({ name }) => name.toLowerCase() === words.toLowerCase())
  return (like.length === 1 ? like[0] : named.length === 1 ? named[0] : undefined) ?? like
}

/** A postcode that nobody has heard of still has a district. */
async function teamsAt(tx: Tx, postcode: string): Promise<Team[]> {
  const place = await findPlace(tx, postcode)
  return findTeamsCovering(tx, { place: place.ok ? place.value : { district: postcode.split(' ')[0]! } })
}

const isOpen = ({ pause }: Team) => pause === null

const joined = (first: readonly Team[], second: readonly Team[]): Team[] => [
  ...first,
  ...second.filter(({ id }) => first.every((team) => team.id !== id)),
]
