import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { statement } from '../listing/bulk-rows.queries.ts'
import { choicesOf, type Choosable } from '../search/choices.rules.ts'
import { NEEDS_FILE } from './needs-file.ts'
import { sortListing, type Sortable } from './sort-listing.rules.ts'

const STEP = 500

/**
 * Sorts the listings again that another version of the needs files sorted, or none: after a change of the files, or of rows that
 * came in by another way. Which choices they may suit is worked out with it. In steps of 500, each a transaction of its own. Answers how many there were.
 */
export async function sortAgain(ctx: Context): Promise<number> {
  for (let done = 0; ;) {
    const sorted = await ctx.transaction(sortStep)
    done += sorted
    if (sorted < STEP) return done
  }
}

async function sortStep(tx: Tx): Promise<number> {
  const locked = await tx.read(statement(lockUnsorted(tx)))
  // A statement of its own: what came while a row was waited for is seen.
  const listings = await tx.read(statement(selectListings(tx, locked)))
  if (listings.length === 0) return 0
  const rows = listings.map((listing) => {
    const whole = withoutNulls(listing)
    const { topics, strengths, marks, standing, version } = sortListing(whole)
    const choices = choicesOf(whole, topics).toString()
    return { id: listing.id, topics, strengths, marks, standing, choices, sorted_by: version }
  })
  tx.save(
    statement(sql`update directory.service s
      set topics = r.topics, strengths = r.strengths, marks = r.marks, standing = r.standing, choices = r.choices, sorted_by = r.sorted_by
      from jsonb_populate_recordset(null::directory.service, ${JSON.stringify(rows)}::text::jsonb) r
      where s.partnership_id = ${tx.actor.partnershipId}::uuid and s.id = r.id`),
  )
  return listings.length
}

const lockUnsorted = (tx: Tx) => sql<{ id: Id }>`
  select id from directory.service where partnership_id = ${tx.actor.partnershipId}::uuid and sorted_by is distinct from ${NEEDS_FILE.version}
  limit ${STEP} for update`

const selectListings = (tx: Tx, locked: readonly { id: Id }[]) => sql<Unsorted>`
  select id, name, alternate_name as "alternateName", summary, who_for as "whoFor", description, eligibility,
    minimum_age::float as "minimumAge", maximum_age::float as "maximumAge", only_for as "onlyFor", needs, categories,
    cost_kind as "costKind", modes,
    (select jsonb_agg(jsonb_build_object('freq', freq, 'byday', byday, 'opensAt', opens_at, 'closesAt', closes_at)) from directory.schedule as m
      where m.partnership_id = service.partnership_id and m.service_id = service.id) as schedules,
    (select jsonb_agg(jsonb_build_object('code', code)) from directory.language as l
      where l.partnership_id = service.partnership_id and l.service_id = service.id) as languages,
    jsonb_build_object('stepFree', step_free) as access,
    (select jsonb_agg(jsonb_build_object('stepFree', p.step_free)) from directory.service_location as at
      join directory.location as p on p.partnership_id = at.partnership_id and p.id = at.location_id
      where at.partnership_id = service.partnership_id and at.service_id = service.id) as locations,
    (select jsonb_build_object('state', c.state) from directory.capacity_statement as c where c.partnership_id = service.partnership_id
      and c.service_id = service.id and c.state in ('open', 'limited') limit 1) as capacity
  from directory.service where partnership_id = ${tx.actor.partnershipId}::uuid and id = any (${locked.map(({ id }) => id)}::uuid[])`

type Whole = Sortable & Choosable
type Unsorted = { [field in keyof Required<Whole>]: Required<Whole>[field] | null } & { id: Id; name: string }

const withoutNulls = (listing: Unsorted): Whole =>
  Object.fromEntries(Object.entries(listing).filter(([, value]) => value !== null)) as unknown as Whole
