import type { Tx } from '#platform/database/database.ts'

/**
 * Where Anytown has a record that a page can be looked at with, by the pattern of its address; the first that fits counts.
 * Each gives the parts that the address wants, in order. Row-level security narrows them to what the caller may see.
 */
const EXAMPLES: readonly [RegExp, string][] = [
  [/^\/services\/:/, `select array[id::text] from directory.service where status = 'active' order by name`],
  [/^\/ask\/:question/, `select array['where']`],
  [/^\/ask\/for-someone\/:question/, `select array['you']`],
  [/^\/referrals\/sent\/:id\/(receipt|withdrawal)/, sent(`status = 'received'`)],
  [/^\/referrals\/sent\/:id/, sent(`status = 'accepted'`)],
  [/^\/referrals\/:id\/answer/, toTeam('questioned')],
  [/^\/referrals\/:id/, toTeam('received')],
  [
    /^\/people\/:\w+\/contact-opening/,
    `select array[e.person_id::text] from support.episode e join people.person p on p.partnership_id = e.partnership_id
      and p.id = e.person_id where p.restricted and e.worker_account_id = access.actor()`,
  ],
  [
    /^\/people\/:/,
    `select array[person_id::text] from support.episode where status = 'active' order by opened_at desc`,
  ],
  [/^\/episodes\/:\w+\/resumption/, episode('paused')],
  [/^\/episodes\/:\w+\/(return|closure\/letter)/, episode('closed')],
  [/^\/episodes\/:\w+\/plan\/goals/, `select array[episode_id::text, id::text] from support.goal where not removed`],
  [
    /^\/episodes\/:\w+\/plan\/actions/,
    `select array[episode_id::text, id::text] from support.action where not removed`,
  ],
  [
    /^\/episodes\/:\w+\/contacts/,
    `select array[episode_id::text, id::text] from support.contact order by happened_at desc`,
  ],
  [
    /^\/episodes\/:\w+\/measures\/:code\/responses/,
    'select array[episode_id::text, measure_code, id::text] from support.response order by answered_on desc',
  ],
  [
    /^\/episodes\/:\w+\/measures\/:code/,
    `select array[id::text, 'ons4'] from support.episode where status = 'active' order by opened_at desc`,
  ],
  [/^\/episodes\/:/, episode('active')],
  [/^\/connections\/:id\/agreement/, connection('proposed')],
  [/^\/connections\/:id\/offer/, connection('agreed')],
  [/^\/connections\/:id\/(answer|withdrawal)/, connection('offered')],
  [/^\/connections\/:id\/first-visit/, connection('accepted')],
  [/^\/connections\/:id\/(attendance|ending)/, connection('started')],
  [/^\/connections\/:/, connection('offered')],
  [/^\/coming\/:/, connection('offered')],
  [/^\/accounts\/:/, 'select array[id::text] from access.account order by email'],
  [/^\/endings\/:/, `select array[id::text] from support.closing_letter where organisation_id = access.organisation()`],
  [/^\/ask\/for-someone\/confirm\/:token/, link('/ask/for-someone/confirm/')],
  [/^\/(status|offers|ending|questions)\/:token/, ''],
]

/** The address of each page with a record of Anytown in it; undefined where the caller sees no such record. One statement. */
export async function findAddresses(tx: Tx, patterns: readonly string[]): Promise<(string | undefined)[]> {
  const selects = patterns.map((pattern, n) => `select ${n} as n, (${exampleOf(pattern)} limit 1) as parts`)
  const rows = await tx.query<{ parts: string[] | null }>(`${selects.join(' union all ')} order by n`, [])
  return patterns.map((pattern, n) => fill(pattern, rows[n]?.parts ?? []))
}

function exampleOf(pattern: string): string {
  const found = EXAMPLES.find(([fits]) => fits.test(pattern))
  if (!found) return 'select null::text[]'
  return found[1] || link(pattern.slice(0, pattern.indexOf(':')))
}

function fill(pattern: string, parts: readonly string[]): string | undefined {
  let n = 0
  const address = pattern.replace(/:\w+/g, (name) => parts[n++] ?? name)
  return address.includes(':') ? undefined : address
}

function sent(which: string): string {
  return `select array[id::text] from referrals.referral where referrer_organisation_id = access.organisation() and ${which}
    order by received_at desc`
}

function toTeam(status: string): string {
  return `select array[id::text] from referrals.referral where team_id = access.team() and status = '${status}' order by received_at desc`
}

function episode(status: string): string {
  return `select array[id::text] from support.episode where status = '${status}' order by opened_at desc`
}

function connection(status: string): string {
  return `select array[id::text] from connections.connection where status = '${status}' order by proposed_at desc`
}

/** Signed links are kept as hashes: the demo's outbox still has those that were sent. */
function link(path: string): string {
  return `select array[split_part(link, '${path}', 2)] from messages.message where link like '%${path}%' order by created_at desc`
}
