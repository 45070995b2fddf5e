// Writes raw rows as fast as the database takes them: the same rows as the program writes, with none of its work around them.
import pg from 'pg'
import type { Caller } from '#platform/database/database.ts'
import { sessionSettings } from '#platform/database/session-settings.ts'
import { newId } from '#platform/ids.ts'
import type { Actor } from '#platform/context.ts'
import { rawStatements, type RawStatement, type RawWay, type TableRows } from '../raw-referral.ts'
import { obey } from './command.ts'
import { inLoop, type Loop, type Timed } from './in-loop.ts'
import type { Statement } from './server.ts'

export type RawCommand = Loop & { database: pg.PoolConfig } & (
    | { kind: 'referrals'; captured: TableRows[]; way: RawWay; actor: Actor; first: number }
    | { kind: 'replay'; transactions: Statement[][] }
  )

obey<RawCommand, Timed>(async (command) => {
  const clients = await Promise.all(Array.from({ length: command.connections }, () => connected(command.database)))
  try {
    const work = command.kind === 'referrals' ? writeReferrals(command) : replay(command)
    return await inLoop(command, (n) => work(clients[n]!))
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
})

async function connected(config: pg.PoolConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...config, pipeline: true } as pg.ClientConfig)
  await client.connect()
  return client
}

function writeReferrals({ captured, way, actor, first }: Extract<RawCommand, { kind: 'referrals' }>) {
  const statements = rawStatements(captured, way)
  let n = first
  return (client: pg.Client) => {
    const ids = new Map<string, string>()
    const id = (old: string) => ids.get(old) ?? ids.set(old, newId()).get(old)!
    const begin = `begin; ${sessionSettings({ actor, requestId: newId() } as Caller)}`
    n++
    return flush(client, [begin, ...statements.map((statement) => bound(statement, n, id)), 'commit'])
  }
}

const bound = ({ name, text, values }: RawStatement, n: number, id: (old: string) => string) => ({
  name,
  text,
  values: values(n, id),
})

/** What a page asked, again: the statements of one answer after the other, each transaction in one flush. */
function replay({ transactions }: Extract<RawCommand, { kind: 'replay' }>) {
  let n = 0
  return (client: pg.Client) =>
    flush(
      client,
      transactions[n++ % transactions.length]!.map(({ text, values }) =>
        values.length > 0 ? { name: nameOf(text), text, values } : text,
      ),
    )
}

const names = new Map<string, string>()
const nameOf = (text: string) => names.get(text) ?? names.set(text, `raw ${names.size}`).get(text)!

async function flush(client: pg.Client, queries: (string | pg.QueryConfig)[]): Promise<void> {
  await Promise.all(queries.map((query) => client.query(query as pg.QueryConfig)))
}
