export { integrityJobs } from './integrity.jobs.ts'
export { verifyStatuses, type Disagreement, type StatusVerification } from './verify-statuses.ts'
