import { mkdirSync, writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientConfig } from 'pg'
import { createApiKey, createPartnership, DEMO_SIGN_IN } from '#foundations/access/index.ts'
import { escalateDueTasks } from '#foundations/tasks/index.ts'
import { db } from '#platform/database/database.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { idFrom, newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { loadHistory } from './history/load-history.ts'
import { DEMO_PEOPLE, loadOrganisations, organisationId, pauseIntakes, teamId } from './load-organisations.ts'
import { loadDirectory } from './load-directory.ts'
import { fillRiverSingers, loadGroupMembers } from './load-groups.ts'
import { loadPlaces } from './load-places.ts'
import { loadReferrals } from './load-referrals.ts'
import { loadUnmetSearches } from './load-unmet-searches.ts'
import { noteWorry } from './load-worry.ts'

/** The partnership of the demo, the same on every machine. */
export const ANYTOWN: Id = idFrom('anytown')

/**
 * Makes the invented town, unless it is there already. Dates are counted from the services' clock: today in the demo, a
 * fixed day in tests; with `lived: false` nobody has been referred yet, and only with the `owner`'s sign-in there are two years
 * of people before them. Steps may be repeated, so that a start that was cut off goes on; people who were referred by then stay,
 * and no others are.
 */
export async function loadAnytown(
  services: Services,
  { lived = true, owner }: { lived?: boolean; owner?: ClientConfig } = {},
): Promise<boolean> {
  const ctx = contextOf(
    services.database,
    { kind: 'job', partnershipId: ANYTOWN, cause: 'seed' },
    newId(),
    services.clock,
  )
  if (await ctx.transaction((tx) => tx.first(db.selectFrom('teams.intake_pause').select('id').limit(1)))) return false
  await ctx.transaction((tx) => createPartnership(tx, { name: 'Anytown' })) // refused when it is there: then it is there
  await loadPlaces(ctx)
  await loadOrganisations(ctx, services.keys)
  await loadDirectory(ctx)
  await loadGroupMembers(ctx, services.keys)
  const begun = await ctx.transaction((tx) => tx.first(db.selectFrom('referrals.referral').select('id').limit(1)))
  if (lived && !begun) await loadReferrals(services, ANYTOWN)
  if (lived) await loadUnmetSearches(ctx)
  if (lived && owner) await loadHistory(services, ANYTOWN, owner)
  if (lived && !begun) await fillRiverSingers(services, ANYTOWN)
  if (lived && !begun) await noteWorry(services, ANYTOWN)
  if (lived) await ctx.transaction(escalateDueTasks) // what the job would do within five minutes
  await ctx.transaction((tx) => pauseIntakes(tx)) // last: a paused intake is the sign that everything is there
  return true
}

/** What somebody trying the demo needs; kept in the data folder as demo.json. */
interface DemoNotes {
  address: string
  sign_in_page: string
  password: string
  code_secret: string
  sign_ins: { role: string; name: string; email: string }[]
  api_key: string
  teams: { id: Id; name: string; practices: string[] }[]
  practices: string[]
  partnership_id: Id
}

/** Writes demo.json and answers the lines to print. */
export async function noteDemo(
  running: { services: Services; address: string },
  dataFolder: string,
): Promise<string[]> {
  const { services, address } = running
  const ctx = contextOf(
    services.database,
    { kind: 'job', partnershipId: ANYTOWN, cause: 'seed' },
    newId(),
    services.clock,
  )
  const notes = await demoNotes(ctx, dataFolder, address)
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(join(dataFolder, 'demo.json'), `${JSON.stringify(notes, null, 2)}\n`, { mode: 0o600 })
  return [
    `\nSign in at ${notes.sign_in_page}: one press for each of these invented people.`,
    ...notes.sign_ins.map((s) => `  ${s.role.padEnd(18)} ${s.name}`),
    `An API key, codes and passwords for trying things out: ${join(dataFolder, 'demo.json')}`,
  ]
}

async function demoNotes(ctx: Context, dataFolder: string, address: string): Promise<DemoNotes> {
  return {
    address,
    sign_in_page: `${address}/sign-in`,
    password: DEMO_SIGN_IN.password,
    code_secret: DEMO_SIGN_IN.codeSecret,
    sign_ins: DEMO_PEOPLE.map(({ role, name, email }) => ({ role, name, email })),
    api_key: keptKey(dataFolder) ?? (await newKey(ctx)),
    teams: (await import('./teams.ts')).TEAMS.map((t) => ({
      id: teamId(t.key),
      name: t.name,
      practices: t.covers.practices,
    })),
    practices: (await import('./places.ts')).PRACTICES.map((p) => p.code),
    partnership_id: ANYTOWN,
  }
}

/** A key is told once; the one of an earlier start is in the file. */
function keptKey(dataFolder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(dataFolder, 'demo.json'), 'utf8')) as DemoNotes).api_key
  } catch {
    return undefined
  }
}

const newKey = (ctx: Context): Promise<string> =>
  ctx.transaction(async (tx) => {
    const { key } = createApiKey(tx, {
      organisationId: organisationId('ZZ0001'),
      name: `Demo key ${newId().slice(0, 8)}`,
      scopes: ['services:read', 'teams:read', 'referrals:write', 'referrals:read'],
    })
    return key
  })
