import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '#platform/database/connection.ts'
import type { Line } from './figures.ts'
import { describeMachine } from './machine.ts'

export interface Section {
  title: string
  /** What was done and how to read it. */
  notes: string
  lines: Line[]
}

const FILE = join(ROOT, 'docs', 'performance.md')

/** Writes docs/performance.md: figures, budgets, and what they rest on. */
export function writeReport(
  sections: readonly Section[],
  about: { postgres: string; loadBefore: number; loadAfter: number },
): string {
  writeFileSync(FILE, `${head(about)}\n${sections.map(sectionText).join('\n')}`)
  return FILE
}

/** Puts what was measured alone into the place of its sections in docs/performance.md, with the day and how busy the machine was. */
export function changeReport(sections: readonly Section[], about: { loadBefore: number; loadAfter: number }): string {
  const [top = '', ...old] = readFileSync(FILE, 'utf8').split(/\n(?=## )/)
  const measured = `Measured by itself on ${today()}, the machine’s load ${about.loadBefore.toFixed(1)} before and ${about.loadAfter.toFixed(1)} after.`
  const parts = new Map(old.map((text) => [text.split('\n', 1)[0], text]))
  for (const section of sections)
    parts.set(`## ${section.title}`, sectionText({ ...section, notes: `${section.notes} ${measured}` }).trimStart())
  writeFileSync(FILE, `${[top, ...parts.values()].map((text) => text.trimEnd()).join('\n\n\n')}\n`)
  return FILE
}

const today = () => new Date().toISOString().slice(0, 10)

const head = ({
  postgres,
  loadBefore,
  loadAfter,
}: {
  postgres: string
  loadBefore: number
  loadAfter: number
}) => `# Performance

Written by \`npm run bench\` on ${today()}; do not edit by hand. Budgets are those of the design.

- Machine: ${describeMachine()}; PostgreSQL ${postgres}, embedded, with the settings that \`npm start\` gives it, durable writing on.
- Data: 100,000 people in two partnerships (90 to 10), 300,000 involvements, 200,000 referrals, 100,000 services, and what belongs to them.
- Program, load generator and database share the cores; each is a process of its own. Connections are kept open, and each asks again as soon as it is answered.
- Noise: the machine's load was ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after (a quiet one begins near 0). Ratios, taken turn about in one run, count more than absolutes.
- A cell says the middle (p50) and the slowest hundredth (p99) of the times, answers a second, and CPU for one answer: of the program, and of the database.
`

const sectionText = ({ title, notes, lines }: Section): string => `
## ${title}

${notes}

| what | budget | figure | raw database | ratio | |
|---|---|---|---|---|---|
${lines.map(({ what, budget, figure, raw, ratio, verdict }) => `| ${[what, budget, figure, raw, ratio, verdict].join(' | ')} |`).join('\n')}
`
