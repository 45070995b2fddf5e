import type { Clock } from './clock.ts'
import type { Mode } from './config.ts'
import type { Keys } from './crypto.ts'
import type { Database } from './database/database.ts'
import type { Jobs } from './jobs.ts'
import type { Logger } from './log.ts'

/** What a module gets when the program starts: `addXRoutes(app, services)`, `xJobs(services)`. Nothing in it knows a domain word. */
export interface Services {
  database: Database
  jobs: Jobs
  clock: Clock
  keys: Keys
  log: Logger
  mode: Mode
  /** Whether people reach us by https. */
  https: boolean
  /** The address people use, without a slash at the end: for links in messages. */
  origin(): string
}
