import type { FastifyInstance } from 'fastify'
import { countPeopleLacking } from '#care/connections/index.ts'
import { dayOf } from '#platform/days.ts'
import { cleanWords } from '#platform/text.ts'
import { countServicesFor } from '#registers/directory/index.ts'
import { BriefPage, BriefPaperPage } from './brief.pages.tsx'
import { draftBrief } from './brief.rules.ts'
import { readLacks } from './read-lacks.ts'
import { registerFile } from './register-file.rules.ts'
import { byArea, byNeed, byQuarter, namedAreas, selected } from './register.rules.ts'
import { queryOf, readSelection } from './unmet-need.forms.ts'
import { UnmetNeedPage } from './unmet-need.pages.tsx'

/** Counts of the whole partnership: for those who plan and pay, and those who lead a team. */
const config = { policy: { roles: ['commissioner', 'analyst', 'team_manager'] } } as const
const PAGE = '/insight/unmet-need'

/** The register of unmet need: the page, its tables as a file, and a fund brief that is drafted from it and never kept. */
export function addUnmetNeedRoutes(app: FastifyInstance): void {
  app.get(PAGE, { config }, async ({ query, context, shell }, reply) => {
    const today = dayOf(context.now())
    const selection = readSelection(query, today)
    const { need, area, period } = selection
    const [lacks, people] = await context.transaction((tx) =>
      Promise.all([readLacks(tx), countPeopleLacking(tx, { from: period.from, to: period.to, need, area })]),
    )
    const own = selected(lacks, selection)
    const quarters = byQuarter(own, period)
    const tables = {
      ...(!need && { byNeed: byNeed(own) }),
      ...(!area && { byArea: byArea(own) }),
      ...(period.quarters.length > 1 && { byQuarter: quarters }),
    }
    const page = { selection, areas: namedAreas(lacks), totals: quarters.totals, tables, people, today }
    return reply.page(<UnmetNeedPage shell={shell} {...page} />)
  })

  app.get(`${PAGE}.csv`, { config }, async ({ query, context }, reply) => {
    const selection = readSelection(query, dayOf(context.now()))
    const own = selected(await context.transaction(readLacks), selection)
    const { from, to } = selection.period
    const tables = {
      'By need': byNeed(own),
      'By district': byArea(own),
      'By quarter': byQuarter(own, selection.period),
    }
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="unmet-need-${from}-to-${to}.csv"`)
      .send(registerFile(tables, selection))
  })

  app.get(`${PAGE}/brief`, { config }, async ({ query, context, shell }, reply) => {
    const today = dayOf(context.now())
    const { need, ...others } = readSelection(query, today)
    if (!need) return reply.redirect(`${PAGE}?${queryOf(others)}`, 303)
    const selection = { need, ...others }
    const { area, period } = selection
    const [lacks, people, services] = await context.transaction((tx) =>
      Promise.all([
        readLacks(tx),
        countPeopleLacking(tx, { from: period.from, to: period.to, need, area }),
        need === 'other' ? null : countServicesFor(tx, need, area, today),
      ]),
    )
    const { partnershipName } = shell
    const draft = draftBrief({ partnershipName, selection, lacks, people, services, today })
    return reply.page(<BriefPage shell={shell} selection={selection} draft={draft} />)
  })

  app.post(`${PAGE}/brief`, { config }, ({ body, shell }, reply) => {
    const { text, as } = (body ?? {}) as Record<string, unknown>
    const words = typeof text === 'string' ? cleanWords(text) : ''
    if (!words) return reply.redirect(PAGE, 303)
    if (as !== 'file') return reply.page(<BriefPaperPage shell={shell} text={words} />)
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', 'attachment; filename="fund-brief.txt"')
      .send(`${words.replaceAll('\n', '\r\n')}\r\n`)
  })
}
