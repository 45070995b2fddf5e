import type { FastifyInstance } from 'fastify'
import type { Tx } from '#platform/database/database.ts'
import type { Services } from '#platform/services.ts'
import { INBOX_POLICY } from '#care/referrals/index.ts'
import { openEpisodeRecord } from '../record/open-record.ts'
import { readCarePlan } from './care-plan.queries.ts'
import {
  draftIdOf,
  findConversationDraft,
  forgetConversation,
  keepConversation,
  type ConversationDraft,
} from './conversation-draft.ts'
import { ClosedPage, ConversationPage, type ConversationProps } from './conversation.pages.tsx'
import { mergeWords, numbersIn, toWords, wordsOf } from './words.rules.ts'
import { writeWords } from './write-words.ts'

const config = { policy: INBOX_POLICY }
type ByEpisode = { Params: { episodeId: string }; Querystring: { saved?: unknown } }

/** The conversation page: open, keep while typing, save. */
export function addConversationRoutes(app: FastifyInstance, services: Services): void {
  const url = '/episodes/:episodeId/conversation'
  app.get<ByEpisode>(url, { config }, async (request, reply) => {
    const { context, shell, params, query } = request
    const read = await context.transaction((tx) => readConversation(tx, services, params.episodeId))
    if (read.record.episode.status === 'closed')
      return reply.page(<ClosedPage shell={shell} record={read.record} typed={read.draft?.typed ?? {}} />)
    return reply.page(<ConversationPage shell={shell} {...shown(read)} saved={query.saved === '1'} />)
  })
  app.post<ByEpisode>(url, { config }, async (request, reply) => {
    const { context, shell, params, body } = request
    const typed = wordsOf(body)
    const { base } = numbersIn(body)
    const writing = await writeWords(context, params.episodeId, { base, typed, draftIdOf })
    if (writing.kind === 'saved') return reply.redirect(`/episodes/${params.episodeId}/conversation?saved=1`, 303)
    const { record, draft } = await context.transaction((tx) => readConversation(tx, services, params.episodeId))
    if (writing.kind === 'closed') return reply.page(<ClosedPage shell={shell} record={record} typed={typed} />, 409)
    const { current: plan, words } = writing
    const page = { shell, record, plan, words, draft: undefined, draftVersion: draft?.version ?? 0 }
    if (writing.kind === 'clash') return reply.page(<ConversationPage {...page} clashes={writing.clashes} />, 409)
    return reply.page(<ConversationPage {...page} issues={writing.issues} />, 422)
  })
  // Answers programs, not people: the page keeps what is typed, every few seconds.
  app.post<ByEpisode>(`${url}/draft`, { config }, async (request, reply) => {
    const { base, draft } = numbersIn(request.body)
    const keeping = await keepConversation(request.context, services.keys, request.params.episodeId, {
      base,
      version: draft,
      typed: wordsOf(request.body),
    })
    reply.header('cache-control', 'no-store')
    if (keeping.kind === 'kept') return reply.send({ version: keeping.version })
    const message =
      keeping.kind === 'closed'
        ? 'This episode was closed. Your words stay on this page: copy them before you leave.'
        : 'This is open in another window too, so it is not kept here. Use one window, or press Save here.'
    return reply.code(409).send({ message })
  })
  app.post<ByEpisode>(`${url}/draft/removal`, { config }, async ({ context, params }, reply) => {
    await forgetConversation(context, params.episodeId)
    return reply.redirect(`/episodes/${params.episodeId}/conversation`, 303)
  })
}

/** Record, plan, the caller's own draft, and what the draft began from. Six statements at most. */
async function readConversation(tx: Tx, { keys }: Services, episodeId: string) {
  const record = await openEpisodeRecord(tx, episodeId, 'conversation')
  const [plan, draft] = await Promise.all([
    readCarePlan(tx, record.episode.id),
    findConversationDraft(tx, keys, record.episode.id),
  ])
  const began = draft && draft.base !== plan.revision ? await readCarePlan(tx, record.episode.id, draft.base) : plan
  return { record, plan, draft, began }
}

/** The page as it opens: the record, with the caller's unsaved words merged into it. */
function shown({
  record,
  plan,
  draft,
  began,
}: Awaited<ReturnType<typeof readConversation>>): Omit<ConversationProps, 'shell'> {
  const page = { record, plan, draftVersion: draft?.version ?? 0 }
  const current = toWords(plan)
  if (!draft) return { ...page, words: current, draft: undefined }
  const { merged, clashes } = mergeWords(toWords(began), current, draft.typed)
  // A draft that says what the record says already was left by a window that closed after saving.
  const isNew = Object.entries(merged).some(([name, text]) => text !== (current[name] ?? '') && !isCarried(name))
  return { ...page, words: merged, clashes, draft: isNew ? noteOf(draft) : undefined }
}

const noteOf = ({ at, version }: ConversationDraft) => ({ at, version })

/** What a blank row carries without anybody typing it. */
const isCarried = (name: string) => /^action\..*\.goal$/.test(name)
