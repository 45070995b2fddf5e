import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dayOf } from '#platform/days.ts'
import type { Actor } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { emptyForm, readForm } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { listPeople, searchPeople, viewRestrictedContact } from '#registers/people/index.ts'
import { ContactOpeningPage, OpenedContactPage, openingForm } from './contact-opening.pages.tsx'
import { addDetailsRoutes } from './details.routes.tsx'
import { openRecord, RECORD_POLICY, type OpenedRecord } from './open-record.ts'
import { FoundPeoplePage, PeoplePage } from './people.pages.tsx'
import { countOpenEpisodes, findLastEpisodes, listOpenEpisodes, type Whose } from './people.queries.ts'
import { StoryPage } from './story.pages.tsx'
import { storyOfWork } from './story-of-work.queries.ts'
import { readStory, storyOfSupport } from './story.queries.ts'
import type { StorySource } from './story.type.ts'
import { WhoSawPage } from './who-saw.pages.tsx'
import { listSightings } from './who-saw.queries.ts'

const config = { policy: RECORD_POLICY }
type ByPerson = { Params: { personId: string } }

const listQuery = z.object({
  whose: z.enum(['mine', 'team']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(2000).catch(1),
})
const doneQuery = z.object({ done: z.literal('details').optional().catch(undefined) })
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(2000).catch(1) })
const searchBody = z.object({ words: z.string().trim().max(200).catch('') })

/**
 * The list of people, and a person's record: story, who has seen it, a restricted person's telephone and address.
 * `story`: what other modules know of somebody's story, each one statement.
 */
export function addRecordRoutes(app: FastifyInstance, services: Services, story: readonly StorySource[] = []): void {
  const sources = [storyOfSupport, storyOfWork, ...story]
  app.get('/people', { config }, async ({ context, shell, query }, reply) => {
    const asked = listQuery.parse(query)
    const { page } = asked
    // A manager has nobody of their own, and would open an empty list each time.
    const whose = asked.whose ?? (isLinkWorker(context.actor) ? 'mine' : 'team')
    const listed = await context.transaction((tx) => readPeople(tx, whose, page))
    return reply.page(<PeoplePage shell={shell} whose={whose} page={page} today={dayOf(context.now())} {...listed} />)
  })
  // Names do not belong in addresses, so searching is sent, not linked.
  app.post('/people', { config }, async ({ context, shell, body }, reply) => {
    const { words } = searchBody.parse(body ?? {})
    const found = await context.transaction((tx) => findPeople(tx, services, words))
    return reply.page(<FoundPeoplePage shell={shell} typed={words} found={found} today={dayOf(context.now())} />)
  })
  app.get<ByPerson>('/people/:personId', { config }, async ({ context, shell, params, query }, reply) => {
    const { done } = doneQuery.parse(query)
    const read = await context.transaction(async (tx) => {
      const record = await openRecord(tx, params, 'story')
      return { record, story: await readStory(tx, record.person.id, sources) }
    })
    return reply.page(<StoryPage shell={shell} done={done} {...read} />)
  })
  app.get<ByPerson>('/people/:personId/seen', { config }, async ({ context, shell, params, query }, reply) => {
    const { page } = pageQuery.parse(query)
    const read = await context.transaction(async (tx) => {
      const record = await openRecord(tx, params, 'seen')
      return { record, ...(await listSightings(tx, record.person.id, page)) }
    })
    return reply.page(<WhoSawPage shell={shell} page={page} {...read} />)
  })
  addContactOpeningRoutes(app)
  addDetailsRoutes(app, services)
}

/** A restricted person's telephone and address: for their own worker, with a reason, once. For everybody else there is no such page. */
function addContactOpeningRoutes(app: FastifyInstance): void {
  const url = '/people/:personId/contact-opening'
  app.get<ByPerson>(url, { config }, async ({ context, shell, params }, reply) => {
    const record = await context.transaction((tx) => openRestricted(tx, params))
    return reply.page(<ContactOpeningPage shell={shell} record={record} form={emptyForm()} />)
  })
  app.post<ByPerson>(url, { config }, async ({ context, shell, params, body }, reply) => {
    const read = readForm(openingForm, body)
    const opened = await context.transaction(async (tx) => {
      const record = await openRestricted(tx, params)
      return {
        record,
        contact: read.ok ? await viewRestrictedContact(tx, record.person.id, read.value.reason) : undefined,
      }
    })
    if (!read.ok) return reply.page(<ContactOpeningPage shell={shell} record={opened.record} form={read.form} />, 422)
    return reply.page(<OpenedContactPage shell={shell} record={opened.record} contact={opened.contact!} />)
  })
}

async function openRestricted(tx: Tx, params: { personId: string }): Promise<OpenedRecord> {
  const record = await openRecord(tx, params, 'contact-opening')
  if (!record.person.restricted || !record.isOwn) throw new NotFound('contact')
  return record
}

const isLinkWorker = (actor: Actor): boolean => actor.kind === 'account' && actor.roles.includes('link_worker')

async function readPeople(tx: Tx, whose: Whose, page: number) {
  const [count, episodes] = await Promise.all([countOpenEpisodes(tx, whose), listOpenEpisodes(tx, whose, page)])
  const people = new Map(
    (
      await listPeople(
        tx,
        episodes.map(({ personId }) => personId),
      )
    ).map((person) => [person.id, person]),
  )
  const rows = episodes.flatMap((episode) => {
    const person = people.get(episode.personId)
    return person ? [{ person, episode }] : []
  })
  return { count, rows }
}

async function findPeople(tx: Tx, { keys }: Services, words: string) {
  const found = await searchPeople(tx, keys, words, 50)
  const known = await findLastEpisodes(
    tx,
    found.map(({ id }) => id),
  )
  return found.flatMap((person) => {
    const episode = known.get(person.id)
    return episode === undefined ? [] : [{ person, episode }]
  })
}
