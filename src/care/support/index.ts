export { acceptReferral, type Acceptance, type AcceptanceRefusal } from './accept-referral.ts'
export { listLoads } from './caseload.queries.ts'
export { limitsOf, sayLoad, sayWorkingDays, type Load } from './caseload.rules.ts'
export { EPISODE_STATUSES } from './episode-facts.queries.ts'
export { EPISODE_WORDS, MOVES, type EpisodeStatus } from './episode.rules.ts'
export { addSupportRoutes } from './support.routes.tsx'
export {
  addMeasureRoutes,
  dueMeasures,
  LICENCE_REFUSALS,
  listDueMeasures,
  recordMeasureLicence,
  type DueMeasure,
  type EpisodeDue,
} from './measures/index.ts'
export { addSafeguardingWatchRoutes } from './safeguarding/watch.routes.tsx'
export { addTeamPageRoutes } from './team/team.routes.tsx'
export type { TaskKind } from './today/task-words.ts'
export { addTodayRoutes } from './today/today.routes.tsx'
export { addContactRoutes } from './contacts/contact.routes.tsx'
export { addClosingRoutes } from './closing/closing.routes.tsx'
export type { LeftOpen } from './closing/left-open.type.ts'
export { addPlanRoutes } from './plan/plan.routes.tsx'
export { addRecordRoutes } from './record/record.routes.tsx'
export type { StoryEvent, StorySource } from './record/story.type.ts'

// For pages of other modules that stand in a person's record.
export { openEpisodeRecord, type OpenedRecord } from './record/open-record.ts'
export { RecordFrame } from './record/record-frame.pages.tsx'

// Steps of the work with somebody, for the invented town: real ones come through the pages.
export { closeEpisode } from './closing/close-episode.ts'
export { pauseEpisode, resumeEpisode } from './contacts/pause-episode.ts'
export { recordContact } from './contacts/record-contact.ts'
export { sendLetter } from './contacts/send-letter.ts'
export { recordResponse } from './measures/record-response.ts'
export { addSafeguardingNote } from './plan/add-safeguarding-note.ts'
export { agreePlan } from './plan/agree-plan.ts'
export { writeWords } from './plan/write-words.ts'
export { endTask } from './today/end-task.ts'
