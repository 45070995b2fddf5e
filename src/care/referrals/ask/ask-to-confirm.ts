import { addDays, dayOf } from '#platform/days.ts'
import type { Context } from '#platform/context.ts'
import type { Decision } from '#platform/decision.ts'
import { allow, refuse } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { makeSignedLink } from '#foundations/access/index.ts'
import { queueMessage } from '#foundations/messages/index.ts'
import { firstOpen } from '#ui/question-flow/flow.rules.ts'
import { findAskDraft, saveAskDraft } from './ask-draft.ts'
import { readFacts, type AskFlow } from './ask-facts.ts'
import type { AskFacts } from './ask.type.ts'

/** One link, for one draft, to the address that was typed. */
export const CONFIRM_PURPOSE = 'ask-confirm'
const CONFIRM_DAYS = 7

/** An agency that nobody has signed in for is known by its e-mail address only: that is confirmed before anything is sent. */
export const needsConfirming = (ctx: Pick<Context, 'actor'>, { answers }: AskFacts): boolean =>
  ctx.actor.kind === 'public' && answers.you?.as === 'work'

/** Sends the link. The draft stays as it is until the link is pressed; answers the address it went to. */
export const askToConfirm = (
  ctx: Context,
  services: Services,
  ask: AskFlow,
  draftId: Id,
): Promise<Decision<string, 'not-ready'>> =>
  ctx.transaction(async (tx) => {
    const draft = await findAskDraft(tx, services, ask.flow.id, draftId)
    if (!draft) return refuse('not-ready')
    const facts = await readFacts(tx, ask, draft.state)
    const { you } = facts.answers
    if (!you || !facts.team || firstOpen(ask.flow, draft.state.typed, facts, ask.texts)) return refuse('not-ready')
    const email = String(you.email)
    saveAskDraft(tx, services, ask.flow.id, { ...draft.state, askedToConfirm: email }, draftId)
    const token = makeSignedLink(tx, { purpose: CONFIRM_PURPOSE, recordId: draftId, days: CONFIRM_DAYS })
    const name = String(you.name)
    const queued = await queueMessage(tx, services, {
      template: 'agency-confirm-email',
      values: {
        name,
        team: facts.team.name,
        telephone: facts.team.telephone ?? '',
        link: `${services.origin()}${ask.flow.path}/confirm/${token}`,
        until: addDays(dayOf(tx.now()), CONFIRM_DAYS),
      },
      to: { kind: 'referrer', name, channel: 'email', address: email, neutral: false },
      about: { kind: 'draft', id: draftId },
      sender: null,
    })
    return queued.ok ? allow(email) : refuse('not-ready')
  })
