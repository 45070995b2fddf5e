import { NEEDS_FILE } from '../needs/needs-file.ts'
import { isNeed, NEEDS } from '../needs/needs.ts'
import type { Asking } from '../needs/read-words.rules.ts'
import type { FoundService } from './search.queries.ts'

const MOST = 4

/**
 * Why a service was found, what was asked for first: "Grief", "Close to what you asked for: company and making
 * friends", "Says “bingo”", "For people who speak Punjabi". Nothing where nothing was asked.
 */
export function whyFound({ matched }: Pick<FoundService, 'matched'>, { main }: Pick<Asking, 'main'>): string[] {
  const labels = (codes: readonly string[]) => codes.flatMap((code) => NEEDS_FILE.topics.get(code)?.label ?? [])
  const asked = labels(main.filter((code) => matched.includes(code)))
  const topics = labels(matched.filter((code) => !main.includes(code)))
  const near = [...new Set(topics.length > 0 ? topics : needsOf(matched))].slice(0, 2)
  const groups = matched.flatMap((code) => NEEDS_FILE.marks.get(code.replace(/^for:/, ''))?.label ?? [])
  const words = matched.flatMap((term) => (term.startsWith('=') && !term.includes(' ') ? [term.slice(1)] : []))
  const why = [
    ...asked.map(capital),
    ...groups.map((people) => `For ${people}`),
    ...(asked.length === 0 && near.length > 0 ? [`Close to what you asked for: ${near.join(', ')}`] : []),
    ...words.slice(0, 2).map((word) => `Says “${word}”`),
  ]
  return [...new Set(why)].slice(0, MOST)
}

/** What the keeper of the listing says it is for, where its words say no more. */
const needsOf = (matched: readonly string[]) =>
  matched.flatMap((code) => {
    const need = code.replace(/^need:/, '')
    return need !== code && isNeed(need) ? [small(NEEDS[need].label)] : []
  })

/** "Housing" within a sentence; "LGBTQ+" stays. */
const small = (text: string) => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
