import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { isId, newId, type Id } from '#platform/ids.ts'
import { districtOf, normaliseDistrict, normalisePostcode } from '#foundations/geography/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import type { Need } from '#registers/directory/index.ts'
import { getPerson } from '#registers/people/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { getEpisode, type ConnectedEpisode } from './episode.queries.ts'
import { findOffered, type Offered } from './offering.queries.ts'

export type ProposalRefusal = 'episode-closed' | 'no-such-service' | 'service-closed' | 'already-connected'

export const PROPOSAL_REFUSALS: Record<ProposalRefusal, string> = {
  'episode-closed': 'The work with them has ended, so nothing new can be planned in it.',
  'no-such-service': 'That service is not in the directory any more.',
  'service-closed': 'That service is closed just now.',
  'already-connected': 'They are connected with that service already.',
}

/**
 * Writes down the idea that a service might suit somebody: whoever was looking for another place for them has found one.
 * Nothing leaves for the group yet. Answers the connection.
 */
export async function proposeConnection(
  ctx: Context,
  episodeId: string,
  { serviceId, need }: { serviceId: string; need: Need },
): Promise<Decision<Id, ProposalRefusal>> {
  try {
    return await ctx.transaction(async (tx) => {
      const episode = await getEpisode(tx, episodeId)
      if (episode.status === 'closed') return refuse('episode-closed')
      const [offered, person] = await Promise.all([
        isId(serviceId) ? findOffered(tx, serviceId) : undefined,
        getPerson(tx, episode.personId),
      ])
      if (!offered) return refuse('no-such-service')
      if (offered.status !== 'active') return refuse('service-closed')
      for (const id of await listLookedFor(tx, episode.id)) endTasks(tx, ['find-another'], id)
      return allow(saveConnection(tx, episode, offered, need, areaOf(person.postcode)))
    })
  } catch (error) {
    // Two colleagues with the same idea: the second is told.
    if ((error as { constraint?: string }).constraint === 'connection_open_once') return refuse('already-connected')
    throw error
  }
}

/** The postcode district; none for somebody restricted, whose postcode is not given out. */
function areaOf(postcode: string | null): string | null {
  const whole = postcode ? normalisePostcode(postcode) : undefined
  return (whole && normaliseDistrict(districtOf(whole))) ?? null
}

/** Connections of an episode that came to nothing, for which another is still looked for. One statement. */
async function listLookedFor(tx: Tx, episodeId: Id): Promise<Id[]> {
  const rows = await tx.read(
    db
      .selectFrom('connections.connection as c')
      .innerJoin('tasks.task as t', (on) =>
        on.onRef('t.partnership_id', '=', 'c.partnership_id').onRef('t.about_id', '=', 'c.id'),
      )
      .select('c.id')
      .where('c.episode_id', '=', episodeId)
      .where('t.kind', '=', 'find-another')
      .where('t.status', '=', 'open'),
  )
  return rows.map(({ id }) => id)
}

function saveConnection(tx: Tx, episode: ConnectedEpisode, offered: Offered, need: Need, area: string | null): Id {
  const { accountId, teamId } = teamActor(tx.actor)
  const id = newId()
  tx.save(
    db.insertInto('connections.connection').values({
      partnership_id: tx.actor.partnershipId,
      id,
      episode_id: episode.id,
      person_id: episode.personId,
      team_id: teamId,
      service_id: offered.serviceId,
      provider_id: offered.providerId,
      need,
      area,
      proposed_by: accountId,
      proposed_at: tx.now(),
    }),
  )
  journal(tx, 'connection.proposed', {
    subjectId: id,
    subjectVersion: 1,
    personId: episode.personId,
    detail: { service: offered.serviceId, need },
  })
  return id
}
