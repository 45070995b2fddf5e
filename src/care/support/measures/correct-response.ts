import type { Context } from '#platform/context.ts'
import { dayOf } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { NotFound } from '#platform/errors.ts'
import { journal } from '#foundations/journal/index.ts'
import { listLicences } from './licence.queries.ts'
import { readyMeasure, type NotReady } from './licence.rules.ts'
import { MEASURES } from './measure-files.ts'
import { raiseFlags } from './raise-flags.ts'
import { listResponses, lockMeasuredEpisode, saveResponse } from './response.queries.ts'
import { mayRecord, type RecordRefusal } from './response.rules.ts'
import type { ResponseToRecord } from './record-response.ts'

export type CorrectionRefusal = RecordRefusal | NotReady | 'changed' | 'own-answers'

/**
 * Puts right what was written down wrongly: adds the next version, the earlier one stays. Refuses what a person sent
 * themselves (those are their words), and what somebody else put right since it was read (`version`).
 */
export const correctResponse = (
  ctx: Context,
  episodeId: string,
  responseId: string,
  correction: ResponseToRecord & { version: number },
): Promise<Decision<null, CorrectionRefusal>> =>
  ctx.transaction(async (tx) => {
    const today = dayOf(tx.now())
    const episode = await lockMeasuredEpisode(tx, episodeId)
    const [licences, responses] = await Promise.all([listLicences(tx), listResponses(tx, [episode.id])])
    const current = responses.find(({ id }) => id === responseId)
    const known = current && MEASURES.get(current.measureCode)
    if (!current || !known) throw new NotFound('response')
    if (current.mode === 'link') return refuse('own-answers')
    if (current.version !== correction.version) return refuse('changed')
    const ready = readyMeasure(known, licences, today)
    if (!ready.ok) return ready
    const others = responses.filter(({ id }) => id !== responseId)
    const { measureCode, point } = current
    const decision = mayRecord(
      { ...correction, measureCode, point },
      { openedOn: episode.openedOn, responses: others },
      today,
    )
    if (!decision.ok) return refuse(decision.reason)

    const { personId, organisationId, teamId, workerId } = episode
    const { answeredOn, answers, answeredBy, mode } = correction
    const [version, measure] = [current.version + 1, ready.value]
    saveResponse(tx, {
      id: current.id,
      version,
      episodeId: episode.id,
      personId,
      measure,
      point,
      answeredOn,
      answers,
      answeredBy,
      mode,
      requestId: null,
    })
    raiseFlags(tx, { responseId: current.id, personId, organisationId, teamId, workerId, measure, answers })
    journal(tx, 'response.corrected', {
      subjectId: current.id,
      subjectVersion: version,
      personId,
      detail: { episode: episode.id, measure: measureCode, point, mode },
    })
    return allow(null)
  })
