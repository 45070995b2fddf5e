// Plain JavaScript on Node 20 with nothing installed: this runs before anything else can.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The folder of the program, wherever it was started from. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`)

/** What a person can act on; shown without a stack. */
export class PlainError extends Error {}

/**
 * Runs the main work of a command: a PlainError is shown as its text alone.
 * @param {() => Promise<number>} work gives the exit code
 */
export async function run(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}

/**
 * Installs the packages when they are missing or no longer those of package-lock.json.
 * Two that start at once do not both install. Throws PlainError when it cannot be done.
 * @param {{ root?: string, development?: boolean }} [options] development: with what tests and checks need
 */
export async function ensureInstalled({ root = ROOT, development = true } = {}) {
  if (isInstalled(root, development)) return
  const unlock = await lock(root, () => isInstalled(root, development))
  if (!unlock) return
  try {
    await install(root, development)
  } finally {
    unlock()
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. A stamp of our own says so, or, after an installation by
 * hand, npm's own record of what it has put there.
 * @param {string} root
 * @param {boolean} development
 */
export function isInstalled(root, development) {
  const stamp = read(join(root, 'node_modules', '.trellis-lock'))
  if (stamp === stampOf(root, true) || (!development && stamp === stampOf(root, false))) return true
  if (stamp !== undefined) return false
  const record = read(join(root, 'node_modules', '.package-lock.json'))
  if (record === undefined) return false
  const wanted = Object.entries(JSON.parse(read(join(root, 'package-lock.json')) ?? '{}').packages ?? {})
  const present = JSON.parse(record).packages ?? {}
  return wanted.every(([path, entry]) => {
    if (path === '' || !isMeantForHere(entry) || (entry.dev && !development)) return true
    return present[path]?.version === entry.version
  })
}

/** @param {string} root @param {boolean} development */
function stampOf(root, development) {
  const hash = createHash('sha256')
    .update(read(join(root, 'package-lock.json')) ?? '')
    .digest('hex')
  return `${hash} ${process.platform}-${process.arch} ${development ? 'all' : 'production'}\n`
}

/** @param {{ optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} entry */
function isMeantForHere({ optional, os, cpu, libc }) {
  if (!optional) return true
  return !libc && (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch))
}

// A symbolic link is made whole or not at all, and its target can carry the process number of the holder.
/** @param {string} root @param {() => boolean} isDone */
async function lock(root, isDone) {
  const folder = join(root, '.trellis')
  const path = join(folder, 'installing')
  for (let waited = 0; ; waited += 1) {
    try {
      fs.mkdirSync(folder, { recursive: true })
    } catch (error) {
      throw cannotWrite(root, error)
    }
    try {
      fs.symlinkSync(String(process.pid), path)
      return () => {
        fs.rmSync(path, { force: true })
        if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder)
      }
    } catch (error) {
      if (error.code === 'ENOENT') continue // the folder went with the lock of another
      if (error.code !== 'EEXIST') throw cannotWrite(root, error)
    }
    if (isStale(path)) fs.rmSync(path, { force: true })
    else {
      if (waited === 0) say('Another start of Trellis is installing its packages; waiting for it ...')
      await sleep(500)
    }
    if (isDone()) return undefined
  }
}

/** @param {string} path */
function isStale(path) {
  try {
    const holder = Number(fs.readlinkSync(path))
    const tooOld = Date.now() - fs.lstatSync(path).mtimeMs > 15 * 60_000
    if (tooOld || holder === process.pid) return true
    process.kill(holder, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** @param {string} root @param {boolean} development */
async function install(root, development) {
  const started = Date.now()
  const stamp = join(root, 'node_modules', '.trellis-lock')
  try {
    fs.mkdirSync(dirname(stamp), { recursive: true })
    fs.rmSync(stamp, { force: true })
  } catch (error) {
    throw cannotWrite(root, error)
  }
  say('Installing what Trellis needs (about 30 seconds, once) ...')
  const which = development ? '--include=dev' : '--omit=dev'
  if (!(await npm(root, ['ci', which]))) {
    say('`npm ci` did not work (its reason is above); trying `npm install` instead ...')
    if (!(await npm(root, ['install', '--no-save', which])))
      throw new PlainError(`The packages could not be installed. See what npm says above, then try again in ${root}.`)
  }
  node24(root)
  fs.writeFileSync(stamp, stampOf(root, development))
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

/** @param {string} root @param {string[]} args @returns {Promise<boolean>} */
async function npm(root, args) {
  const quiet = ['--no-fund', '--no-audit', '--no-update-notifier', '--loglevel=error']
  // Not the Node in node_modules: npm must not run on what it is about to replace.
  const path = (process.env.PATH ?? '').split(delimiter).filter((part) => part !== join(root, 'node_modules', '.bin'))
  let stopped = false
  for (const signal of SIGNALS) process.once(signal, () => (stopped = true))
  const started = Date.now()
  const ticking = setInterval(() => say(`  still installing (${Math.round((Date.now() - started) / 1000)} s)`), 10_000)
  try {
    const code = await runToEnd('npm', [...args, ...quiet], {
      cwd: root,
      stdio: ['ignore', 2, 2], // both to stderr: what a command prints on stdout stays its own
      env: { ...process.env, PATH: path.join(delimiter) },
    })
    if (stopped) throw new PlainError('Stopped before everything was installed.')
    return code === 0
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    throw new PlainError('npm is not on the PATH. It comes with Node: https://nodejs.org')
  } finally {
    clearInterval(ticking)
  }
}

/** @param {string} root @param {NodeJS.ErrnoException} error */
function cannotWrite(root, error) {
  return new PlainError(
    `Trellis needs to install its packages, but cannot write in ${root} (${error.code}).\n` +
      'Run `npm ci` there as the user who owns the folder, or copy it to a place that is yours.',
  )
}

/**
 * The Node that runs Trellis: 24, which comes as a package, whatever the system has.
 * @param {string} [root]
 */
export function node24(root = ROOT) {
  const own = join(root, 'node_modules', 'node', 'bin', 'node')
  if (spawnSync(own, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v24.')) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new PlainError(
    `Trellis runs on Node 24; this is ${process.version}, and the package that brings Node 24 is not complete.\n` +
      'npm may have been told to run no install scripts. Install Node 24, or run: npm rebuild --ignore-scripts=false',
  )
}

/** What Node needs to run TypeScript from any folder. */
export function typescript() {
  const tsx = pathToFileURL(createRequire(join(ROOT, 'package.json')).resolve('tsx')).href
  return { args: ['--import', tsx], env: { TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') } }
}

/**
 * Runs a program to its end, passing SIGINT, SIGTERM and SIGHUP on, each once.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>} its exit code, or 128 and the number of the signal that ended it
 */
export async function runToEnd(program, args, options) {
  const child = spawn(program, args, { stdio: 'inherit', ...options })
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    // Ctrl-C in a terminal reaches the child by itself; saying it twice may sound like "at once!"
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }
  const told = new Set()
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (!told.has(signal)) passOn(signal)
      told.add(signal)
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const name of SIGNALS) process.removeAllListeners(name)
      resolve(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0))
    })
  })
}

/** @param {string} path */
function read(path) {
  return fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : undefined
}
