import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/services.ts'
import { addTeamConnectionRoutes } from './connection.routes.tsx'
import { addComingRoutes } from './offers/coming.routes.tsx'
import { addOfferRoutes } from './offers/offer.routes.tsx'
import { addSuggestionRoutes } from './suggestions/suggestions.routes.tsx'

export { connectionJobs } from './connection.jobs.ts'
export { CONNECTION_STATUSES } from './connection-facts.queries.ts'
export { CONNECTION_TASKS, type ConnectionTask } from './connection-tasks.ts'
export { listConnections, type Connection } from './connection.queries.ts'
export {
  DECLINE_REASONS,
  MOVES,
  PLACE_BACK_REASONS,
  STATUS_WORDS,
  WITHDRAWAL_REASONS,
  WORK_ENDED,
  type ConnectionStatus,
  type DeclineReason,
} from './connection.rules.ts'
export { countPeopleLacking, listLacks, type CountedLack } from './lack.queries.ts'
export { connectionsAtEnd } from './end-of-work.ts'
export { storyOf, type StoryEntry } from './story.queries.ts'

/** Every page of a connection's way: what may suit, agreeing, asking the group, its answer, the register, the end. */
export function addConnectionRoutes(app: FastifyInstance, services: Services): void {
  addSuggestionRoutes(app)
  addTeamConnectionRoutes(app, services)
  addOfferRoutes(app, services)
  addComingRoutes(app, services)
}

// Steps of a connection, for the invented town: real ones come through the pages.
export { agreeConnection } from './agree-connection.ts'
export { answerConnection } from './answer-connection.ts'
export { endConnection } from './end-connection.ts'
export { giveUpWaiting } from './give-up-waiting.ts'
export { offerConnection } from './offer-connection.ts'
export { proposeConnection } from './propose-connection.ts'
export { recordAttendance } from './record-attendance.ts'
