import type { FastifyInstance, FastifyRequest } from 'fastify'
import { deleteDraft, findDraft, saveDraft } from '#platform/draft.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { isId, newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { dropDraftsFor, isEmptyDraft, listOwnDrafts, REFER_FORM } from './own-draft.queries.ts'
import { readReferral, type ReadReferral } from './read-referral.ts'
import { askedIn, bodyOf, formIssues, known, one, typedIn, type ReferForm } from './refer.forms.ts'
import { ReferPage, type ReferScreen } from './refer.pages.tsx'
import { sendReferral } from './send-referral.ts'
import { findSentBefore } from './sent-before.queries.ts'
import { getSender, type Sender } from './sender.queries.ts'
import { whoCovers, type Covering } from './who-covers.ts'

/** Who may refer on the screen and follow what was sent. */
export const SENDERS = { roles: ['referrer', 'link_worker', 'team_manager'] } as const

/** `/refer`: a professional refers on one screen. */
export function addReferRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: Record<string, unknown> }>('/refer', { config: { policy: SENDERS } }, async (request, reply) =>
    reply.page(<ReferPage shell={request.shell} screen={await openScreen(services, request)} now={services.clock()} />),
  )

  app.post('/refer', { config: { policy: SENDERS } }, async (request, reply) => {
    const body = (request.body ?? {}) as Record<string, unknown>
    const typed = typedIn(body)
    const draft = draftOf(request, body)
    const wanted = one(body.do)
    const isEmpty = isEmptyDraft(typed)
    if (wanted === 'discard' || (wanted === 'save' && isEmpty)) {
      await request.context.transaction(async (tx) => deleteDraft(tx, draft))
      return reply.redirect('/refer', 303)
    }
    if (wanted === 'save') {
      await request.context.transaction(async (tx) => void saveDraft(tx, services.keys, REFER_FORM, typed, draft))
      return reply.redirect(`/refer?draft=${draft}&saved=yes`, 303)
    }
    const read = await readForm(services, request, typed, draft, wanted === 'check' ? 'look' : 'send')
    const screen: ReferScreen = { ...read, draft: { id: draft, kept: false }, drafts: [] }
    const answer = (shown: ReferScreen, status: number) =>
      reply.page(<ReferPage shell={request.shell} screen={shown} now={services.clock()} />, status)
    if (wanted === 'check') return answer(screen, read.form.issues.length > 0 ? 422 : 200)
    if (!read.referral.ok) return answer({ ...screen, draft: { id: draft, kept: !isEmpty } }, 422)
    if (read.sentBefore && one(body.again) !== read.sentBefore.id)
      return answer(
        {
          ...screen,
          form: withFault(
            read.form,
            'again',
            'Your organisation sent this before: look at it, then send again if it is new',
          ),
        },
        422,
      )
    try {
      const { request: referral, body: understood } = read.referral
      const sent = await sendReferral(request.context, services, {
        body: understood,
        request: async () => ({ request: referral }),
        owner: read.sender.accountId,
        key: draft,
        draft,
      })
      if (sent.outcome === 'in-progress')
        return answer(
          {
            ...screen,
            form: withFault(
              read.form,
              '',
              'We are still sending this. Wait a moment, then press Send again: it goes only once',
            ),
          },
          409,
        )
      if (sent.outcome === 'other-request')
        return answer(
          {
            ...screen,
            draft: { id: newId(), kept: false },
            form: withFault(
              read.form,
              '',
              'You have sent this form already, with other answers. Look at My referrals. To send these as a new referral, press Send again',
            ),
          },
          409,
        )
      await request.context.transaction((tx) => dropDraftsFor(tx, services.keys, typed))
      return reply.redirect(`/referrals/sent/${sent.answer.answer.id}/receipt`, 303)
    } catch (error) {
      // Its intake was paused after we looked.
      if (!(error instanceof Invalid)) throw error
      return answer(
        {
          ...screen,
          form: { ...read.form, issues: formIssues(error.issues, typed, { ...read.covering, issues: [] }) },
        },
        422,
      )
    }
  })
}

async function openScreen(
  { keys }: Services,
  { context, query }: FastifyRequest<{ Querystring: Record<string, unknown> }>,
): Promise<ReferScreen> {
  const wanted = one(query.draft)
  return context.transaction(async (tx) => {
    const [sender, draft, drafts] = await Promise.all([
      getSender(tx),
      isId(wanted) ? findDraft(tx, keys, REFER_FORM, wanted) : undefined,
      listOwnDrafts(tx, keys),
    ])
    const { organisation } = sender
    const own =
      organisation.kind === 'practice' && organisation.code ? `${organisation.name} (${organisation.code})` : undefined
    const values = draft?.values ?? {
      ...known(sender, one(query.practice) || own),
      team: one(query.team) || undefined,
    }
    const covering = await whoCovers(tx, askedIn(values))
    return {
      form: { values, issues: [] },
      sender,
      covering,
      draft: { id: draft?.id ?? newId(), kept: draft !== undefined },
      drafts: drafts.filter(({ id }) => id !== draft?.id),
      saved: draft !== undefined && query.saved === 'yes',
    }
  })
}

interface ReadForm {
  form: ReferForm
  sender: Sender
  covering: Covering
  referral: ReadReferral
  sentBefore?: ReferScreen['sentBefore']
}

/** Reads the form against what is known. To be sent and not right, it is kept as a draft in the same transaction. */
function readForm(
  { keys }: Services,
  { context }: FastifyRequest,
  typed: ReferForm['values'],
  draft: Id,
  why: 'look' | 'send',
): Promise<ReadForm> {
  return context.transaction(async (tx) => {
    const [sender, covering] = await Promise.all([getSender(tx), whoCovers(tx, askedIn(typed))])
    const values = covering.practice
      ? { ...typed, practice: `${covering.practice.name} (${covering.practice.code})` }
      : typed
    if (why === 'look') {
      const issues = covering.teams.length > 0 ? [] : formIssues([], typed, covering)
      return { form: { values, issues }, sender, covering, referral: { ok: false, issues: [] } }
    }
    const referral = await readReferral(tx, bodyOf(typed, covering, sender), {
      organisation: sender.organisation,
      accountId: sender.accountId,
      cameBy: 'screen',
    })
    const right = referral.ok && covering.issues.length === 0
    const issues = right ? [] : formIssues(referral.ok ? [] : referral.issues, typed, covering)
    if (!right && !isEmptyDraft(typed)) saveDraft(tx, keys, REFER_FORM, typed, draft)
    const sentBefore = right ? await findSentBefore(tx, referral.request, sender.accountId, draft) : undefined
    return {
      form: { values, issues },
      sender,
      covering,
      referral: right ? referral : { ok: false, issues: [] },
      sentBefore,
    }
  })
}

const withFault = (form: ReferForm, path: string, message: string): ReferForm => ({
  ...form,
  issues: [{ path, message }],
})

/** What is being written, as long as it was begun by whoever is signed in now: a shared screen may have changed hands. */
function draftOf({ context: { actor } }: FastifyRequest, body: Record<string, unknown>): Id {
  if (actor.kind !== 'account') throw new NotFound()
  const id = one(body.draft)
  return isId(id) && one(body.account) === actor.accountId ? id : newId()
}
