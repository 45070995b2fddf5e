import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { NotFound } from '#platform/errors.ts'
import { INBOX_POLICY } from '#care/referrals/index.ts'
import { openEpisodeRecord } from '../record/open-record.ts'
import { readCarePlan } from './care-plan.queries.ts'
import { ClosedPage } from './conversation.pages.tsx'
import { formOf } from './conversation-rows.rules.ts'
import { ActionPage, GoalPage } from './thing.pages.tsx'
import { numbersIn, toWords, wordsOf, type Words } from './words.rules.ts'
import { writeWords } from './write-words.ts'

const config = { policy: INBOX_POLICY }
type ByThing = { Params: { episodeId: string; id: string } }

/** One goal or one next step on a page of its own: for reviews, and for what the conversation page does not ask. */
export function addThingRoutes(app: FastifyInstance): void {
  addRoutesOf(app, 'goal', '/episodes/:episodeId/plan/goals/:id', GoalPage)
  addRoutesOf(app, 'action', '/episodes/:episodeId/plan/actions/:id', ActionPage)
}

function addRoutesOf(app: FastifyInstance, thing: 'goal' | 'action', url: string, ThingPage: typeof GoalPage): void {
  app.get<ByThing>(url, { config }, async ({ context, shell, params }, reply) => {
    const { record, plan } = await read(context, params.episodeId)
    if (!isThere(thing, params.id, toWords(plan))) throw new NotFound(thing)
    if (record.episode.status === 'closed') return reply.page(<ClosedPage shell={shell} record={record} typed={{}} />)
    return reply.page(
      <ThingPage shell={shell} record={record} plan={plan} id={params.id} form={formOf(toWords(plan))} />,
    )
  })
  app.post<ByThing>(url, { config }, async ({ context, shell, params, body }, reply) => {
    const { base } = numbersIn(body)
    const before = await read(context, params.episodeId, base)
    // Taken away meanwhile is not the same as never there: whoever changed it still gets to see both.
    if (![before.plan, before.began].some((plan) => isThere(thing, params.id, toWords(plan)))) throw new NotFound(thing)
    // Only this one: the words of others that somebody adds to the form are not taken.
    const typed = Object.fromEntries(
      Object.entries(wordsOf(body)).filter(([name]) => name.startsWith(`${thing}.${params.id}.`)),
    )
    const writing = await writeWords(context, params.episodeId, { base, typed })
    if (writing.kind === 'saved') return reply.redirect(`/episodes/${params.episodeId}/plan`, 303)
    if (writing.kind === 'closed')
      return reply.page(<ClosedPage shell={shell} record={before.record} typed={typed} />, 409)
    const page = { shell, record: before.record, plan: writing.current, id: params.id }
    if (writing.kind === 'clash')
      return reply.page(<ThingPage {...page} form={formOf(writing.words)} clashes={writing.clashes} />, 409)
    return reply.page(<ThingPage {...page} form={formOf(writing.words, writing.issues)} />, 422)
  })
}

const isThere = (thing: string, id: string, words: Words): boolean =>
  Object.keys(words).some((name) => name.startsWith(`${thing}.${id}.`))

const read = (context: Context, episodeId: string, base?: number) =>
  context.transaction(async (tx) => {
    const record = await openEpisodeRecord(tx, episodeId, 'plan')
    const plan = await readCarePlan(tx, record.episode.id)
    return {
      record,
      plan,
      began: base !== undefined && base < plan.revision ? await readCarePlan(tx, record.episode.id, base) : plan,
    }
  })
