import { protectNumber, protectTable, sayShown } from '#engines/disclosure/index.ts'
import { DECLINE_REASONS, type DeclineReason } from '#care/connections/index.ts'
import { sayWholeDay, type Day } from '#platform/days.ts'
import type { ServicesForNeed, UnmetNeed } from '#registers/directory/index.ts'
import { KIND_NAMES, KINDS, sayNeed, sayTimes, type Kind, type Lack } from './lack.rules.ts'
import { sayQuarter } from './period.rules.ts'
import { byArea, byQuarter, selected, type RegisterTable, type Selection } from './register.rules.ts'

/** What a brief is written from: nothing else stands in it. */
export interface BriefFacts {
  partnershipName: string
  selection: Selection & { need: UnmetNeed }
  /** Every lack of the register. */
  lacks: readonly Lack[]
  /** How many people the places asked for were for: the true number. */
  people: number
  /** What is listed for this need now; null where the need is none of ours. */
  services: ServicesForNeed | null
  today: Day
}

/** The headings of a brief, in their order: what each part answers. */
export const HEADINGS = {
  need: 'What people asked for',
  why: 'How often it could not be met, and why',
  where: 'Where',
  when: 'Since when',
  now: 'What there is now',
  limits: 'What these numbers do not say',
  ours: 'What we would do',
  cost: 'What it would cost',
} as const

/**
 * One page of plain text that says what was counted, for somebody who asks for money: headings on lines of their own, lists with
 * hyphens, and places left open for what only the group knows. Each figure is one of the register's, small numbers kept back.
 * Undefined where there is too little to say anything: the need came up fewer than 8 times.
 */
export function draftBrief(facts: BriefFacts): string | undefined {
  const { selection, lacks, today, partnershipName } = facts
  const own = selected(lacks, selection)
  const quarters = byQuarter(own, selection.period)
  if (quarters.totals.total.is === 'fewer') return undefined
  const { label, description } = sayNeed(selection.need)
  const place = selection.area ?? partnershipName
  const part = (name: keyof typeof HEADINGS, lines: readonly string[]) => [HEADINGS[name], ...lines].join('\n')
  return [
    `Fund brief: ${label}, ${place}`,
    `A draft, written on ${sayWholeDay(today)} from the unmet-need register of ${partnershipName} for ${selection.period.words}.`,
    part('need', [
      `${label}: ${lower(description)}`,
      `People in ${place} looked for this, or a link worker asked a group to take them, and it came to nothing ${sayTimes(quarters.totals.total)}.`,
    ]),
    part('why', sayWhy(quarters, own, facts.people)),
    ...(selection.area ? [] : [part('where', sayWhere(byArea(own)))]),
    part('when', sayWhen(quarters, facts)),
    ...(facts.services ? [part('now', sayNow(facts.services, selection.area))] : []),
    part('limits', LIMITS),
    part('ours', ['[Your own words: what you would offer, for whom, where and when, and why you.]']),
    part('cost', ['[Your own figures: what it costs in a year, what you have, what you ask for.]']),
  ].join('\n\n')
}

const LIMITS = [
  '- They count searches and places asked for, not people. One person may be behind several.',
  '- Numbers from 0 to 7 are said as “fewer than 8”. Others are rounded to the nearest 5, so they may not add up.',
  '- They are not adjusted for how many people live in a place. People who never asked are not in them.',
  '- They do not show that a new group would be used, or that it would help.',
]

function sayWhy({ totals: { byKind } }: RegisterTable, own: readonly Lack[], people: number): string[] {
  const behind = protectNumber(people)
  const rare = KIND_NAMES.filter((kind) => byKind[kind].is === 'fewer')
  return [
    ...KIND_NAMES.filter((kind) => !rare.includes(kind)).map(
      (kind) => `- ${KINDS[kind].words}: ${sayTimes(byKind[kind])}.${reasonsOf(kind, own)}`,
    ),
    ...(rare.length > 0
      ? [`- Fewer than 8 times, or never: ${rare.map((kind) => lower(KINDS[kind].words)).join('; ')}.`]
      : []),
    `Link workers asked groups for these places for ${behind.is === 'about' ? 'about ' : ''}${sayShown(behind)} different people.`,
  ]
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** Why groups said no, as far as a reason came up often enough to be named. */
function reasonsOf(kind: Kind, own: readonly Lack[]): string {
  if (kind !== 'declined') return ''
  const said = own.filter((lack) => lack.kind === kind)
  const reasons = [...new Set(said.map(({ reason }) => reason as DeclineReason))]
  const times = (of: DeclineReason) => said.reduce((sum, { reason, times }) => sum + (reason === of ? times : 0), 0)
  const shown = protectTable(reasons.map((reason) => [times(reason)])).rowTotals
  const named = reasons.flatMap((reason, n) =>
    shown[n]!.is === 'about' ? [`“${DECLINE_REASONS[reason].words}” (${sayTimes(shown[n]!)})`] : [],
  )
  return named.length > 0 ? ` Among the reasons: ${named.join(', ')}.` : ''
}

/** The districts where it came up most. */
function sayWhere({ rows }: RegisterTable): string[] {
  if (rows.length === 0) return ['No postcode district came up 8 times or more.']
  const more = rows.length - MOST_DISTRICTS
  return [
    sayRows(rows.slice(0, MOST_DISTRICTS)),
    `${more > 0 ? `${count(more, 'more district')} came up 8 times or more, every other one` : 'Every other postcode district came up'} fewer than 8 times, or never.`,
  ]
}
const MOST_DISTRICTS = 10

/** "ZZ2: about 35 times; ZZ1: about 20 times." */
const sayRows = (rows: RegisterTable['rows']): string =>
  `${rows.map(({ label, total }) => `${label}: ${sayTimes(total)}`).join('; ')}.`

/** Quarter by quarter, and since when it has come up at all, as far back as the register looks. */
function sayWhen({ rows }: RegisterTable, { lacks, selection: { need, area } }: BriefFacts): string[] {
  const all = selected(lacks, { need, area })
  const seen = [...new Set(all.map(({ quarter }) => quarter))].toSorted()
  const first = byQuarter(all, { quarters: seen }).rows.find(({ total }) => total.is === 'about')
  return [
    ...(rows.length > 1 ? [sayRows(rows)] : []),
    first
      ? `In the last two years it first came up 8 times or more from ${sayQuarter(first.key as Day)}.`
      : 'In no single quarter of the last two years did it come up 8 times or more.',
  ]
}

function sayNow({ services, groups, here, atHome, open, full }: ServicesForNeed, area: string | undefined): string[] {
  if (services === 0) return ['The directory lists no service for this need.']
  const unknown = services - open - full
  return [
    `The directory lists ${count(services, 'service')} for this need, of ${count(groups, 'group')}.`,
    ...(area ? [`- ${here} ${here === 1 ? 'meets' : 'meet'} in ${area}.`] : []),
    `- ${atHome} can be had at home: online, by telephone or by a visit.`,
    `- ${open} said lately that there is space, and ${full} that there is none. ${unknown} did not say.`,
  ]
}

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

/** A line of a brief as it is drawn on paper. */
export interface BriefLine {
  is: 'title' | 'heading' | 'item' | 'words'
  text: string
}

/** The text, also when somebody has changed it: its first line is the title, our headings stay headings, hyphens make a list. */
export function readBrief(text: string): BriefLine[] {
  const headings = new Set<string>(Object.values(HEADINGS))
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.map((line, n) => {
    if (n === 0) return { is: 'title', text: line }
    if (headings.has(line)) return { is: 'heading', text: line }
    const [, item] = /^[-•*]\s+(.*)$/.exec(line) ?? []
    return item ? { is: 'item', text: item } : { is: 'words', text: line }
  })
}
