import type { Answers, Measure } from '#engines/measures/index.ts'
import { dayOf } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId } from '#platform/ids.ts'
import type { OpenedLink } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { listLicences } from './licence.queries.ts'
import { readyMeasure } from './licence.rules.ts'
import { MEASURES } from './measure-files.ts'
import { raiseFlags } from './raise-flags.ts'
import { getAskedRequest, lockAskedRequest, saveAnswered, type AskedRequest } from './request.queries.ts'
import { saveResponse } from './response.queries.ts'

export type AskedRefusal = 'answered' | 'withdrawn' | 'not-ready'

/** What the holder of a link is asked, if it is still to be answered. Opening it changes nothing. Throws NotFound. */
export const readAsked = (
  link: OpenedLink,
): Promise<{ request: AskedRequest; asked: Decision<Measure, AskedRefusal> }> =>
  link.context.transaction(async (tx) => {
    const [request, licences] = await Promise.all([getAskedRequest(tx, link.recordId), listLicences(tx)])
    if (request.ended) return { request, asked: refuse(request.ended) }
    const ready = readyMeasure(MEASURES.get(request.measureCode)!, licences, dayOf(tx.now()))
    return { request, asked: ready.ok ? ready : refuse('not-ready') }
  })

/** Keeps what a person answered by link, once: a second press changes nothing. Answers whether urgent help is to be shown first. */
export const answerRequest = (
  link: OpenedLink,
  measure: Measure,
  answers: Answers,
): Promise<Decision<{ urgentHelp: boolean }, AskedRefusal>> =>
  link.context.transaction(async (tx) => {
    const request = await lockAskedRequest(tx, link.recordId)
    if (request.ended) return refuse(request.ended)
    const { episodeId, personId, point, team, askedBy } = request
    const id = newId()
    const answeredOn = dayOf(tx.now())
    // Before the request is closed: the database lets the holder of a closed one write nothing.
    saveResponse(tx, {
      id,
      version: 1,
      episodeId,
      personId,
      measure,
      point,
      answeredOn,
      answers,
      answeredBy: 'person',
      mode: 'link',
      requestId: request.id,
    })
    saveAnswered(tx, request.id)
    const raised = raiseFlags(tx, {
      responseId: id,
      personId,
      organisationId: team.organisationId,
      teamId: team.id,
      workerId: askedBy,
      measure,
      answers,
    })
    journal(tx, 'response.recorded', {
      subjectId: id,
      subjectVersion: 1,
      personId,
      detail: { episode: episodeId, measure: measure.code, point, mode: 'link' },
    })
    return allow(raised)
  })
