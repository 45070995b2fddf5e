import type { Context } from '#platform/context.ts'
import type { Keys } from '#platform/crypto.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import { idFrom, type Id } from '#platform/ids.ts'
import { ensureDemoAccount, saveOrganisations, type Role } from '#foundations/access/index.ts'
import { pauseIntake, saveMembers, saveTeams, type MemberFacts, type TeamFacts } from '#registers/teams/index.ts'
import { ORGANISATIONS } from './organisations.ts'
import { PRACTICES } from './places.ts'
import { providerId } from './provider-id.ts'
import { REFERRERS } from './referrers.ts'
import { TEAMS, type Team } from './teams.ts'

/** One invented person for each role, for the sign-in page and demo.json. Those of the teams come from teams.ts. */
export const DEMO_PEOPLE: readonly { role: string; name: string; email: string }[] = [
  { role: 'Link worker', name: 'Priya Nair', email: 'p.nair@example.org' },
  { role: 'Team manager', name: 'Denise Whitlock', email: 'd.whitlock@example.org' },
  { role: 'Referrer', name: 'Dr Asha Patel', email: 'a.patel@example.org' },
  { role: 'Commissioner', name: 'Graham Pyle', email: 'g.pyle@example.org' },
  { role: 'Analyst', name: 'Nadia Haddad', email: 'n.haddad@example.org' },
  { role: 'Community group', name: 'Ruth Abbott', email: 'r.abbott@example.org' },
  { role: 'Administrator', name: 'Moira Lennox', email: 'm.lennox@example.org' },
]

/** Who looks after the partnership, or looks at it, and works with nobody in it. */
const OVERSEERS: readonly { name: string; email: string; organisation: string; roles: Role[] }[] = [
  { name: 'Moira Lennox', email: 'm.lennox@example.org', organisation: 'ZZL01', roles: ['administrator'] },
  { name: 'Graham Pyle', email: 'g.pyle@example.org', organisation: 'ZZL01', roles: ['commissioner'] },
  { name: 'Nadia Haddad', email: 'n.haddad@example.org', organisation: 'ZZL01', roles: ['analyst'] },
]

/** The id of an organisation by its code; one that also offers services has the id of the provider. */
export const organisationId = (code: string): Id => {
  const provider = ORGANISATIONS.find((o) => o.code === code)?.provider
  return provider ? providerId(provider) : idFrom('anytown', 'organisation', code)
}

export const teamId = (key: string): Id => idFrom('anytown', 'team', key)

/** Who refers and who works with people: organisations, accounts, teams and their members. */
export async function loadOrganisations(ctx: Context, keys: Keys): Promise<void> {
  await ctx.transaction(async (tx) => {
    saveOrganisations(tx, [
      ...PRACTICES.map(({ code, name }) => ({
        id: organisationId(code),
        name,
        kind: 'practice' as const,
        odsCode: code,
      })),
      ...ORGANISATIONS.map(({ code, name, kind }) => ({ id: organisationId(code), name, kind, odsCode: code })),
    ])
    saveTeams(
      tx,
      TEAMS.map((team) => factsOf(team, dayOf(tx.now()))),
    )
  })
  await ctx.transaction((tx) => loadAccounts(tx, keys))
}

const factsOf = (team: Team, today: Day): TeamFacts => ({
  id: teamId(team.key),
  organisationId: organisationId(team.organisation),
  name: team.name,
  localTitle: team.localTitle,
  summary: team.about,
  canHelp: team.criteria.welcome,
  cannotHelp: team.criteria.notFor.map(({ who, nextBest }) => ({ who, instead: nextBest })),
  howToRefer: team.howToRefer,
  wait: { workingDays: team.usualWaitWorkingDays, statedOn: addDays(today, -9) },
  openNowLimit: team.capacity.openNow,
  peoplePerYear: team.capacity.peoplePerYear,
  telephone: team.telephone,
  email: team.email,
  languages: team.languages,
  minimumAge: team.minimumAge,
  coverage: [
    ...team.covers.practices.map((code) => ({ kind: 'practice' as const, code })),
    ...team.covers.districts.map((code) => ({ kind: 'district' as const, code })),
  ],
})

async function loadAccounts(tx: Tx, keys: Keys): Promise<void> {
  const members: MemberFacts[] = []
  for (const team of TEAMS)
    for (const { roles, name, email, telephone, languages, hoursPerWeek, about } of team.members) {
      const held = { organisationId: organisationId(team.organisation), teamId: teamId(team.key) }
      const accountId = await ensureDemoAccount(tx, keys, { ...held, name, email, roles })
      members.push({
        teamId: held.teamId,
        accountId,
        startsOn: addDays(dayOf(tx.now()), -730),
        languages,
        hoursPerWeek,
        telephone,
        about,
      })
    }
  for (const { name, email, organisation } of REFERRERS)
    await ensureDemoAccount(tx, keys, {
      organisationId: organisationId(organisation),
      name,
      email,
      roles: ['referrer'],
    })
  for (const { organisation, ...account } of OVERSEERS)
    await ensureDemoAccount(tx, keys, { ...account, organisationId: organisationId(organisation) })
  saveMembers(tx, members)
}

/** Pauses come last: before them, everybody is taken. */
export async function pauseIntakes(tx: Tx): Promise<void> {
  for (const { key, intake } of TEAMS)
    if (intake.state === 'paused')
      await pauseIntake(tx, teamId(key), {
        reason: intake.reason,
        meanwhile: intake.meanwhile,
        until: addDays(dayOf(tx.now()), intake.untilInDays),
      })
}
