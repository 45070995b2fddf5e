import { Socket } from 'node:net'
import { Client } from 'pg'

/** A connection that says "this process uses the server". It ends with the process, so nobody who died is ever counted. */
export type Lease = { ended: Promise<void>; isLast(): Promise<boolean>; end(): Promise<void> }

// Any fixed number will do, as long as nobody else locks it in the database `postgres`.
const KEY = 5_432_018

/**
 * Takes a lease on the server that listens in `host`, or tells why none could be had (nobody listens, it is starting
 * or stopping). Waits while the last user is stopping the server, and then finds it gone.
 * Throws when asking again cannot help: the socket belongs to somebody else.
 */
export async function takeLease(host: string, user: string): Promise<Lease | { refused: string }> {
  const socket = new Socket()
  const client = new Client({
    host,
    port: 5432,
    user,
    database: 'postgres',
    application_name: 'trellis lease',
    ssl: false, // a PGSSLMODE in the environment is about another server
    connectionTimeoutMillis: 10_000,
    stream: () => socket,
  })
  const ended = new Promise<void>((resolve) => client.once('end', resolve))
  client.on('error', () => {}) // a lease that breaks off is told through `ended`
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [KEY])
  } catch (error) {
    await client.end().catch(() => {})
    const message = error instanceof Error ? error.message : String(error)
    if (/EACCES/.test(message))
      throw new Error(`The database's socket folder ${host} belongs to somebody else.`, { cause: error })
    return { refused: message }
  }
  socket.unref() // a lease alone keeps no process alive
  return {
    ended,
    // Give up the share first and only then ask for the whole lock: of two that leave at once, one gets it.
    // While it is held, whoever comes in waits in takeLease().
    async isLast() {
      socket.ref()
      try {
        await client.query('select pg_advisory_unlock_shared($1)', [KEY])
        const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [KEY])
        return rows[0]?.last === true
      } catch {
        return false // the server is gone already
      }
    },
    async end() {
      socket.ref()
      await client.end().catch(() => {})
    },
  }
}
