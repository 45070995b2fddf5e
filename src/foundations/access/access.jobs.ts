import type { Job } from '#platform/jobs.ts'
import type { Services } from '#platform/services.ts'

/** Every night: tries at signing in of the day before, and signed links that are over, are forgotten. */
export const accessJobs = ({ database, clock }: Pick<Services, 'database' | 'clock'>): Job[] => [
  {
    name: 'access.forget',
    every: '45 3 * * *',
    run: async () => void (await database.pool.query('select access.forget($1)', [clock()])),
  },
]
