import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Measure } from '#engines/measures/index.ts'
import { emptyForm, readForm, type FormState } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { BirthDatePage, isKnownLink, NoSuchLinkPage, rememberLink, tryDoor } from '#care/referrals/index.ts'
import { listStaffNames, openSignedLink, type OpenedLink } from '#foundations/access/index.ts'
import { answerRequest, readAsked, type AskedRefusal } from './answer-request.ts'
import { NotAskedPage, QuestionsPage, ThanksPage } from './question.pages.tsx'
import type { AskedRequest } from './request.queries.ts'
import { answersForm, answersFrom, pagesOf } from './response.forms.ts'

type OfLink = { Params: { token: string } }
type Request = FastifyRequest<OfLink>

/** Nobody is hurried: answers begun today may be sent tomorrow. */
const PROOF_MS = 20 * 3_600_000

/** `/questions/{token}`: the person answers a measure, without an account. Opening it changes nothing. */
export function addQuestionRoutes(app: FastifyInstance, services: Services): void {
  app.get<OfLink>('/questions/:token', { config: { policy: 'public' } }, async (request, reply) => {
    const link = await openLink(services, request)
    if (!link) return reply.page(<NoSuchLinkPage shell={request.shell} />, 404)
    if (!isKnownLink(request, services, link))
      return reply.page(<BirthDatePage shell={request.shell} form={emptyForm()} closed={link.closed} />)
    const { request: asked, asked: decision } = await readAsked(link)
    if (!decision.ok) return over(request, reply, link, asked, decision.reason)
    return draw(request, reply, {
      measure: decision.value,
      page: 1,
      form: emptyForm(),
      proof: proofFor(app, services, link),
    })
  })

  app.post<OfLink>(
    '/questions/:token',
    { config: { policy: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const link = await openLink(services, request)
      if (!link) return reply.page(<NoSuchLinkPage shell={request.shell} />, 404)
      const body = (request.body ?? {}) as Record<string, unknown>
      if (!isKnownLink(request, services, link) && !isProof(app, services, link, body.proof))
        return tryBirth(request, reply, services, link)
      return takeAnswers(request, reply, { link, body, proof: proofFor(app, services, link) })
    },
  )
}

const openLink = (services: Services, { params, id }: Request) => openSignedLink(services, params.token, 'measure', id)

async function tryBirth(request: Request, reply: FastifyReply, services: Services, link: OpenedLink) {
  const again = await tryDoor(link, request.body, () => openLink(services, request))
  if (again) return reply.page(<BirthDatePage shell={request.shell} {...again} />, 422)
  rememberLink(reply, services, link)
  return reply.redirect(`/questions/${request.params.token}`, 303)
}

async function takeAnswers(
  request: Request,
  reply: FastifyReply,
  { link, body, proof }: { link: OpenedLink; body: Record<string, unknown>; proof: string },
) {
  const { request: asked, asked: decision } = await readAsked(link)
  if (!decision.ok) return over(request, reply, link, asked, decision.reason)
  const measure = decision.value
  const pages = pagesOf(measure)
  const page = Math.min(Math.max(Number(body.page) || 1, 1), pages.length)
  const values = body as FormState['values']
  if (body.go === 'back') return draw(request, reply, { measure, page: page - 1, form: emptyForm(values), proof })
  // Pages before this one are checked again: what they held came back through the browser.
  for (let n = 1; n <= page; n++) {
    const read = readForm(answersForm(measure, pages[n - 1]), body)
    if (!read.ok) return draw(request, reply, { measure, page: n, form: read.form, proof, status: 422 })
  }
  if (page < pages.length) return draw(request, reply, { measure, page: page + 1, form: emptyForm(values), proof })
  const all = readForm(answersForm(measure), body)
  if (!all.ok) throw new Error('every page was right and the whole is not')
  const kept = await answerRequest(link, measure, answersFrom(all.value))
  if (!kept.ok) return over(request, reply, link, asked, kept.reason)
  const askedBy = await nameOfAsker(link, asked)
  return reply.page(
    <ThanksPage
      shell={request.shell}
      team={asked.team}
      askedBy={askedBy}
      urgentHelp={kept.value.urgentHelp}
      before={false}
    />,
  )
}

function draw(
  request: Request,
  reply: FastifyReply,
  {
    measure,
    page,
    form,
    proof,
    status = 200,
  }: { measure: Measure; page: number; form: FormState; proof: string; status?: number },
) {
  const pages = pagesOf(measure)
  const number = Math.min(Math.max(page, 1), pages.length)
  const items = pages[number - 1]!
  const others = measure.items.filter(({ id }) => !items.some((item) => item.id === id))
  const kept = Object.fromEntries(
    others.flatMap(({ id }) => (typeof form.values[id] === 'string' ? [[id, form.values[id]]] : [])),
  )
  return reply.page(
    <QuestionsPage
      shell={request.shell}
      measure={measure}
      items={items}
      page={{ number, of: pages.length }}
      form={form}
      kept={kept}
      proof={proof}
    />,
    status,
  )
}

async function over(
  request: Request,
  reply: FastifyReply,
  link: OpenedLink,
  asked: AskedRequest,
  reason: AskedRefusal,
) {
  if (reason !== 'answered') return reply.page(<NotAskedPage shell={request.shell} team={asked.team} why={reason} />)
  return reply.page(
    <ThanksPage
      shell={request.shell}
      team={asked.team}
      askedBy={await nameOfAsker(link, asked)}
      urgentHelp={false}
      before
    />,
  )
}

const nameOfAsker = async (link: OpenedLink, { askedBy, team }: AskedRequest): Promise<string> =>
  (await link.context.transaction((tx) => listStaffNames(tx, [askedBy]))).get(askedBy) ?? team.name

/** Signed, and bound to this link: whoever sends it was let in within the last 20 hours, even if the cookie is over by now. */
const proofFor = (app: FastifyInstance, { clock }: Services, link: OpenedLink): string =>
  app.signCookie(`answers.${link.id}.${clock().getTime() + PROOF_MS}`)

function isProof(app: FastifyInstance, { clock }: Services, link: OpenedLink, proof: unknown): boolean {
  const { valid, value } = typeof proof === 'string' ? app.unsignCookie(proof) : { valid: false, value: null }
  const [what, id, until] = valid && value ? value.split('.') : []
  return what === 'answers' && id === link.id && Number(until) > clock().getTime()
}
