import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { emptyForm } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { findPlace, findPractice } from '#foundations/geography/index.ts'
import { findNearestTeam } from '#registers/teams/index.ts'
import { FlowQuestionPage } from '#ui/question-flow/flow-question.pages.tsx'
import { askedOf, firstOpen, placeOf } from '#ui/question-flow/flow.rules.ts'
import type { Question } from '#ui/question-flow/flow.type.ts'
import type { Answered } from './answer-question.ts'
import { findAskDraft, findSent } from './ask-draft.ts'
import { isUrgent, readFacts, wordsFor, type AskFlow } from './ask-facts.ts'
import { Notices, type Urgency } from './ask-notices.tsx'
import { NEW_STATE, type AskFacts, type AskState, type Found } from './ask.type.ts'
import { AboutTeams, WayOnPage } from './team-question.pages.tsx'

interface Drawing {
  services: Services
  request: FastifyRequest
  reply: FastifyReply
  ask: AskFlow
  question: Question<AskFacts>
  draftId: Id | undefined
  fromCheck: boolean
  /** What was just sent and must be mended. */
  mend?: Extract<Answered, { kind: 'mend' }>
}

/** Shows a question with what was typed; one that is not asked, or not yet, leads to the first that is open. */
export async function drawQuestion(drawing: Drawing): Promise<FastifyReply> {
  const { services, request, reply, ask, question, fromCheck, mend } = drawing
  const { flow, texts } = ask
  const known = mend ?? (await read(drawing))
  if (known === 'sent') return reply.redirect(`${flow.path}/sent`, 303)
  const { state, facts } = known
  const open = firstOpen(flow, state.typed, facts, texts)
  const place = placeOf(flow, question.id, facts)
  const asked = askedOf(flow, facts)
  if (!place || (open && asked.indexOf(open) < place.number - 1))
    return reply.redirect(`${flow.path}/${open?.id ?? 'check'}`, 303)
  const back = fromCheck && !open ? `${flow.path}/check` : `${flow.path}${place.before ? `/${place.before.id}` : ''}`
  const today = dayOf(services.clock())
  const { shell } = request
  const closed = question.id === 'team' && facts.teams.every(({ pause }) => pause)
  if (closed && state.found) {
    const nearest =
      facts.teams.length > 0 ? undefined : await request.context.transaction((tx) => findNearest(tx, state.found!))
    return reply.page(<WayOnPage {...{ shell, ask, nearest, back, today }} teams={facts.teams} found={state.found} />)
  }
  const practices = mend?.practices?.map(({ name, code, address, postcode }) => ({
    value: `${name} (${code})`,
    text: name,
    hint: [address, postcode].filter(Boolean).join(', '),
  }))
  const form = mend?.form ?? emptyForm(state.typed[question.id])
  return reply.page(
    <FlowQuestionPage
      {...{ shell, question, form, facts, texts, place, back }}
      words={wordsFor(facts)}
      instead={practices && { practice: [...practices, { value: '', text: 'None of these', divider: 'or' }] }}
      before={
        <Notices urgency={urgencyAt(state, [place.before, question])} facts={facts} ages={hasBirth(place.before)} />
      }
      about={<AboutTeams question={question.id} facts={facts} today={today} />}
    />,
    mend ? 422 : 200,
  )
}

/** The whole card right after such words and beside them; a line on the pages that follow. */
function urgencyAt(state: AskState, near: readonly (Question<AskFacts> | undefined)[]): Urgency {
  if (!isUrgent(state)) return 'none'
  const typed = Object.fromEntries(
    near.flatMap((question) =>
      question && state.typed[question.id] ? [[question.id, state.typed[question.id]!]] : [],
    ),
  )
  return isUrgent({ typed }) ? 'now' : 'before'
}

const hasBirth = (question: Question<AskFacts> | undefined): boolean =>
  question?.fields.some(({ id }) => id === 'birth') ?? false

/** What is known for a page that was asked for by its address. Only the first question may be there without a draft. */
const read = ({
  services,
  request,
  ask,
  question,
  draftId,
}: Drawing): Promise<{ state: AskState; facts: AskFacts } | 'sent'> =>
  request.context.transaction(async (tx) => {
    const draft = await findAskDraft(tx, services, ask.flow.id, draftId)
    if (!draft && question !== ask.flow.questions[0] && (await findSent(tx, draftId))) return 'sent'
    const state = draft?.state ?? NEW_STATE
    return { state, facts: await readFacts(tx, ask, state) }
  })

/** The team whose ground lies nearest to where somebody is. */
async function findNearest(tx: Tx, { postcode, practice }: Found) {
  const where = postcode ?? (practice && (await findPractice(tx, practice.code))?.postcode)
  const place = where ? await findPlace(tx, where) : undefined
  return place?.ok ? findNearestTeam(tx, place.value) : undefined
}
