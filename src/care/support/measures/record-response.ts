import type { Answers } from '#engines/measures/index.ts'
import type { Context } from '#platform/context.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { NotFound } from '#platform/errors.ts'
import { newId, type Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { listLicences } from './licence.queries.ts'
import { readyMeasure, type NotReady } from './licence.rules.ts'
import { MEASURES } from './measure-files.ts'
import { raiseFlags } from './raise-flags.ts'
import { lockRequests, withdrawRequests } from './request.queries.ts'
import { listResponses, lockMeasuredEpisode, saveResponse } from './response.queries.ts'
import { mayRecord, type Mode, type Point, type RecordRefusal, type Response } from './response.rules.ts'

export interface ResponseToRecord {
  point: Point
  answeredOn: Day
  answers: Answers
  answeredBy: Response['answeredBy']
  mode: Exclude<Mode, 'link'>
}

/**
 * Keeps what a person answered to a link worker, as raw answers. A link that was out for the same questions is taken back.
 * Refuses a second start or end, a day outside the episode, and a measure that may not be shown. Throws NotFound for another
 * team's episode and for a measure that is not known.
 */
export const recordResponse = (
  ctx: Context,
  episodeId: string,
  measureCode: string,
  response: ResponseToRecord,
): Promise<Decision<Id, RecordRefusal | NotReady>> =>
  ctx.transaction(async (tx) => {
    const today = dayOf(tx.now())
    const known = MEASURES.get(measureCode)
    if (!known) throw new NotFound('measure')
    const episode = await lockMeasuredEpisode(tx, episodeId)
    // First, because it waits for a person who is just sending answers by link; then what they sent is among the responses.
    await lockRequests(tx, episode.id, { measureCode, point: response.point })
    const [licences, responses] = await Promise.all([listLicences(tx), listResponses(tx, [episode.id])])
    const ready = readyMeasure(known, licences, today)
    if (!ready.ok) return ready
    const decision = mayRecord({ measureCode, ...response }, { openedOn: episode.openedOn, responses }, today)
    if (!decision.ok) return refuse(decision.reason)

    const { personId, organisationId, teamId, workerId } = episode
    const [id, measure] = [newId(), ready.value]
    withdrawRequests(tx, episode.id, { measureCode, point: response.point })
    saveResponse(tx, { id, version: 1, episodeId: episode.id, personId, measure, requestId: null, ...response })
    raiseFlags(tx, { responseId: id, personId, organisationId, teamId, workerId, measure, answers: response.answers })
    const { point, mode } = response
    journal(tx, 'response.recorded', {
      subjectId: id,
      subjectVersion: 1,
      personId,
      detail: { episode: episode.id, measure: measureCode, point, mode },
    })
    return allow(id)
  })
