import { dayOf } from '#platform/days.ts'
import { listHarvests, type HarvestRow } from '#registers/directory/index.ts'
import type { Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import { PARTNERSHIP, type AddCommand } from './program.ts'

/** `list harvests`: how the feeds were read, the newest first, and what was wrong with the last reading of each. */
export const addListHarvests: AddCommand = (add) => {
  add('list harvests', 'Show how feeds were read from their addresses, and their faults', (_, options) =>
    withDatabase(options, async ({ partnership, contextFor }) => {
      const { id } = await partnership()
      const source = typeof options.source === 'string' ? options.source : undefined
      return answerOf(await contextFor(id).transaction((tx) => listHarvests(tx, source)))
    }),
  )
    .option(...PARTNERSHIP)
    .option('--source <name>', 'of one source only')
}

function answerOf(harvests: readonly HarvestRow[]): Answer {
  const newest = [...new Map(harvests.toReversed().map((harvest) => [harvest.source, harvest])).values()]
  return {
    lines: [
      ...(harvests.length > 0 ? harvests.map(sayOne) : ['No feed has been read from an address yet.']),
      ...newest.filter(({ refusals }) => refusals.length > 0).flatMap(sayFaults),
    ],
    json: { harvests },
    ok: true,
  }
}

function sayOne(h: HarvestRow): string {
  const when = `${dayOf(h.startedAt)} ${h.startedAt.toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })}`
  const counts = `${h.read} read, ${h.added} added, ${h.changed} changed, ${h.refused} refused`
  const gone = h.missing + h.madeInactive > 0 ? `, ${h.missing} missing, ${h.madeInactive} made inactive` : ''
  return `${when}  ${(h.outcome ?? 'at work').padEnd(8)}  ${h.source}: ${counts}${gone}`
}

const sayFaults = ({ source, refused, refusals }: HarvestRow): string[] => [
  `The last time, ${source} had ${refused === 1 ? 'this fault' : 'these faults'}${refusals.length < refused ? ` (${refusals.length} of ${refused})` : ''}:`,
  ...refusals.map(({ file, field, reason }) => `  ${[file, field, reason].filter(Boolean).join(': ')}`),
]
