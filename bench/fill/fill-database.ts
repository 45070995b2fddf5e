import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { blindIndex, encrypt, type Keys } from '#platform/crypto.ts'
import { idFrom } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { nhsNumbersFrom } from '../nhs-numbers.ts'

/** How much there is. Two referrals a person; a tenth of the people are in the second partnership. */
export const SIZE = { people: 100_000, services: 100_000 } as const

const ELSEWHERE = idFrom('bench', 'elsewhere')
const FILES = ['places.sql', 'people.sql', 'referrals.sql', 'episodes.sql', 'services.sql']

/** Changes when what is filled in changes. */
export const fillKey = (): string =>
  readdirSync(import.meta.dirname)
    .toSorted()
    .reduce((hash, file) => hash.update(readFileSync(join(import.meta.dirname, file))), createHash('sha256'))
    .digest('hex')

/**
 * Fills a database that holds Anytown with a hundred thousand people and services, the same ones each time, dated back from
 * now. As the server's administrator, who alone may leave the checks of foreign keys and triggers for later: the rows are right by construction.
 */
export async function fillDatabase(admin: pg.ClientConfig, keys: Keys): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '128MB'; set maintenance_work_mem = '512MB';
      set bench.here = '${ANYTOWN}'; set bench.elsewhere = '${ELSEWHERE}'; set bench.people = ${SIZE.people}; set bench.services = ${SIZE.services}`)
    await saveNhsNumbers(client, keys)
    for (const file of FILES) {
      const started = performance.now()
      await client.query(readFileSync(join(import.meta.dirname, file), 'utf8'))
      process.stderr.write(`  ${file} ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
    }
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

/** Encrypted by the program, as the database never sees the key. */
async function saveNhsNumbers(client: pg.Client, keys: Keys): Promise<void> {
  await client.query('create temp table number (n int primary key, secret bytea, index bytea)')
  const batch = 10_000
  const numbers = nhsNumbersFrom(0)
  for (let from = 1; from <= SIZE.people; from += batch) {
    const some = Array.from({ length: batch }, (_, i) => ({ n: from + i, number: numbers.next().value }))
    const values = [
      some.map(({ n }) => n),
      some.map(({ number }) => encrypt(keys, number)),
      some.map(({ number }) => blindIndex(keys, number)),
    ]
    await client.query('insert into number select * from unnest($1::int[], $2::bytea[], $3::bytea[])', values)
  }
}
