import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'

/** Somebody who works in a team. */
export interface Member {
  teamId: Id
  accountId: Id
  /** Own title, where it differs from the team's word: "team manager". */
  roleWord: string
  /** 1 is Monday. */
  workingDays: number[]
  hoursPerWeek: number
  /** BCP 47. */
  languages: string[]
  telephone: string | null
  /** What colleagues know them for. */
  about: string | null
  /** Who stands in. */
  coverAccountId: Id | null
  startsOn: Day
  endsOn: Day | null
}

export type MemberFacts = Pick<Member, 'teamId' | 'accountId' | 'startsOn'> & Partial<Member>

/** Writes who works in which team; the same person and first day again is changed. The accounts must be there. */
export function saveMembers(tx: Tx, members: readonly MemberFacts[]): void {
  if (members.length === 0) return
  tx.save(
    db
      .insertInto('teams.member')
      .values(members.map((member) => ({ partnership_id: tx.actor.partnershipId, ...columnsOf(member) })))
      .onConflict((on) =>
        on.columns(['partnership_id', 'team_id', 'account_id', 'starts_on']).doUpdateSet((eb) => ({
          ends_on: eb.ref('excluded.ends_on'),
          role_word: eb.ref('excluded.role_word'),
          working_days: eb.ref('excluded.working_days'),
          hours_per_week: eb.ref('excluded.hours_per_week'),
          languages: eb.ref('excluded.languages'),
          telephone: eb.ref('excluded.telephone'),
          about: eb.ref('excluded.about'),
          cover_account_id: eb.ref('excluded.cover_account_id'),
        })),
      ),
  )
}

/** Who works in a team on a day, with their names; empty for everybody outside its organisation. */
export const listMembers = (tx: Tx, teamId: Id, on: Day): Promise<(Member & { name: string })[]> =>
  tx.read(
    db
      .selectFrom('teams.member as m')
      .innerJoin('access.account as a', (join) =>
        join.onRef('a.partnership_id', '=', 'm.partnership_id').onRef('a.id', '=', 'm.account_id'),
      )
      .select([
        'm.team_id as teamId',
        'm.account_id as accountId',
        'a.name',
        'm.role_word as roleWord',
        'm.working_days as workingDays',
      ])
      .select([
        'm.hours_per_week as hoursPerWeek',
        'm.languages',
        'm.telephone',
        'm.about',
        'm.cover_account_id as coverAccountId',
      ])
      .select([sql<Day>`m.starts_on`.as('startsOn'), sql<Day | null>`m.ends_on`.as('endsOn')])
      .where('m.team_id', '=', teamId)
      .where('m.starts_on', '<=', on)
      .where((eb) => eb.or([eb('m.ends_on', 'is', null), eb('m.ends_on', '>=', on)]))
      .orderBy('a.name'),
  )

const columnsOf = (member: MemberFacts) => ({
  team_id: member.teamId,
  account_id: member.accountId,
  starts_on: member.startsOn,
  ends_on: member.endsOn ?? null,
  role_word: member.roleWord ?? '',
  working_days: member.workingDays ?? [1, 2, 3, 4, 5],
  hours_per_week: member.hoursPerWeek ?? 37.5,
  languages: member.languages ?? ['en'],
  telephone: member.telephone ?? null,
  about: member.about ?? null,
  cover_account_id: member.coverAccountId ?? null,
})
