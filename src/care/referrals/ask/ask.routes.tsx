import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayOf } from '#platform/days.ts'
import { deleteDraft } from '#platform/draft.ts'
import { NotFound } from '#platform/errors.ts'
import { isId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { findTeam } from '#registers/teams/index.ts'
import { firstOpen } from '#ui/question-flow/flow.rules.ts'
import { answerQuestion } from './answer-question.ts'
import { draftIdOf, findAskDraft, findSent, holdDraft, letGoOfDraft } from './ask-draft.ts'
import { SentPage, CheckPage, LinkSentPage } from './ask-end.pages.tsx'
import { isUrgent, FLOWS, readFacts, type AskFlow } from './ask-facts.ts'
import { StartPage } from './ask-start.pages.tsx'
import { askToConfirm, needsConfirming } from './ask-to-confirm.ts'
import type { AskState } from './ask.type.ts'
import { addConfirmRoutes } from './confirm.routes.tsx'
import { drawQuestion } from './draw-question.tsx'
import { sendRequest } from './send-request.ts'
import { addTwinRoutes } from './twins.routes.tsx'

type Query = { Querystring: Record<string, unknown> }
type OneQuestion = Query & { Params: { question: string } }

const PUBLIC = { config: { policy: 'public' } } as const
/** A person needs one; whoever sends hundreds means no good. */
const SENDING = { config: { policy: 'public', rateLimit: { max: 60, timeWindow: '1 hour' } } } as const

/** Asking for help, for oneself and for someone else: one question a page, without an account. */
export function addAskRoutes(app: FastifyInstance, services: Services): void {
  for (const ask of FLOWS) {
    addStart(app, services, ask)
    addTwinRoutes(app, ask)
    addEnd(app, services, ask)
    addQuestions(app, services, ask)
  }
  addConfirmRoutes(app, services)
}

function addStart(app: FastifyInstance, services: Services, ask: AskFlow): void {
  const { flow, texts } = ask
  app.get<Query>(flow.path, PUBLIC, async (request, reply) => {
    const { shell, context, query } = request
    const begin = `${flow.path}/${flow.questions[0]!.id}${asQuery(query)}`
    const today = dayOf(services.clock())
    const draft = await context.transaction(async (tx) => {
      const found = await findAskDraft(tx, services, flow.id, draftIdOf(request, flow.id, services.https))
      if (!found) return undefined
      const open = firstOpen(flow, found.state.typed, await readFacts(tx, ask, found.state), texts)
      return { savedAt: found.savedAt, next: `${flow.path}/${open?.id ?? 'check'}` }
    })
    return reply.page(<StartPage {...{ shell, ask, begin, draft, today }} />)
  })
  app.post(`${flow.path}/forget`, PUBLIC, async (request, reply) => {
    const id = draftIdOf(request, flow.id, services.https)
    if (id) await request.context.transaction(async (tx) => deleteDraft(tx, id))
    letGoOfDraft(reply, flow.id, services.https)
    return reply.redirect(flow.path, 303)
  })
}

function addQuestions(app: FastifyInstance, services: Services, ask: AskFlow): void {
  const { flow } = ask
  app.get<OneQuestion>(`${flow.path}/:question`, PUBLIC, async (request, reply) => {
    const question = questionOf(ask, request)
    const draftId = draftIdOf(request, flow.id, services.https)
    return drawQuestion({ services, request, reply, ask, question, draftId, fromCheck: request.query.from === 'check' })
  })
  app.post<OneQuestion>(`${flow.path}/:question`, PUBLIC, async (request, reply) => {
    const question = questionOf(ask, request)
    const { query, context, body } = request
    const draftId = draftIdOf(request, flow.id, services.https)
    const fromCheck = query.from === 'check'
    const answered = await answerQuestion(context, services, {
      ask,
      question,
      draftId,
      body,
      fromCheck,
      begin: beginningOf(request),
    })
    if (answered.kind === 'sent') return reply.redirect(`${flow.path}/sent`, 303)
    holdDraft(reply, flow.id, services.https, answered.draftId)
    if (answered.kind === 'go') return reply.redirect(answered.to, 303)
    return drawQuestion({ services, request, reply, ask, question, draftId, fromCheck, mend: answered })
  })
}

function addEnd(app: FastifyInstance, services: Services, ask: AskFlow): void {
  const { flow, texts } = ask
  app.get(`${flow.path}/check`, PUBLIC, async (request, reply) => {
    const { shell, context } = request
    const draftId = draftIdOf(request, flow.id, services.https)
    const found = await context.transaction(async (tx) => {
      const draft = await findAskDraft(tx, services, flow.id, draftId)
      if (!draft) return { state: undefined, sent: await findSent(tx, draftId) }
      return { state: draft.state, facts: await readFacts(tx, ask, draft.state) }
    })
    if (!found.state) return reply.redirect(found.sent ? `${flow.path}/sent` : flow.path, 303)
    const { state, facts } = found
    const open = firstOpen(flow, state.typed, facts, texts)
    if (open) return reply.redirect(`${flow.path}/${open.id}`, 303)
    const confirm = needsConfirming(context, facts) ? String(facts.answers.you?.email) : undefined
    const back = `${flow.path}/${flow.questions.at(-1)!.id}`
    return reply.page(
      <CheckPage {...{ shell, ask, facts, back, confirm }} urgent={isUrgent(state)} today={dayOf(services.clock())} />,
    )
  })
  app.post(`${flow.path}/check`, SENDING, (request, reply) => send(services, ask, request, reply))
  app.get(`${flow.path}/sent`, PUBLIC, async (request, reply) => {
    const { shell, context } = request
    const sent = await context.transaction(async (tx) => {
      const receipt = await findSent(tx, draftIdOf(request, flow.id, services.https))
      return receipt && { receipt, team: await findTeam(tx, receipt.team_id) }
    })
    if (!sent) return reply.redirect(flow.path, 303)
    return reply.page(<SentPage shell={shell} flowPath={flow.path} {...sent} today={dayOf(services.clock())} />)
  })
}

async function send(
  services: Services,
  ask: AskFlow,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { context, shell } = request
  const { path, id } = ask.flow
  const draftId = draftIdOf(request, id, services.https)
  if (!draftId) return reply.redirect(path, 303)
  const toConfirm = await context.transaction(async (tx) => {
    const draft = await findAskDraft(tx, services, id, draftId)
    return draft !== undefined && needsConfirming(context, await readFacts(tx, ask, draft.state))
  })
  if (toConfirm) {
    const asked = await askToConfirm(context, services, ask, draftId)
    return asked.ok
      ? reply.page(<LinkSentPage shell={shell} email={asked.value} back={`${path}/check`} />)
      : reply.redirect(`${path}/check`, 303)
  }
  const sending = await sendRequest(context, services, ask, draftId)
  if (sending.kind === 'nothing') return reply.redirect(path, 303)
  // Not ready: the check page leads to what is open. Busy: the other press has it, and the page will have the answer.
  return reply.redirect(sending.kind === 'not-ready' ? `${path}/check` : `${path}/sent`, 303)
}

function questionOf({ flow }: AskFlow, request: FastifyRequest<OneQuestion>) {
  const question = flow.questions.find(({ id }) => id === request.params.question)
  if (!question) throw new NotFound('question')
  return question
}

/** What the first address says: from whose page somebody came, or that staff write it down for them. */
function beginningOf({ query, context }: FastifyRequest<Query>): Pick<AskState, 'cameBy' | 'wantedTeamId'> {
  const by =
    context.actor.kind === 'account' && (query.by === 'telephone' || query.by === 'paper') ? query.by : 'public'
  return { cameBy: by, wantedTeamId: isId(query.team) ? query.team : null }
}

/** The same words on to the first question. */
function asQuery(query: Record<string, unknown>): string {
  const kept = ['team', 'by'].flatMap((name) => (typeof query[name] === 'string' ? [[name, query[name]]] : []))
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : ''
}
