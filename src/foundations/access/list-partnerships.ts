import type { Database } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

/** Every partnership of the installation, for work that looks at each in turn. */
export async function listPartnerships({ pool }: Pick<Database, 'pool'>): Promise<Id[]> {
  const { rows } = await pool.query<{ id: Id }>('select id from access.partnership order by created_at, id')
  return rows.map(({ id }) => id)
}
