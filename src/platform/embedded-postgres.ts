import type { ChildProcess } from 'node:child_process'
import * as fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Place, makeDatabase, preparePlace } from './embedded-postgres/database-folder.ts'
import { type Lease, takeLease } from './embedded-postgres/lease.ts'
import { findServerPid } from './embedded-postgres/server-pid.ts'
import { startAs } from './embedded-postgres/server-user.ts'

/** A PostgreSQL server that Trellis runs for itself, reached through the socket folder `host`, without a password. */
export type Embedded = { host: string; port: 5432; superuser: 'trellis_root'; release(): Promise<void> }

const SUPERUSER = 'trellis_root'

// Small on purpose: 20 MB idle (16 MB with half the buffers, but then an import of 100,000 services had its indexes in and out all the
// time, which was about 7% of its work). Writing stays durable (turning fsync off would gain 11%).
// A long import may fill 2 GB of log before it is put in its place: with a quarter of that, pages were written whole again and again.
// The log gets no refused statement and no value: those may hold personal data, and the caller has the error anyway.
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  max_connections: '40',
  jit: 'off',
  min_wal_size: '64MB',
  max_wal_size: '2GB',
  wal_buffers: '16MB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  log_min_messages: 'log',
  log_checkpoints: 'off',
}

/**
 * Uses the PostgreSQL server in `folder`, making and starting it where needed: a server left behind is used again, a
 * killed one recovers, a half-made one is made anew. If it dies while in use, it is started again.
 *
 * `release()` gives it back; the last process to do so stops it. With `stopWhenLast: false` only a server that this
 * call started is ever stopped. A process that ends without `release()` leaves the server running for the next.
 *
 * Throws with a plain text when this machine cannot do it.
 */
export async function startEmbedded(folder: string, { stopWhenLast = true } = {}): Promise<Embedded> {
  const place = preparePlace(folder)
  await makeDatabase(place, SUPERUSER)
  const over = new AbortController()
  let current = await leaseOrStart(place, over.signal)
  let started = current.started
  let renewing = Promise.resolve()

  const renew = async (): Promise<void> => {
    if (over.signal.aborted) return
    try {
      current = await leaseOrStart(place, over.signal)
      started ||= current.started
      watch(current.lease)
    } catch (error) {
      if (over.signal.aborted) return
      console.error(error instanceof Error ? error.message : error) // pages say so meanwhile; trying goes on
      await sleep(1_000, undefined, { signal: over.signal, ref: false }).catch(() => {})
      await renew()
    }
  }
  const watch = (lease: Lease): void => void lease.ended.then(() => (renewing = renew()))
  watch(current.lease)

  return {
    host: place.host,
    port: 5432,
    superuser: SUPERUSER,
    async release() {
      if (over.signal.aborted) return
      over.abort()
      await renewing
      const { lease } = current
      if ((stopWhenLast || started) && (await lease.isLast())) await stop(place)
      await lease.end()
    },
  }
}

// Asks first and starts second, again and again: the server may be there already, be recovering, be stopping, or be
// started by another process at this very moment.
async function leaseOrStart(place: Place, over: AbortSignal): Promise<{ lease: Lease; started: boolean }> {
  const until = Date.now() + 60_000
  let ours: ChildProcess | undefined
  let failedSince = Infinity
  for (;;) {
    if (!isRunning(ours)) over.throwIfAborted() // what this process has started, it sees through
    const answer = await takeLease(place.host, SUPERUSER)
    if (!('refused' in answer))
      return { lease: answer, started: ours !== undefined && ours.pid === findServerPid(place.data) }
    if (Date.now() > Math.min(until, failedSince + 15_000))
      throw new Error(
        `PostgreSQL does not answer (${answer.refused}). The end of ${place.log}:\n${lastLines(place.log)}`,
      )
    if (isRunning(ours) || findServerPid(place.data) !== undefined) await sleep(20)
    else {
      if (ours) {
        failedSince = Math.min(failedSince, Date.now())
        await sleep(200)
      }
      ours = launch(place)
    }
  }
}

const isRunning = (child: ChildProcess | undefined): boolean =>
  child?.pid !== undefined && child.exitCode === null && child.signalCode === null

function launch({ host, data, log, user, programs }: Place): ChildProcess {
  if ((fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 5_000_000) fs.renameSync(log, `${log}.old`)
  const out = fs.openSync(log, 'a', 0o600)
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: host }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  // Detached: Ctrl-C in a terminal, or the end of this process, is not the end of the server.
  const child = startAs(user, programs.postgres, ['-D', data, ...settings], {
    detached: true,
    stdio: ['ignore', out, out],
  })
  child.on('error', (error) => fs.appendFileSync(log, `${error.message}\n`))
  child.unref()
  fs.closeSync(out)
  return child
}

function lastLines(log: string): string {
  if (!fs.existsSync(log)) return '(nothing)'
  return fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

// SIGINT is PostgreSQL's "fast" stop: sessions end, everything is written down. The pid file goes last.
async function stop({ data }: Place): Promise<void> {
  const pid = findServerPid(data)
  if (pid === undefined) return
  process.kill(pid, 'SIGINT')
  for (const until = Date.now() + 30_000; Date.now() < until && findServerPid(data) === pid;) await sleep(10)
}
