import { loadAnytown, noteDemo } from '#seeds/anytown/load.ts'
import { BadSettings, readConfig } from '#platform/config.ts'
import { openLog } from '#platform/log.ts'
import { resolve } from 'node:path'
import { start, type Part } from './start.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const part = readPart(process.argv[2])
  const config = readConfig(process.env)
  const log = openLog(process.env.LOG_LEVEL ?? (config.mode === 'production' ? 'info' : 'warn'))
  const running = await start(config, {
    part,
    log,
    say,
    prepare: async (services, owner) => {
      if (config.mode === 'demo' && (await loadAnytown(services, { owner }))) say('Made the invented town of Anytown.')
    },
  })
  const stop = () => {
    setTimeout(() => process.exit(1), 9_000).unref() // whatever hangs, we are gone within ten seconds
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (config.mode === 'demo') for (const line of await noteDemo(running, resolve(config.dataFolder))) say(line)
  say(`\nTrellis is ready: ${running.address}\nStop it with Ctrl+C.`)
} catch (error) {
  process.stderr.write(
    `\nTrellis did not start.\n${error instanceof BadSettings || isPlain(error) ? (error as Error).message : (error as Error).stack}\n`,
  )
  process.exit(1)
}

function readPart(word: string | undefined): Part {
  if (word === undefined) return 'all'
  if (word === 'web' || word === 'worker') return word
  throw new BadSettings(`npm start takes "web" or "worker" (or nothing, for both), not "${word}"`)
}

/** Faults that a person at the keyboard can mend: the port is taken, the server does not answer. */
function isPlain(error: unknown): boolean {
  return ['EADDRINUSE', 'EACCES', 'ECONNREFUSED', 'ENOTFOUND', '28P01', '28000', '3D000'].includes(
    (error as { code?: string }).code ?? '',
  )
}
