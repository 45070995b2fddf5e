/**
 * `npm run db`: makes a fresh database from the migrations and writes what follows from it: `db/schema.sql` (compared by a
 * test) and `db/database.types.ts` (the row types that statements are checked against). Writes `docs/states.md` too, from the
 * tables of moves in the code.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '#platform/database/connection.ts'
import { schemaDump } from '#platform/database/schema-dump.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { statesPage } from './state-diagrams.ts'

writeFileSync(join(ROOT, 'docs', 'states.md'), statesPage())

const test = await openTestDatabase()
writeFileSync(join(ROOT, 'db', 'schema.sql'), await schemaDump(test.owner))
const { host, connectionString } = test.ownerConfig
const url = connectionString
  ? `${connectionString}?options=-c%20role%3Dtrellis_owner`
  : `postgres://trellis_owner@localhost/${test.name}?host=${encodeURIComponent(host!)}`
const TYPES = join(ROOT, 'db', 'database.types.ts')
execFileSync(
  process.execPath,
  [
    join(ROOT, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js'),
    '--dialect',
    'postgres',
    '--url',
    url,
    '--date-parser',
    'string',
    '--numeric-parser',
    'number',
    '--include-pattern',
    '(access|journal|platform|geography|directory|teams|people|messages|tasks|drafts|signposting|referrals|support|connections).*',
    '--default-schema',
    'none',
    '--out-file',
    TYPES,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
// bigint is read as a number (src/platform/database/database.ts)
writeFileSync(TYPES, readFileSync(TYPES, 'utf8').replace('Int8 = ColumnType<string,', 'Int8 = ColumnType<number,'))
await test.close()
process.stderr.write('written: docs/states.md, db/schema.sql, db/database.types.ts\n')
