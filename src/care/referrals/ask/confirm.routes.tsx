import type { FastifyInstance, FastifyRequest } from 'fastify'
import { contextOf, type Context } from '#platform/context.ts'
import { dayOf } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { openSignedLink } from '#foundations/access/index.ts'
import { initialsOf } from '#registers/people/index.ts'
import { findTeam } from '#registers/teams/index.ts'
import { NoSuchLinkPage } from '../status/status.pages.tsx'
import { findAskDraft, findSent } from './ask-draft.ts'
import { ConfirmPage, SentPage } from './ask-end.pages.tsx'
import { FLOWS, readFacts } from './ask-facts.ts'
import { CONFIRM_PURPOSE } from './ask-to-confirm.ts'
import { sendRequest } from './send-request.ts'

type Params = { Params: { token: string } }

const ask = FLOWS[1]

/** `/ask/for-someone/confirm/{token}`: looking sends nothing, the button does. Once sent, the link shows the receipt for a day. */
export function addConfirmRoutes(app: FastifyInstance, services: Services): void {
  const path = `${ask.flow.path}/confirm/:token`
  app.get<Params>(path, { config: { policy: 'public' } }, async (request, reply) => {
    const { shell } = request
    const opened = await open(services, request)
    const found = opened && (await look(services, opened))
    if (found?.kind === 'sent')
      return reply.page(<SentPage shell={shell} flowPath={ask.flow.path} {...found} today={dayOf(services.clock())} />)
    if (!found) return reply.page(<NoSuchLinkPage shell={shell} />, 404)
    return reply.page(<ConfirmPage shell={shell} {...found} />)
  })
  app.post<Params>(
    path,
    { config: { policy: 'public', rateLimit: { max: 20, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const opened = await open(services, request)
      const sending =
        opened && (await sendRequest(opened.context, services, ask, opened.draftId, (email, asked) => email === asked))
      if (!sending || sending.kind === 'nothing' || sending.kind === 'not-ready')
        return reply.page(<NoSuchLinkPage shell={request.shell} />, 404)
      return reply.redirect(`${ask.flow.path}/confirm/${request.params.token}`, 303)
    },
  )
}

interface Opened {
  draftId: Id
  /** The draft is the public's: it was begun without an account. */
  context: Context
}

async function open(services: Services, { params, id }: FastifyRequest<Params>): Promise<Opened | undefined> {
  const link = await openSignedLink(services, params.token, CONFIRM_PURPOSE, id)
  if (!link) return undefined
  const actor = { kind: 'public', partnershipId: link.context.actor.partnershipId } as const
  return { draftId: link.recordId, context: contextOf(services.database, actor, id, services.clock) }
}

/** What the link stands for: a draft that still waits and whose address is still the one that was written to, or its receipt. */
const look = (services: Services, { context, draftId }: Opened) =>
  context.transaction(async (tx) => {
    const draft = await findAskDraft(tx, services, ask.flow.id, draftId)
    if (!draft) {
      const receipt = await findSent(tx, draftId)
      return receipt && { kind: 'sent' as const, receipt, team: await findTeam(tx, receipt.team_id) }
    }
    const { team, answers } = await readFacts(tx, ask, draft.state)
    const { person, you } = answers
    if (!team || !person || you?.email !== draft.state.askedToConfirm) return undefined
    const initials = initialsOf({ givenName: String(person.given), familyName: String(person.family) })
    return { kind: 'waits' as const, team: team.name, initials }
  })
