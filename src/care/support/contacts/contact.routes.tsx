import type { FastifyInstance, FastifyRequest } from 'fastify'
import { INBOX_POLICY, versionIn } from '#care/referrals/index.ts'
import { dayOf, instantAt, minutesOf, sayTime } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { emptyForm, readForm, withIssue, type FieldName, type FormState } from '#platform/forms.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { contactForm, correctionForm, type ContactForm, type CorrectionForm } from './contact.forms.ts'
import { ContactPage, CorrectionPage } from './contact.pages.tsx'
import { ContactReadingPage } from './contact-reading.pages.tsx'
import { KINDS, OUTCOMES, type ContactRefusal } from './contact.rules.ts'
import { LONG_BEFORE } from '../episode.rules.ts'
import { findContact, type Contact, type ContactWords } from './contact.queries.ts'
import { correctContact } from './correct-contact.ts'
import { NotNowPage } from './episode-aside.pages.tsx'
import { addLetterRoutes } from './letter.routes.tsx'
import { openContact } from './open-contact.ts'
import { openEpisode, type OpenedEpisode } from './open-episode.ts'
import { addPauseRoutes } from './pause.routes.tsx'
import { recordContact } from './record-contact.ts'

const config = { policy: INBOX_POLICY }
type ById = { Params: { id: string }; Querystring: Record<string, unknown> }
type OneContact = { Params: { id: string; contactId: string } }

/** Being in touch: writing down contacts and tries, putting them right, the letter after three tries, and pauses. */
export function addContactRoutes(app: FastifyInstance, services: Services): void {
  app.get<ById>('/episodes/:id/contact', { config }, async (request, reply) => {
    const opened = await openEpisode(request)
    if (opened.episode.status === 'closed')
      return reply.page(<NotNowPage shell={request.shell} opened={opened} title={CLOSED} />, 409)
    return reply.page(<ContactPage shell={request.shell} opened={opened} form={newForm(request)} />)
  })
  app.post<ById>('/episodes/:id/contact', { config }, async (request, reply) => {
    const { context, params, body, shell } = request
    const read = readForm(contactForm, body)
    if (!read.ok)
      return reply.page(<ContactPage shell={shell} opened={await openEpisode(request)} form={read.form} />, 422)
    const { on, time, id, nextOn, withheld, ...words } = read.value
    const decision = await recordContact(context, services, params.id, {
      ...words,
      id,
      nextOn,
      withheld: withheld.length > 0,
      happenedAt: instantAt(on, time),
    })
    if (decision.ok) {
      if (read.value.outcome === 'declined')
        return reply.redirect(`/episodes/${params.id}/closure?reason=declined`, 303)
      return reply.redirect(`/today?done=${params.id}`, 303)
    }
    const opened = await openEpisode(request)
    if (decision.reason === 'saved-otherwise') {
      const contact = contactOf(opened, id)
      return reply.page(
        <CorrectionPage
          shell={shell}
          opened={opened}
          version={contact.version}
          contactId={contact.id}
          latest={sayChanged(opened, contact)}
          form={emptyForm<CorrectionForm>(typed(read.value))}
        />,
        409,
      )
    }
    if (decision.reason === 'closed')
      return reply.page(<NotNowPage shell={shell} opened={opened} title={CLOSED} typed={words.note} />, 409)
    const [field, message] = ISSUES[decision.reason]
    return reply.page(
      <ContactPage
        shell={shell}
        opened={opened}
        form={withIssue(emptyForm<ContactForm>(typed(read.value)), field, message)}
      />,
      422,
    )
  })
  addReadingRoute(app)
  addCorrectionRoutes(app, services)
  addLetterRoutes(app, services)
  addPauseRoutes(app)
}

const CLOSED = 'This work has ended, so no contact can be added'
const FUTURE = 'The day and time must be in the past'

const ISSUES: Record<Exclude<ContactRefusal, 'closed'>, [FieldName<ContactForm>, string]> = {
  'in-the-future': ['on', FUTURE],
  'before-us': ['on', LONG_BEFORE],
  'next-day-past': ['nextOn', 'The next step must be today or later'],
  'next-day-far': ['nextOn', 'The next step must be within a year'],
}

/** The commonest case: we talked on the telephone, just now. A link may say otherwise: `?outcome=no-answer`. */
function newForm({ context, query }: FastifyRequest<ById>): FormState<ContactForm> {
  const now = context.now()
  return emptyForm<ContactForm>({
    id: newId(),
    kind: isKey(KINDS, query.kind) ? query.kind : 'call',
    outcome: isKey(OUTCOMES, query.outcome) ? query.outcome : 'reached',
    on: dayOf(now),
    time: sayMinutes(minutesOf(now)),
  })
}

const isKey = <K extends string>(of: Record<K, unknown>, value: unknown): value is K =>
  typeof value === 'string' && Object.hasOwn(of, value)

/** "14:05", as the field takes it. */
const sayMinutes = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** What was typed, for what only a rule could refuse. */
const typed = <V extends { time: number }>({ time, ...value }: V) => ({ ...value, time: sayMinutes(time) })

function addReadingRoute(app: FastifyInstance): void {
  app.get<OneContact>('/episodes/:id/contacts/:contactId', { config }, async ({ context, shell, params }, reply) => {
    const opened = await openContact(context, params.id, params.contactId)
    return reply.page(<ContactReadingPage {...opened} shell={shell} />)
  })
}

function addCorrectionRoutes(app: FastifyInstance, services: Services): void {
  app.get<OneContact>('/episodes/:id/contacts/:contactId/correction', { config }, async (request, reply) => {
    const opened = await openEpisode(request)
    const contact = contactOf(opened, request.params.contactId)
    return reply.page(
      <CorrectionPage
        shell={request.shell}
        opened={opened}
        version={contact.version}
        contactId={contact.id}
        form={emptyForm<CorrectionForm>(asTyped(contact))}
      />,
    )
  })
  app.post<OneContact>('/episodes/:id/contacts/:contactId/correction', { config }, async (request, reply) => {
    const { context, params, body, shell } = request
    const read = readForm(correctionForm, body)
    if (!read.ok)
      return reply.page(
        <CorrectionPage
          shell={shell}
          opened={await openEpisode(request)}
          version={versionIn(body)}
          contactId={params.contactId}
          form={read.form}
        />,
        422,
      )
    const { on, time, withheld, version, ...words } = read.value
    const correction: ContactWords & { version: number } = {
      ...words,
      version,
      withheld: withheld.length > 0,
      happenedAt: instantAt(on, time),
    }
    const decision = await correctContact(context, services, params.id, params.contactId, correction)
    if (decision.ok) return reply.redirect(`/people/${decision.value.personId}`, 303)
    const opened = await openEpisode(request)
    const form = emptyForm<CorrectionForm>(typed(read.value))
    if (decision.reason !== 'changed')
      return reply.page(
        <CorrectionPage
          shell={shell}
          opened={opened}
          version={version}
          contactId={params.contactId}
          form={withIssue(form, 'on', decision.reason === 'before-us' ? LONG_BEFORE : FUTURE)}
        />,
        422,
      )
    const now = contactOf(opened, params.contactId)
    return reply.page(
      <CorrectionPage
        shell={shell}
        opened={opened}
        version={now.version}
        contactId={now.id}
        latest={sayChanged(opened, now)}
        form={form}
      />,
      409,
    )
  })
}

function contactOf({ contacts }: OpenedEpisode, id: string): Contact {
  const contact = findContact(contacts, id)
  if (!contact) throw new NotFound('contact')
  return contact
}

const asTyped = ({
  happenedAt,
  withheld,
  kind,
  outcome,
  note,
  place,
  others,
}: Contact): FormState<CorrectionForm>['values'] => ({
  kind,
  outcome,
  note: note ?? '',
  place: place ?? '',
  others: others ?? '',
  on: dayOf(happenedAt),
  time: sayMinutes(minutesOf(happenedAt)),
  withheld: withheld ? ['yes'] : [],
})

/** Both texts: what stands there now, above what was typed. */
const sayChanged = ({ names }: OpenedEpisode, { recordedBy, recordedAt, note, outcome }: Contact): string =>
  `${names.get(recordedBy) ?? 'A colleague'} changed it at ${sayTime(recordedAt)}. It says now: ${OUTCOMES[outcome]}. ${note ?? 'No notes.'}`
