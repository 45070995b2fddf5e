import { contextOf } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { Job } from '#platform/jobs.ts'
import type { Services } from '#platform/services.ts'
import { escalateDueTasks } from './task.queries.ts'

/** Every five minutes: what nobody did in time goes up. */
export const taskJobs = ({ database, clock, log }: Pick<Services, 'database' | 'clock' | 'log'>): Job[] => [
  {
    name: 'task.escalate',
    every: '*/5 * * * *',
    async run() {
      const sweep = { kind: 'job', partnershipId: NO_PARTNERSHIP, cause: 'task.escalate' } as const
      const passed = await contextOf(database, sweep, newId(), clock).transaction(escalateDueTasks)
      if (passed.length > 0) log.info({ count: passed.length }, 'tasks went to the next role up')
    },
  },
]

/** The sweep looks at every partnership at once, and as nobody's job it sees no row of any. */
const NO_PARTNERSHIP = '00000000-0000-0000-0000-000000000000'
