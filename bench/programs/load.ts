// Asks the server over HTTP as fast as it answers, on so many connections, and times each answer.
import { isMainThread } from 'node:worker_threads'
import { inLoop, type Loop, type Timed } from './in-loop.ts'
import { obey } from './command.ts'
import { openConnection } from './http-connection.ts'
import { referralBodies } from '../referral-bodies.ts'

export type LoadCommand = Loop & { port: number } & (
    | { kind: 'page'; paths: string[]; cookie: string }
    | { kind: 'referrals'; key: string; teamId: string; practices: string[]; first: number }
  )

if (isMainThread)
  obey<LoadCommand, Timed>(async (command) => {
    const connections = Array.from({ length: command.connections }, () => openConnection(command.port))
    const ask = command.kind === 'page' ? askPages(command) : askReferrals(command)
    try {
      return await inLoop(command, async (n) => {
        const { status, body } = await ask(connections[n]!)
        if (status !== 200 && status !== 201) throw new Error(`answered ${status}: ${body.slice(0, 500)}`)
      })
    } finally {
      for (const connection of connections) connection.close()
    }
  })

type Ask = (connection: ReturnType<typeof openConnection>) => Promise<{ status: number; body: string }>

let asked = 0
/** Another address of the private range for each request: what many people behind many addresses look like. */
const from = () => `x-forwarded-for: 10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked++ & 255}`

function askPages({ paths, cookie }: Extract<LoadCommand, { kind: 'page' }>): Ask {
  let n = 0
  return (connection) => connection.request(`GET ${paths[n++ % paths.length]}`, [`cookie: ${cookie}`, from()])
}

function askReferrals(command: Extract<LoadCommand, { kind: 'referrals' }>): Ask {
  const bodies = referralBodies(command)
  let n = command.first
  return (connection) =>
    connection.request(
      'POST /api/v1/referrals',
      [`authorization: Bearer ${command.key}`, `idempotency-key: bench-${n++}`, from()],
      bodies.next().value,
    )
}
