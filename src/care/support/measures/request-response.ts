import type { Context } from '#platform/context.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { makeSignedLink } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { queueMessage } from '#foundations/messages/index.ts'
import { getPerson, wayToTell, type Person, type WayToTell } from '#registers/people/index.ts'
import { getTeam, teamActor } from '#registers/teams/index.ts'
import { listLicences } from './licence.queries.ts'
import { readyMeasure, type NotReady } from './licence.rules.ts'
import { MEASURES } from './measure-files.ts'
import { lockRequests, saveRequest, withdrawRequests } from './request.queries.ts'
import { listResponses, lockMeasuredEpisode } from './response.queries.ts'
import { mayRecord, type Point } from './response.rules.ts'

/** How long a link to questions works. */
export const LINK_DAYS = 14

export type RequestRefusal = NotReady | 'answered-already' | 'no-way' | 'gives-away'

/** How a link may go to somebody; refused where no way is safe, or where a message must give nothing away, which a link does. */
export function wayToAsk(person: Person, at: Date): Decision<WayToTell, 'no-way' | 'gives-away'> {
  const way = wayToTell(person, at)
  if (!way) return refuse('no-way')
  return way.neutral ? refuse('gives-away') : allow(way)
}

/**
 * Asks a person to answer a measure by link: request, link and message stand or fall together. A link that was out for the
 * same questions stops working. Answers the way it goes and the last day. Throws NotFound as `recordResponse` does.
 */
export const requestResponse = (
  ctx: Context,
  services: Services,
  episodeId: string,
  { measureCode, point }: { measureCode: string; point: Point },
): Promise<Decision<{ channel: WayToTell['channel']; until: Day }, RequestRefusal>> =>
  ctx.transaction(async (tx) => {
    const now = tx.now()
    const today = dayOf(now)
    const known = MEASURES.get(measureCode)
    if (!known) throw new NotFound('measure')
    const { accountId, organisationId, teamId } = teamActor(tx.actor)
    const episode = await lockMeasuredEpisode(tx, episodeId)
    await lockRequests(tx, episode.id, { measureCode, point })
    const [person, team, licences, responses] = await Promise.all([
      getPerson(tx, episode.personId),
      getTeam(tx, episode.teamId),
      listLicences(tx),
      listResponses(tx, [episode.id]),
    ])
    const ready = readyMeasure(known, licences, today)
    if (!ready.ok) return ready
    if (!mayRecord({ measureCode, point, answeredOn: today }, { openedOn: episode.openedOn, responses }, today).ok)
      return refuse('answered-already')
    const way = wayToAsk(person, now)
    if (!way.ok) return way

    const id = newId()
    const until = addDays(today, LINK_DAYS)
    const token = makeSignedLink(tx, { purpose: 'measure', recordId: id, birthDate: person.birthDate, days: LINK_DAYS })
    const name = person.preferredName ?? person.givenName
    const queued = await queueMessage(tx, services, {
      template: 'measure-request',
      values: {
        name,
        team: team.name,
        telephone: team.telephone ?? '',
        link: `${services.origin()}/questions/${token}`,
        until,
      },
      to: { kind: 'person', name, ...way.value },
      about: { kind: 'response-request', id },
      personId: person.id,
      sender: { organisationId, teamId },
    })
    if (!queued.ok) return refuse('no-way') // the link was told to nobody and opens nothing
    withdrawRequests(tx, episode.id, { measureCode, point })
    saveRequest(tx, {
      id,
      episode,
      measureCode,
      measureVersion: known.version,
      point,
      askedBy: accountId,
      until: new Date(now.getTime() + LINK_DAYS * 86_400_000),
    })
    const { channel } = way.value
    journal(tx, 'response.requested', {
      subjectId: id,
      personId: person.id,
      detail: { episode: episode.id, measure: measureCode, point, channel },
    })
    return allow({ channel, until })
  })
