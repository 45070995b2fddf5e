import { NEEDS_FILE } from '../needs/needs-file.ts'
import type { Asking } from '../needs/read-words.rules.ts'
import type { FoundService } from './search.queries.ts'

const MOST = 4

/**
 * Why a service was found, what was asked for first: "Grief", "Near to it: company and making friends", "Says “bingo”",
 * "For people who speak Punjabi". Nothing where nothing was asked.
 */
export function whyFound({ matched }: Pick<FoundService, 'matched'>, { main }: Pick<Asking, 'main'>): string[] {
  const labels = (codes: readonly string[]) => codes.flatMap((code) => NEEDS_FILE.topics.get(code)?.label ?? [])
  const asked = labels(main.filter((code) => matched.includes(code)))
  const near = labels(matched.filter((code) => !main.includes(code)))
  const groups = matched.flatMap((code) => NEEDS_FILE.marks.get(code.replace(/^for:/, ''))?.label ?? [])
  const words = matched.flatMap((term) => (term.startsWith('=') && !term.includes(' ') ? [term.slice(1)] : []))
  return [
    ...asked.map(capital),
    ...groups.map((people) => `For ${people}`),
    ...(asked.length === 0 ? near.slice(0, 2).map((label) => `Near to it: ${label}`) : []),
    ...words.slice(0, 2).map((word) => `Says “${word}”`),
  ].slice(0, MOST)
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
