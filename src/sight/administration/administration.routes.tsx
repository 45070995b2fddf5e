import type { FastifyInstance } from 'fastify'
import { reviewOrganisations } from '#foundations/access/index.ts'
import { checkNewestSeal, countEntries } from '#foundations/journal/index.ts'
import { dayOf } from '#platform/days.ts'
import { listTeams } from '#registers/teams/index.ts'
import { addAccountReviewRoutes } from './accounts.routes.tsx'
import { ADMINISTRATOR_POLICY } from './administration.policy.ts'
import { readRange } from './journal.forms.ts'
import { JournalPage } from './journal.pages.tsx'
import { OrganisationsPage } from './organisations.pages.tsx'
import { A_PAGE, pageIn } from './page-number.ts'
import { getPartnership } from './settings.queries.ts'
import { SettingsPage } from './settings.pages.tsx'
import { ToLookAtPage } from './to-look-at.pages.tsx'
import { isAlarm } from './alarm.pages.tsx'
import { listGoneUp, listManagers } from './to-look-at.queries.ts'
import { goneUpRows } from './to-look-at.rules.ts'

const config = { policy: ADMINISTRATOR_POLICY }
type Query = { Querystring: Record<string, unknown> }

/** The administrator's pages. None of them opens a person's record, or says whose one there is. */
export function addAdministrationRoutes(app: FastifyInstance): void {
  app.get('/administration', { config }, async ({ context, shell }, reply) => {
    const [{ tasks, total }, teams, managers] = await context.transaction((tx) =>
      Promise.all([listGoneUp(tx), listTeams(tx), listManagers(tx)]),
    )
    const alarms = tasks.map(({ kind }) => kind).filter(isAlarm)
    const undone = tasks.filter(({ kind }) => !isAlarm(kind))
    const rows = goneUpRows(undone, new Map(teams.map((team) => [team.id, team])), managers, dayOf(context.now()))
    return reply.page(
      <ToLookAtPage shell={shell} alarms={[...new Set(alarms)]} rows={rows} total={total - alarms.length} />,
    )
  })
  app.get<Query>('/organisations', { config }, async ({ context, shell, query }, reply) => {
    const page = pageIn(query)
    const { organisations, total } = await context.transaction((tx) =>
      reviewOrganisations(tx, { limit: A_PAGE, skip: (page - 1) * A_PAGE }),
    )
    const pages = Math.ceil(total / A_PAGE)
    return reply.page(<OrganisationsPage shell={shell} {...{ organisations, total, page, pages }} />)
  })
  app.get<Query>('/journal', { config }, async ({ context, shell, query }, reply) => {
    const today = dayOf(context.now())
    const { from, to, form } = readRange(query, today)
    const [counts, seal] = await context.transaction((tx) =>
      Promise.all([countEntries(tx, from, to), checkNewestSeal(tx)]),
    )
    const status = form.issues.length > 0 ? 422 : 200
    return reply.page(<JournalPage shell={shell} {...{ counts, seal, from, to, form, today }} />, status)
  })
  app.get('/settings', { config }, async ({ context, shell }, reply) => {
    const [partnership, teams] = await context.transaction((tx) => Promise.all([getPartnership(tx), listTeams(tx)]))
    return reply.page(
      <SettingsPage shell={shell} partnership={partnership} teams={teams} today={dayOf(context.now())} />,
    )
  })
  addAccountReviewRoutes(app)
}
