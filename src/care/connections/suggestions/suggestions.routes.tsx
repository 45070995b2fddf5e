import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readForm } from '#platform/forms.ts'
import { journal } from '#foundations/journal/index.ts'
import { openEpisodeRecord } from '#care/support/index.ts'
import { isNeed } from '#registers/directory/index.ts'
import { proposalForm } from '../connection.forms.ts'
import { CONNECTION_POLICY } from '../connection.policy.ts'
import { PROPOSAL_REFUSALS, proposeConnection } from '../propose-connection.ts'
import { ComparePage } from './compare.pages.tsx'
import { findSuggestions } from './find-suggestions.ts'
import { readLooking } from './looking.rules.ts'
import { SuggestionsPage } from './suggestions.pages.tsx'

const config = { policy: CONNECTION_POLICY }
type ById = { Params: { episodeId: string } }

/** What may suit somebody, two side by side, and keeping one as an idea. */
export function addSuggestionRoutes(app: FastifyInstance): void {
  app.get<ById>('/episodes/:episodeId/connections/suggestions', { config }, (request, reply) =>
    showSuggestions(request, reply),
  )
  app.post<ById>('/episodes/:episodeId/connections', { config }, async (request, reply) => {
    const read = readForm(proposalForm, request.body)
    if (!read.ok) return showSuggestions(request, reply, PROPOSAL_REFUSALS['no-such-service'])
    const { service: serviceId, need } = read.value
    const decision = await proposeConnection(request.context, request.params.episodeId, { serviceId, need })
    if (!decision.ok) return showSuggestions(request, reply, PROPOSAL_REFUSALS[decision.reason])
    return reply.redirect(`/connections/${decision.value}/agreement`, 303)
  })
}

async function showSuggestions(
  { context, params, query, shell }: FastifyRequest<ById>,
  reply: FastifyReply,
  refused?: string,
) {
  const props = await context.transaction(async (tx) => {
    const record = await openEpisodeRecord(tx, params.episodeId, 'connections')
    const { episode, person } = record
    const needs = episode.reasons.filter(isNeed)
    const looking = readLooking(query, needs[0] ?? null)
    const suggestions =
      looking.need || looking.words
        ? await findSuggestions(tx, person, needs, looking)
        : { list: [], leftOut: 0, from: null }
    journal(tx, 'connection.suggested', {
      subjectId: episode.id,
      personId: person.id,
      detail: { need: looking.need, count: suggestions.list.length },
    })
    return {
      episodeId: episode.id,
      record,
      needs,
      looking,
      suggestions,
    }
  })
  const [one, other] = props.looking.compare.flatMap(
    (id) => props.suggestions.list.find((found) => found.id === id) ?? [],
  )
  const now = context.now()
  if (one && other && !refused) return reply.page(<ComparePage {...props} {...{ shell, now }} pair={[one, other]} />)
  return reply.page(<SuggestionsPage {...props} {...{ shell, now, refused }} />, refused ? 422 : 200)
}
