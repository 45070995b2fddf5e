import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { INBOX_POLICY, versionIn } from '#care/referrals/index.ts'
import { emptyForm, readForm, withIssue, type FieldName, type FormState } from '#platform/forms.ts'
import type { Tx } from '#platform/database/database.ts'
import { isId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { renderLetter } from '#foundations/messages/index.ts'
import { getTeam, listMembers, teamActor } from '#registers/teams/index.ts'
import { listLoads } from '../caseload.queries.ts'
import { candidatesOf } from '../caseload.rules.ts'
import { LONG_BEFORE } from '../episode.rules.ts'
import { NotNowPage } from '../contacts/episode-aside.pages.tsx'
import { openEpisode, type OpenedEpisode } from '../contacts/open-episode.ts'
import { closeEpisode } from './close-episode.ts'
import { closureForm, LATER, returnForm, type ClosureForm, type ReturnForm } from './closing.forms.ts'
import { ClosedPage, ClosurePage, ReturnPage } from './closing.pages.tsx'
import { actionsIn, CLOSURE_REASONS, type ClosureRefusal, type ReturnRefusal } from './closing.rules.ts'
import { findClosure, listLetters, readToTell } from './closing.queries.ts'
import { addEndingRoutes } from './ending.routes.tsx'
import type { LeftOpen } from './left-open.type.ts'
import { openAgain, returnContactBy } from './open-again.ts'
import { readClosingLetter } from './read-closing-letter.ts'

const config = { policy: INBOX_POLICY }
type ById = { Params: { id: string }; Querystring: Record<string, unknown> }
type Request = FastifyRequest<ById>

/** Closing well, the letter about it, and coming back. */
export function addClosingRoutes(app: FastifyInstance, services: Services, leftOpen: LeftOpen): void {
  app.get<ById>('/episodes/:id/closure', { config }, async (request, reply) => {
    const opened = await openEpisode(request, { withToTell: false })
    if (opened.episode.status === 'closed') return showClosed(request, reply, opened)
    const props = await readProps(request, opened, leftOpen)
    const { reason } = request.query
    const known = typeof reason === 'string' && Object.hasOwn(CLOSURE_REASONS, reason) ? reason : undefined
    const form = emptyForm<ClosureForm>({ reason: known, ...(props.agreedOn && { tellPractice: 'yes' }) })
    return reply.page(<ClosurePage {...props} version={opened.episode.version} form={form} />)
  })
  app.post<ById>('/episodes/:id/closure', { config }, async (request, reply) => {
    const read = readForm(closureForm, request.body)
    const again = async (form: FormState<ClosureForm>, version: number) => {
      const opened = await openEpisode(request)
      return reply.page(
        <ClosurePage {...await readProps(request, opened, leftOpen)} version={version} form={form} />,
        422,
      )
    }
    if (!read.ok) return again(read.form, versionIn(request.body))
    const { actions, requestedActions, tellPractice, diedOn, ...rest } = read.value
    const decision = await closeEpisode(
      request.context,
      services,
      request.params.id,
      {
        ...rest,
        requestedActions: actions === 'some' ? actionsIn(requestedActions ?? '') : [],
        noActionsRequired: actions === 'none',
        tellPractice: tellPractice === 'yes',
        diedOn: rest.reason === 'died' ? diedOn : null,
      },
      leftOpen,
    )
    if (decision.ok) return reply.redirect(`/today?done=${request.params.id}`, 303)
    const form = emptyForm<ClosureForm>({ ...read.value, requestedActions: requestedActions ?? '' })
    if (decision.reason !== 'closed-already' && decision.reason !== 'changed') {
      const [field, message] = ISSUES[decision.reason]
      return again(withIssue(form, field, message), rest.version)
    }
    const opened = await openEpisode(request)
    if (decision.reason === 'closed-already')
      return showClosed(request, reply, opened, { outcome: rest.outcome, summary: rest.summary })
    return reply.page(
      <ClosurePage
        {...await readProps(request, opened, leftOpen)}
        version={opened.episode.version}
        form={form}
        changed
      />,
      409,
    )
  })
  app.get<ById>('/episodes/:id/closure/letter.pdf', { config }, async ({ context, params, query }, reply) => {
    const letter = await context.transaction((tx) =>
      readClosingLetter(tx, services.keys, params.id, query.to === 'referrer' ? 'referrer' : 'practice'),
    )
    return reply
      .type('application/pdf')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'inline; filename="closing-letter.pdf"')
      .send(await renderLetter(letter))
  })
  addReturnRoutes(app, services)
  addEndingRoutes(app, services)
}

const ISSUES: Record<Exclude<ClosureRefusal, 'closed-already' | 'changed'>, [FieldName<ClosureForm>, string]> = {
  'not-started': ['reason', 'You have not talked with them yet, so select another reason'],
  'actions-unsaid': ['requestedActions', 'Enter what you ask for, or select “No actions required”'],
  'died-later': ['diedOn', 'The day must be today or earlier'],
  'died-before': ['diedOn', LONG_BEFORE],
}

/** What was typed about work that somebody had closed meanwhile: it is shown beside theirs. */
type LateWords = { outcome: string; summary: string }

async function showClosed(request: Request, reply: FastifyReply, opened: OpenedEpisode, late?: LateWords) {
  const { closure, letters, closedBy } = await request.context.transaction((tx) => readEnd(tx, opened.episode.id))
  if (!closure) return reply.page(<NotNowPage shell={request.shell} opened={opened} title="This work has ended" />, 409)
  const isOwn = closure.closedBy === teamActor(request.context.actor).accountId
  if (late && isOwn && late.outcome === closure.outcome && late.summary === closure.summary)
    return reply.redirect(`/today?done=${opened.episode.id}`, 303) // pressed twice
  return reply.page(
    <ClosedPage
      shell={request.shell}
      opened={opened}
      closure={closure}
      closedBy={closedBy ?? 'A colleague'}
      letters={letters}
      late={late}
    />,
    late ? 409 : 200,
  )
}

async function readEnd(tx: Tx, episodeId: Id) {
  const [closure, letters] = await Promise.all([findClosure(tx, episodeId), listLetters(tx, episodeId)])
  const names = await listStaffNames(tx, closure ? [closure.closedBy] : [])
  return { closure, letters, closedBy: closure && names.get(closure.closedBy) }
}

async function readProps(request: Request, opened: OpenedEpisode, leftOpen: LeftOpen) {
  const { episode, person } = opened
  const [toTell, open] = await request.context.transaction((tx) =>
    Promise.all([readToTell(tx, episode, person.practiceCode), leftOpen.list(tx, episode.id)]),
  )
  return { shell: request.shell, opened, ...toTell, open }
}

function addReturnRoutes(app: FastifyInstance, services: Services): void {
  app.get<ById>('/episodes/:id/return', { config }, async (request, reply) => {
    const props = await readReturnProps(request)
    if (props.opened.episode.status !== 'closed')
      return reply.page(<NotNowPage {...props} title={NOT_BACK['not-closed']} />, 409)
    if (props.opened.person.deceasedOn) return reply.page(<NotNowPage {...props} title={NOT_BACK.died} />, 409)
    const had = props.candidates.find(({ accountId }) => accountId === props.opened.episode.workerId)
    const form = emptyForm<ReturnForm>({
      firstContactBy: returnContactBy(props.opened.today),
      worker: had?.accountId ?? props.chooser,
    })
    return reply.page(<ReturnPage {...props} form={form} />)
  })
  app.post<ById>('/episodes/:id/return', { config }, async (request, reply) => {
    const read = readForm(returnForm, request.body)
    if (!read.ok) return reply.page(<ReturnPage {...await readReturnProps(request)} form={read.form} />, 422)
    const { worker, firstContactBy } = read.value
    const decision = await openAgain(request.context, services, request.params.id, {
      workerId: worker === LATER || !isId(worker) ? null : worker,
      firstContactBy,
    })
    if (decision.ok) return reply.redirect(`/today?done=${decision.value.episodeId}`, 303)
    const props = await readReturnProps(request)
    const form = emptyForm<ReturnForm>(read.value)
    if (decision.reason === 'contact-date-wrong')
      return reply.page(
        <ReturnPage
          {...props}
          form={withIssue(form, 'firstContactBy', 'The day must be today or later, within three months')}
        />,
        422,
      )
    if (decision.reason === 'not-in-team')
      return reply.page(<ReturnPage {...props} form={withIssue(form, 'worker', 'Select somebody of your team')} />, 422)
    return reply.page(<NotNowPage {...props} title={NOT_BACK[decision.reason]} />, 409)
  })
}

const NOT_BACK: Record<ReturnRefusal, string> = {
  'not-closed': 'This work has not ended, so it cannot start again',
  'back-already': 'They are back already',
  'open-already': 'You are working with them already',
  died: 'This person has died',
}

async function readReturnProps(request: Request) {
  const opened = await openEpisode(request)
  return request.context.transaction(async (tx) => {
    const { accountId, teamId } = teamActor(tx.actor)
    const [team, members, loads] = await Promise.all([
      getTeam(tx, teamId),
      listMembers(tx, teamId, opened.today),
      listLoads(tx, teamId, opened.person.practiceCode),
    ])
    return {
      shell: request.shell,
      opened,
      team,
      chooser: accountId,
      candidates: candidatesOf(members, loads),
    }
  })
}
