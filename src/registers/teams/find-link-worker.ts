import type { Tx } from '#platform/database/database.ts'
import {
  districtOf,
  findPcn,
  findPlace,
  findPractice,
  normaliseDistrict,
  normalisePostcode,
  searchPcns,
  searchPractices,
  type Pcn,
  type Place,
  type Practice,
} from '#foundations/geography/index.ts'
import { findNearestTeam, findTeamsCovering } from './coverage.queries.ts'
import { listTeams } from './team.queries.ts'
import type { Team } from './team.rules.ts'

/** What somebody asked about, once it is clear which one is meant. */
export type Asked =
  | { kind: 'practice'; practice: Practice }
  | { kind: 'pcn'; pcn: Pick<Pcn, 'code' | 'name'> }
  | { kind: 'place'; text: string; district: string; place?: Place }

export type LinkWorkerAnswer =
  | { kind: 'teams'; asked: Asked; teams: Team[] }
  /** Nobody covers it; `others` are all teams there are, where geography cannot tell the nearest. */
  | { kind: 'nobody'; asked: Asked; nearest?: { team: Team; kilometres: number }; others: Team[] }
  | { kind: 'choose'; words: string; practices: Practice[]; pcns: Pcn[] }
  /** Nothing is called that; `teams` are all there are, as a way on. */
  | { kind: 'nothing'; words: string; teams: Team[] }

/**
 * Finds the link workers for what was typed: a code or a postcode goes straight, so does a name that only one practice
 * or network has; several are offered to choose from. Where nobody covers, names the nearest team. At most eight statements.
 */
export async function findLinkWorker(tx: Tx, typed: string): Promise<LinkWorkerAnswer> {
  const words = typed.trim().slice(0, 200)
  const meant = await findMeant(tx, words)
  if ('kind' in meant) return answerFor(tx, meant)
  const { practices, pcns } = meant
  if (practices.length + pcns.length === 0) return { kind: 'nothing', words, teams: await listTeams(tx) }
  return { kind: 'choose', words, practices, pcns }
}

interface Candidates {
  practices: Practice[]
  pcns: Pcn[]
}

async function findMeant(tx: Tx, words: string): Promise<Asked | Candidates> {
  const postcode = normalisePostcode(words)
  const district = postcode ? districtOf(postcode) : normaliseDistrict(words)
  if (district) {
    const found = await findPlace(tx, words)
    return { kind: 'place', text: postcode ?? district, district, ...(found.ok && { place: found.value }) }
  }
  const code = codeIn(words)
  if (code) {
    const [practice, pcn] = await Promise.all([findPractice(tx, code), findPcn(tx, code)])
    if (practice) return { kind: 'practice', practice }
    if (pcn) return { kind: 'pcn', pcn }
  }
  const [practices, pcns] = await Promise.all([searchPractices(tx, words, 10), searchPcns(tx, words, 5)])
  return onlyOne(words, practices, pcns) ?? { practices, pcns }
}

/** Every code has a figure in it: "ZZ0001" as typed, or at the end of a suggestion that was chosen: "Riverside Surgery (ZZ0001)". */
const codeIn = (words: string): string | undefined =>
  /^(?=.*\d)[A-Za-z0-9]{3,10}$|(?<=\()[A-Za-z0-9]{3,10}(?=\)$)/.exec(words)?.[0]

function onlyOne(words: string, practices: Practice[], pcns: Pcn[]): Asked | undefined {
  const exactly = ({ name }: { name: string }) => name.toLowerCase() === words.toLowerCase()
  const [named, ...others] = practices.filter(exactly)
  const practice = practices.length + pcns.length === 1 ? practices[0] : others.length === 0 ? named : undefined
  if (practice) return { kind: 'practice', practice }
  const pcn = practices.length > 0 ? undefined : pcns.length === 1 ? pcns[0] : pcns.find(exactly)
  return pcn && { kind: 'pcn', pcn }
}

async function answerFor(tx: Tx, asked: Asked): Promise<LinkWorkerAnswer> {
  const teams = await teamsFor(tx, asked)
  if (teams.length > 0) return { kind: 'teams', asked, teams }
  const point = await pointOf(tx, asked)
  const nearest = point && (await findNearestTeam(tx, point))
  return { kind: 'nobody', asked, nearest, others: nearest ? [] : await listTeams(tx) }
}

function teamsFor(tx: Tx, asked: Asked): Promise<Team[]> {
  if (asked.kind === 'practice') return findTeamsCovering(tx, asked)
  if (asked.kind === 'pcn') return findTeamsCovering(tx, { pcnCode: asked.pcn.code })
  return findTeamsCovering(tx, { place: asked.place ?? asked })
}

async function pointOf(tx: Tx, asked: Asked): Promise<Place | undefined> {
  if (asked.kind === 'place') return asked.place
  if (asked.kind === 'pcn' || !asked.practice.postcode) return undefined
  const found = await findPlace(tx, asked.practice.postcode)
  return found.ok ? found.value : undefined
}
