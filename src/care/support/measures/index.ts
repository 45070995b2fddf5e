import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/services.ts'
import { addCorrectionRoutes } from './correction.routes.tsx'
import { addEpisodeMeasureRoutes } from './measures.routes.tsx'
import { addQuestionRoutes } from './question.routes.tsx'
import { addRequestRoutes } from './request.routes.tsx'

/** Outcome measures: the team's pages of an episode, and the person's questions behind a link. */
export function addMeasureRoutes(app: FastifyInstance, services: Services): void {
  addEpisodeMeasureRoutes(app)
  addCorrectionRoutes(app)
  addRequestRoutes(app, services)
  addQuestionRoutes(app, services)
}

export { dueMeasures, type Answered, type DueMeasure, type EpisodeDays } from './due.rules.ts'
export { MEASURES } from './measure-files.ts'
export { listDueMeasures, type EpisodeDue } from './measures.queries.ts'
export { LICENCE_REFUSALS, recordMeasureLicence, type LicenceRefusal, type LicenceToRecord } from './record-licence.ts'
export { listResponses } from './response.queries.ts'
export { POINT_WORDS, type Point, type Response } from './response.rules.ts'
export { sayChanges, sayScores, type ScoreWords } from './score-words.rules.ts'
