import { readTokens } from '#engines/phrases/index.ts'
import { NEEDS_FILE, type NeedsFile } from './needs-file.ts'
import type { Need } from './needs.ts'

/** What a listing is sorted by. */
export interface Sortable {
  name: string
  alternateName?: string | undefined
  summary?: string | undefined
  whoFor?: string | undefined
  description?: string | undefined
  eligibility?: string | undefined
  minimumAge?: number | undefined
  maximumAge?: number | undefined
  onlyFor?: string | undefined
  needs?: readonly Need[] | undefined
  categories?: readonly string[] | undefined
}

/** Where a listing stands among the needs. `strengths` go with `topics`, up to 1: how plainly it says each. */
export interface Sorted {
  topics: string[]
  strengths: number[]
  marks: string[]
  standing: number
  version: string
}

/** How much a phrase counts by where it stands. */
const WEIGHTS = { name: 1, beginning: 0.7, text: 0.45 }
/** The first words of a description, which say what a listing is about. */
const BEGINNING = 60
/** Whom a listing is for stands in its name or among its first words; and one word, such as "women", says it only in some kinds. */
const FOR_WHOM = 40
const SAID_ONCE: ReadonlySet<string> = new Set(['culture', 'faith', 'newcomer', 'condition', 'lgbtq'])
/** Who belongs to one of these looks for its groups, whatever else they help with. */
export const GROUPS: ReadonlySet<string> = new Set(['culture', 'faith', 'lgbtq'])
/** A phrase that comes again says more, but never as much as the name. */
const AGAIN = 0.06
const MOST_BY_TEXT = 0.9
/** A listing of more topics than these does each somewhat less: by this much a topic, down to the least. */
const FOCUS = { topics: 6, each: 0.02, least: 0.75 }

/**
 * Which topics a listing helps with and whom it is meant for, by the phrases of the needs files: those in its name say most,
 * those in its first words more than later ones. Where its keeper gave need codes, these stand as "need:…" among the topics;
 * else the needs of its own topics do as "also:…", which narrows a search but finds nothing by itself.
 */
export function sortListing(listing: Sortable, file: NeedsFile = NEEDS_FILE): Sorted {
  const strengths = new Map<string, number>()
  const counts = new Map<string, number>()
  const marks = new Set<string>()
  const look = (text: string | undefined, weight: number, isName = false) => {
    if (!text) return
    const tokens = readTokens(text)
    for (const { value, at } of file.listed(tokens)) {
      const from = at[0]!
      if (value.nameOnly && !isName) continue
      if (value.mark) {
        if (isName || (from < FOR_WHOM && (at.length > 1 || SAID_ONCE.has(file.marks.get(value.mark)!.kind))))
          marks.add(value.mark)
        continue
      }
      const topic = value.topic!
      const here = weight === WEIGHTS.text && from < BEGINNING ? WEIGHTS.beginning : weight
      strengths.set(topic, Math.max(strengths.get(topic) ?? 0, here))
      counts.set(topic, (counts.get(topic) ?? 0) + 1)
    }
  }
  look([listing.name, listing.alternateName].filter(Boolean).join('. '), WEIGHTS.name, true)
  look([listing.summary, listing.whoFor, ...(listing.categories ?? [])].filter(Boolean).join('. '), WEIGHTS.beginning)
  look(listing.description, WEIGHTS.text)
  look(listing.eligibility, WEIGHTS.text)
  const focus = Math.max(FOCUS.least, 1 - FOCUS.each * Math.max(0, strengths.size - FOCUS.topics))
  for (const [topic, strength] of strengths)
    if (strength < WEIGHTS.name)
      strengths.set(topic, focus * Math.min(MOST_BY_TEXT, strength + AGAIN * (counts.get(topic)! - 1)))
  for (const [need, strength] of needsOf(listing, strengths, file)) strengths.set(need, strength)
  for (const mark of marksByFacts(listing)) marks.add(mark)
  for (const mark of shutOut(marks)) if (GROUPS.has(file.marks.get(mark)?.kind ?? '')) strengths.set(`for:${mark}`, 1)
  return {
    topics: [...strengths.keys()],
    strengths: [...strengths.values()].map((strength) => Number(strength.toFixed(3))),
    marks: shutOut(marks).toSorted(),
    standing: standingOf(shutOut(marks), file),
    version: file.version,
  }
}

function needsOf(listing: Sortable, strengths: ReadonlyMap<string, number>, file: NeedsFile): Map<string, number> {
  if (listing.needs?.length) return new Map(listing.needs.map((need, n) => [`need:${need}`, n === 0 ? 1 : 0.6]))
  const needs = new Map<string, number>()
  for (const [code, strength] of strengths) {
    const need = `also:${file.topics.get(code)?.need}`
    needs.set(need, Math.max(needs.get(need) ?? 0, strength))
  }
  return needs
}

function marksByFacts({ minimumAge, maximumAge, onlyFor, name, summary, description }: Sortable): string[] {
  const marks: string[] = []
  if (maximumAge !== undefined && maximumAge < 14) marks.push('children')
  else if (maximumAge !== undefined && maximumAge < 30) marks.push('young')
  if (minimumAge !== undefined && minimumAge >= 50) marks.push('older')
  if (onlyFor) marks.push(onlyFor)
  if (!summary && (!description || [name, ''].includes(description.trim()))) marks.push('bare')
  return marks
}

/** A listing that names the old and the young, or women and men, is for everybody. */
function shutOut(marks: ReadonlySet<string>): string[] {
  const everyAge = (marks.has('older') || marks.has('adults')) && (marks.has('children') || marks.has('young'))
  const everySex = marks.has('women') && marks.has('men')
  return [...marks].filter(
    (mark) =>
      !(everyAge && ['older', 'adults', 'children', 'young'].includes(mark)) &&
      !(everySex && ['women', 'men'].includes(mark)),
  )
}

/** For somebody who names none of the marks: of each kind, the smallest share counts. */
function standingOf(marks: readonly string[], file: NeedsFile): number {
  const shares = new Map<string, number>()
  for (const code of marks) {
    const mark = file.marks.get(code)
    if (mark) shares.set(mark.kind, Math.min(shares.get(mark.kind) ?? 1, mark.share))
  }
  return Number([...shares.values()].reduce((product, share) => product * share, 1).toFixed(4))
}
