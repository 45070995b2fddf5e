import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'

export interface Coverage {
  kind: 'practice' | 'pcn' | 'district' | 'area'
  code: string
}

/** A team as a seed or a manager gives it; what is left out takes its default. */
export interface TeamFacts {
  id: Id
  organisationId: Id
  name: string
  localTitle?: { one: string; many: string }
  summary?: string
  canHelp?: readonly string[]
  cannotHelp?: readonly { who: string; instead: string }[]
  howToRefer?: readonly string[]
  wait?: { workingDays: number; statedOn: Day } | null
  openNowLimit?: number | null
  peoplePerYear?: number
  telephone?: string | null
  email?: string | null
  languages?: readonly string[]
  minimumAge?: number | null
  maximumAge?: number | null
  coverage: readonly Coverage[]
}

/** Writes teams and, whole, what they cover; a team with the same id is changed. A job or an administrator may. */
export function saveTeams(tx: Tx, teams: readonly TeamFacts[]): void {
  if (teams.length === 0) return
  const partnership_id = tx.actor.partnershipId
  tx.save(
    db
      .insertInto('teams.team')
      .values(teams.map((team) => ({ partnership_id, ...columnsOf(team), changed_at: tx.now() })))
      .onConflict((on) => on.columns(['partnership_id', 'id']).doUpdateSet(REPLACED)),
  )
  const ids = teams.map((team) => team.id)
  tx.save(db.deleteFrom('teams.coverage').where('team_id', 'in', ids))
  const coverage = teams.flatMap((team) =>
    team.coverage.map(({ kind, code }) => ({
      partnership_id,
      team_id: team.id,
      kind,
      code: code.trim().toUpperCase(),
    })),
  )
  if (coverage.length > 0)
    tx.save(
      db
        .insertInto('teams.coverage')
        .values(coverage)
        .onConflict((on) => on.doNothing()),
    )
  for (const subjectId of ids) journal(tx, 'team.saved', { subjectId })
}

const COLUMNS = [
  'organisation_id',
  'name',
  'worker_singular',
  'worker_plural',
  'summary',
  'can_help',
  'cannot_help',
  'instead',
  'how_to_refer',
  'wait_working_days',
  'wait_stated_on',
  'open_now_limit',
  'people_per_year',
  'telephone',
  'email',
  'languages',
  'minimum_age',
  'maximum_age',
  'changed_at',
] as const

const REPLACED = {
  ...Object.fromEntries(COLUMNS.map((name) => [name, sql<never>`${sql.ref(`excluded.${name}`)}`])),
  version: sql<never>`teams.team.version + 1`,
}

const columnsOf = (team: TeamFacts) => ({
  id: team.id,
  organisation_id: team.organisationId,
  name: team.name,
  worker_singular: team.localTitle?.one ?? 'link worker',
  worker_plural: team.localTitle?.many ?? 'link workers',
  summary: team.summary ?? '',
  can_help: [...(team.canHelp ?? [])],
  cannot_help: (team.cannotHelp ?? []).map(({ who }) => who),
  instead: (team.cannotHelp ?? []).map(({ instead }) => instead),
  how_to_refer: [...(team.howToRefer ?? [])],
  wait_working_days: team.wait?.workingDays ?? null,
  wait_stated_on: team.wait?.statedOn ?? null,
  open_now_limit: team.openNowLimit ?? null,
  people_per_year: team.peoplePerYear ?? 250,
  telephone: team.telephone ?? null,
  email: team.email ?? null,
  languages: [...(team.languages ?? ['en'])],
  minimum_age: team.minimumAge ?? null,
  maximum_age: team.maximumAge ?? null,
})
