import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ROOT } from '#platform/database/connection.ts'
import { startEmbedded } from '#platform/embedded-postgres.ts'

export interface CommandLine {
  /** Its data folder; a test may put files of its own there. */
  folder: string
  /** Where its database answers. */
  host: string
  /** Runs a command in local mode, word by word. */
  trellis(...words: string[]): Promise<{ code: number; out: string; err: string }>
  /** Asks its database from the side, as the owner; the first command makes it. */
  rows(text: string, values?: unknown[]): Promise<pg.QueryResult['rows']>
  close(): Promise<void>
}

/** The real program, on a data folder of its own, with the database that it starts by itself and that is empty at first. */
export async function openCommandLine(): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), 'trellis-create-'))
  const server = await startEmbedded(folder)
  const owner = new pg.Pool({ host: server.host, user: 'trellis_owner', database: 'trellis', max: 1 })
  owner.on('error', () => {})
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, TRELLIS_DATA: folder, TRELLIS_MODE: 'local' }
  return {
    folder,
    host: server.host,
    trellis: (...words) =>
      new Promise((done) => {
        execFile(
          process.execPath,
          ['--import', 'tsx', join('src', 'edges', 'cli', 'main.ts'), ...words],
          { cwd: ROOT, env },
          (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
        )
      }),
    rows: async (text, values = []) => (await owner.query(text, values)).rows,
    async close() {
      await owner.end()
      await server.release()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
