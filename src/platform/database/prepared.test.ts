import assert from 'node:assert/strict'
import test from 'node:test'
import { sql } from 'kysely'
import { db } from './database.ts'
import { prepared } from './prepared.ts'

test('a prepared statement is built once and takes new values each time, each in its places', () => {
  let built = 0
  const find = prepared((id: string, name: string) => {
    built++
    return db
      .selectFrom('access.organisation')
      .select(['id', sql<string>`coalesce(${name}, ${'nobody'})`.as('said')])
      .where('id', '=', id)
      .where('name', '=', name)
      .where('kind', '=', 'charity')
  })
  const [first, second] = [find('a', 'b').compile(), find('c', 'd').compile()]
  assert.deepEqual(first.parameters, ['b', 'nobody', 'a', 'b', 'charity'])
  assert.deepEqual(second.parameters, ['d', 'nobody', 'c', 'd', 'charity'])
  assert.equal(first.sql, second.sql)
  assert.match(first.sql, /coalesce\(\$1, \$2\).*"id" = \$3 and "name" = \$4 and "kind" = \$5/)
  assert.equal(built, 1)
})

test('a statement that looks at its values cannot be prepared, and says so at once', () => {
  const find = prepared((name: string) =>
    db.selectFrom('access.organisation').select('id').where('name', '=', name.toUpperCase()),
  )
  assert.throws(() => find('anytown'), TypeError)
})
