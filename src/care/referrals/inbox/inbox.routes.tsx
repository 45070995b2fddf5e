import type { FastifyInstance } from 'fastify'
import { addDays, dayOf, instantAt } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { findPractice } from '#foundations/geography/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { listOpenTasks } from '#foundations/tasks/index.ts'
import { findPerson, listPeople, listPossibleDuplicates } from '#registers/people/index.ts'
import { getTeam, teamActor } from '#registers/teams/index.ts'
import { addDeclineRoutes } from './decline.routes.tsx'
import { sayDone } from './banner.rules.ts'
import { InboxPage, type InboxProps } from './inbox.pages.tsx'
import { INBOX_POLICY } from './inbox.policy.ts'
import { listAnsweredReferrals, listOpenReferrals } from './inbox.queries.ts'
import { mostPressingFirst } from './inbox.rules.ts'
import { addQuestionRoutes } from './question.routes.tsx'
import { confirmUrgentRead } from './read-urgent-words.ts'
import { TeamReferralPage } from './team-referral.pages.tsx'
import { staffIn, viewTeamReferral } from './team-referral.queries.ts'

const config = { policy: INBOX_POLICY }
type ById = { Params: { id: string } }

/** The team's side of a referral: the inbox, one referral, and every answer but the yes (which opens an episode: `support`). */
export function addInboxRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: { done?: unknown } }>('/referrals', { config }, async ({ context, shell, query }, reply) => {
    const inbox = await context.transaction(readInbox)
    const row = [...inbox.waiting, ...inbox.questioned, ...inbox.answered].find(({ id }) => id === query.done)
    return reply.page(<InboxPage shell={shell} {...inbox} done={row && sayDone(row, inbox.today)} />)
  })
  app.get<ById>('/referrals/:id', { config }, async ({ context, shell, params }, reply) => {
    const read = await context.transaction((tx) => readReferral(tx, params.id))
    return reply.page(<TeamReferralPage shell={shell} {...read} today={dayOf(context.now())} />)
  })
  app.post<ById>('/referrals/:id/urgent-reading', { config }, async ({ context, params }, reply) => {
    await confirmUrgentRead(context, params.id)
    return reply.redirect(`/referrals/${params.id}`, 303)
  })
  addQuestionRoutes(app, services)
  addDeclineRoutes(app, services)
}

/** How long an answer stays in sight. */
const ANSWERED_DAYS = 14

async function readInbox(tx: Tx): Promise<Omit<InboxProps, 'shell' | 'done'>> {
  const today = dayOf(tx.now())
  const since = instantAt(addDays(today, -ANSWERED_DAYS), 0)
  const [team, open, answered, unread] = await Promise.all([
    getTeam(tx, teamActor(tx.actor).teamId),
    listOpenReferrals(tx),
    listAnsweredReferrals(tx, since),
    listUnread(tx),
  ])
  const all = [...open, ...answered]
  const staff = [
    ...open.map(({ ownerId }) => ownerId),
    ...answered.flatMap(({ ownerId, answeredBy }) => [ownerId, answeredBy]),
  ]
  const [people, names] = await Promise.all([
    listPeople(tx, [...new Set(all.map(({ personId }) => personId))]),
    listStaffNames(tx, [...new Set(staff.filter((id) => id !== null))]),
  ])
  const byId = new Map(people.map((person) => [person.id, person]))
  const listed = <T extends (typeof all)[number]>(one: T) => ({
    ...one,
    person: byId.get(one.personId),
    owner: one.ownerId ? names.get(one.ownerId) : undefined,
    unread: unread.has(one.id),
  })
  const inOrder = mostPressingFirst(open.map(listed), today)
  journal(tx, 'referral.listed', { detail: { count: all.length } })
  return {
    team,
    today,
    waiting: inOrder.filter(({ status }) => status === 'received'),
    questioned: inOrder.filter(({ status }) => status === 'questioned'),
    answered: answered.map((one) => ({
      ...listed(one),
      answeredByName: one.answeredBy ? names.get(one.answeredBy) : undefined,
    })),
  }
}

async function readReferral(tx: Tx, id: string) {
  if (!isId(id)) throw new NotFound('referral')
  const referral = await viewTeamReferral(tx, id)
  const [person, duplicates, names, unread] = await Promise.all([
    findPerson(tx, referral.personId),
    listPossibleDuplicates(tx, referral.personId),
    listStaffNames(tx, staffIn(referral)),
    listUnread(tx),
  ])
  if (!person) throw new NotFound('person')
  const practice = await findPractice(tx, person.practiceCode)
  return { referral, person, duplicates, names, unread: unread.has(referral.id), practice: practice?.name }
}

/** The referrals whose urgent words wait to be read. They are due the moment they come, so they are first among the tasks. */
async function listUnread(tx: Tx): Promise<ReadonlySet<Id>> {
  const tasks = await listOpenTasks(tx, TASKS_LOOKED_AT)
  return new Set(tasks.filter(({ kind }) => kind === 'read-urgent-words').map((task) => task.about_id))
}

/** Far more than a team has open. */
const TASKS_LOOKED_AT = 1_000
