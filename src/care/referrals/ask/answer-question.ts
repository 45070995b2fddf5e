import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { withIssue, type FormState } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import type { Practice } from '#foundations/geography/index.ts'
import type { Team } from '#registers/teams/index.ts'
import { askedOf, firstOpen, placeOf } from '#ui/question-flow/flow.rules.ts'
import type { Answer, Question } from '#ui/question-flow/flow.type.ts'
import { readAnswer, typedOf } from '#ui/question-flow/read-answer.ts'
import { findAskDraft, findSent, lockDraft, saveAskDraft } from './ask-draft.ts'
import { readFacts, type AskFlow } from './ask-facts.ts'
import { NEW_STATE, type AskFacts, type AskState } from './ask.type.ts'
import { findWhere } from './find-where.ts'

export interface Answering {
  ask: AskFlow
  question: Question<AskFacts>
  draftId: Id | undefined
  body: unknown
  /** Came from "check your answers" and goes back there. */
  fromCheck: boolean
  /** What a new draft begins with. */
  begin: Pick<AskState, 'cameBy' | 'wantedTeamId'>
}

export type Answered =
  | { kind: 'go'; to: string; draftId: Id }
  | { kind: 'mend'; draftId: Id; state: AskState; facts: AskFacts; form: FormState; practices?: Practice[] }
  /** This was sent already: a window that stayed open, or the back button. */
  | { kind: 'sent' }

/** Keeps what was typed, right or wrong, and says where to go on. */
export const answerQuestion = (ctx: Context, services: Services, answering: Answering): Promise<Answered> =>
  ctx.transaction(async (tx) => {
    const { ask, question } = answering
    lockDraft(tx, answering.draftId)
    const draft = await findAskDraft(tx, services, ask.flow.id, answering.draftId)
    if (!draft && question !== ask.flow.questions[0] && (await findSent(tx, answering.draftId))) return { kind: 'sent' }
    const before = draft?.state ?? { ...NEW_STATE, ...answering.begin }
    const typed = onlyFields(question, typedOf(answering.body))
    const kept = { ...before, typed: { ...before.typed, [question.id]: typed } }
    const taken = question.id === 'where' ? await takeWhere(tx, answering, kept) : await take(tx, answering, kept)
    const draftId = saveAskDraft(tx, services, ask.flow.id, taken.state, draft?.id)
    if (taken.form) return { kind: 'mend', draftId, ...taken, form: taken.form }
    return { kind: 'go', draftId, to: nextAddress(answering, taken.state, taken.facts) }
  })

interface Taken {
  state: AskState
  facts: AskFacts
  form?: FormState
  practices?: Practice[]
}

async function take(tx: Tx, { ask, question }: Answering, state: AskState): Promise<Taken> {
  const facts = await readFacts(tx, ask, state)
  const read = readAnswer(question, state.typed[question.id], facts, ask.texts)
  return { state, facts, ...(!read.ok && { form: read.form }) }
}

/** Where they are decides who covers it: looked up once, and kept with the answer. */
async function takeWhere(tx: Tx, { ask, question }: Answering, kept: AskState): Promise<Taken> {
  const lost = { ...kept, found: null }
  const unknown = await readFacts(tx, ask, lost, [])
  const read = readAnswer(question, kept.typed.where, unknown, ask.texts)
  if (!read.ok) return { state: lost, facts: unknown, form: read.form }
  const meant = await findWhere(tx, read.value)
  if (meant.kind !== 'found') {
    const issue =
      meant.kind === 'choose'
        ? 'Choose one from the list'
        : 'We do not know that practice. Check how it is spelled, or use the postcode'
    const form = withIssue({ values: kept.typed.where ?? {}, issues: [] }, 'practice', issue)
    return { state: lost, facts: unknown, form, ...(meant.kind === 'choose' && { practices: meant.practices }) }
  }
  const state = withPlace(kept, read.value, meant.found, meant.teams)
  return { state, facts: await readFacts(tx, ask, state, meant.teams) }
}

function withPlace(
  kept: AskState,
  where: Answer,
  found: NonNullable<AskState['found']>,
  teams: readonly Team[],
): AskState {
  const { practice, postcode } = found
  const wanted = teams.find(({ id, pause }) => id === kept.wantedTeamId && !pause)
  const team = kept.typed.team ?? (wanted && { team: wanted.id })
  return {
    ...kept,
    found,
    typed: {
      ...kept.typed,
      where: { ...where, practice: practice ? `${practice.name} (${practice.code})` : '', postcode: postcode ?? '' },
      ...(team && { team }),
    },
  }
}

/** The next question; but never past one that is open, and back to the check page where one came from. */
function nextAddress(
  { ask: { flow, texts }, question, fromCheck }: Answering,
  { typed }: AskState,
  facts: AskFacts,
): string {
  const open = firstOpen(flow, typed, facts, texts)
  const check = `${flow.path}/check`
  if (fromCheck) return open ? `${flow.path}/${open.id}?from=check` : check
  const asked = askedOf(flow, facts)
  const after = placeOf(flow, question.id, facts)?.after ?? open
  const target = open && (!after || asked.indexOf(open) < asked.indexOf(after)) ? open : after
  return target ? `${flow.path}/${target.id}` : check
}

/** Nothing but the fields of the question is kept, whatever was sent. */
const onlyFields = (question: Question<AskFacts>, typed: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(question.fields.filter(({ id }) => typed[id] !== undefined).map(({ id }) => [id, typed[id]]))
