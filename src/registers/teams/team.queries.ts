import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import { prepared } from '#platform/database/prepared.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import { inOrder, type IntakePause, type Team } from './team.rules.ts'

/** A team of the caller's partnership; undefined when there is none. What a team does is public. */
export async function findTeam(tx: Tx, id: Id): Promise<Team | undefined> {
  const row = await tx.first(oneTeam(dayOf(tx.now()), id))
  return row && teamOf(row)
}

/** The same; throws NotFound. */
export async function getTeam(tx: Tx, id: Id): Promise<Team> {
  const team = await findTeam(tx, id)
  if (!team) throw new NotFound('team')
  return team
}

/** All teams of the partnership: those that take referrals first, then by name. */
export const listTeams = async (tx: Tx): Promise<Team[]> =>
  inOrder((await tx.read(selectTeams(dayOf(tx.now())))).map(teamOf))

/** The given teams, in the same order as `listTeams`. */
export async function listTeamsById(tx: Tx, ids: readonly Id[]): Promise<Team[]> {
  if (ids.length === 0) return []
  return inOrder((await tx.read(selectTeams(dayOf(tx.now())).where('t.id', 'in', ids))).map(teamOf))
}

const selectTeams = (today: Day) =>
  db
    .selectFrom('teams.team as t')
    .innerJoin('access.organisation as o', (on) =>
      on.onRef('o.partnership_id', '=', 't.partnership_id').onRef('o.id', '=', 't.organisation_id'),
    )
    .select(['t.id', 't.organisation_id as organisationId', 'o.name as organisationName', 't.name', 't.summary'])
    .select(['t.worker_singular', 't.worker_plural', 't.can_help as canHelp', 't.cannot_help', 't.instead'])
    .select([
      't.how_to_refer as howToRefer',
      't.wait_working_days',
      't.wait_stated_on',
      't.telephone',
      't.email',
      't.languages',
    ])
    .select(['t.open_now_limit as openNowLimit', 't.people_per_year as peoplePerYear'])
    .select(['t.minimum_age as minimumAge', 't.maximum_age as maximumAge', 't.version'])
    .select(
      sql<IntakePause | null>`(select jsonb_build_object('reason', p.reason, 'meanwhile', p.meanwhile, 'until', p.until)
        from teams.intake_pause p where p.partnership_id = t.partnership_id and p.team_id = t.id and p.ended_at is null
          and (p.until is null or p.until > ${today}::date))`.as('pause'),
    )

const oneTeam = prepared((today: Day, id: Id) => selectTeams(today).where('t.id', '=', id))

type Row = Awaited<ReturnType<typeof readRows>>[number]
const readRows = (tx: Tx) => tx.read(selectTeams(dayOf(tx.now())))

const teamOf = ({
  worker_singular,
  worker_plural,
  cannot_help,
  instead,
  wait_working_days,
  wait_stated_on,
  ...row
}: Row): Team => ({
  ...row,
  localTitle: { one: worker_singular, many: worker_plural },
  cannotHelp: cannot_help.map((who, n) => ({ who, instead: instead[n]! })),
  wait: wait_working_days === null ? null : { workingDays: wait_working_days, statedOn: wait_stated_on as Day },
})
