import pg from 'pg'
import type { Mode } from '#platform/config.ts'
import type { Database } from '#platform/database/database.ts'
import { idFrom, isId, type Id } from '#platform/ids.ts'
import { Refused, WrongUsage } from './answer.ts'

interface Partnership {
  id: Id
  name: string
}

/** The demo's partnership, with the id it has on every machine: its own data come with the first `npm start`. */
const ANYTOWN: Partnership = { id: idFrom('anytown'), name: 'Anytown' }

/**
 * The partnership a command is for: the wanted one (name or id), or the only one. In demo mode an empty database gets Anytown, so that data
 * can be imported before the first `npm start`. Throws `Refused` where there is none (of that name), `WrongUsage` where one must be chosen.
 */
export async function findOrMakePartnership(
  database: Database,
  owner: pg.ClientConfig | undefined,
  mode: Mode,
  wanted?: string,
): Promise<Partnership> {
  const { rows: all } = await database.pool.query<Partnership>(
    'select id, name from access.partnership order by name, id',
  )
  if (all.length === 0) {
    if (mode === 'demo' && owner && isAnytown(wanted)) return makeAnytown(owner)
    throw new Refused('No partnership yet. Make one with: npm run trellis -- create partnership "<name>"')
  }
  const names = all.map((p) => `  ${p.name} (${p.id})`).join('\n')
  if (wanted === undefined) {
    if (all.length > 1) throw new WrongUsage(`There are several partnerships. Say which with --partnership:\n${names}`)
    return all[0]!
  }
  const found = all.filter((p) =>
    isId(wanted.toLowerCase()) ? p.id === wanted.toLowerCase() : sameName(p.name, wanted),
  )
  if (found.length > 1)
    throw new WrongUsage(`There are several partnerships called "${wanted}". Give the id:\n${names}`)
  if (found.length === 0)
    throw new Refused(`There is no partnership "${wanted}". There ${all.length === 1 ? 'is' : 'are'}:\n${names}`)
  return found[0]!
}

const sameName = (a: string, b: string): boolean => a.localeCompare(b.trim(), 'en', { sensitivity: 'base' }) === 0
const isAnytown = (wanted: string | undefined): boolean =>
  wanted === undefined || wanted === ANYTOWN.id || sameName(ANYTOWN.name, wanted)

// A partnership is made by the owner only: the serving role acts inside one and can neither make nor change any.
async function makeAnytown(config: pg.ClientConfig): Promise<Partnership> {
  const owner = new pg.Client(config)
  await owner.connect()
  try {
    await owner.query('insert into access.partnership (id, name) values ($1, $2) on conflict do nothing', [
      ANYTOWN.id,
      ANYTOWN.name,
    ])
  } finally {
    await owner.end()
  }
  return ANYTOWN
}
