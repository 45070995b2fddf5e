import type { CountedLack } from '#care/connections/index.ts'
import { sayShown, type Shown } from '#engines/disclosure/index.ts'
import type { Day } from '#platform/days.ts'
import { NEEDS, type UnmetNeed, type UnmetOfQuarter } from '#registers/directory/index.ts'

/** In what way a need was not met. */
export const KINDS = {
  'not-found': { short: 'Not found', words: 'A search found nothing suitable' },
  full: { short: 'Full', words: 'The group was full, or had only a waiting list' },
  declined: { short: 'Said no', words: 'The group said no for another reason' },
  'no-answer': { short: 'No answer', words: 'The group never answered' },
  withdrawn: { short: 'Taken back', words: 'It was taken back before they went' },
} as const satisfies Record<string, { short: string; words: string }>
export type Kind = keyof typeof KINDS
export const KIND_NAMES = Object.keys(KINDS) as Kind[]

/** A counted lack: so many times in a quarter, for a need, in a district. Never a person. */
export interface Lack {
  quarter: Day
  need: UnmetNeed
  /** Postcode district; null where nobody said, or it is kept back. */
  area: string | null
  kind: Kind
  reason: CountedLack['reason']
  times: number
}

/** The two sources as one list: searches are asks, connections are places that a group was asked for. */
export const lacksFrom = (searches: readonly UnmetOfQuarter[], connections: readonly CountedLack[]): Lack[] => [
  ...searches.map((search) => ({ ...search, kind: 'not-found' as const, reason: null })),
  ...connections.map(({ status, ...lack }) => ({ ...lack, kind: kindOf(status, lack.reason) })),
]

function kindOf(status: CountedLack['status'], reason: CountedLack['reason']): Kind {
  if (status === 'waitlisted' || (status === 'declined' && reason === 'full')) return 'full'
  return status === 'unanswered' ? 'no-answer' : status
}

/** What a need is called: ours, or words that named none of ours. */
export const sayNeed = (need: UnmetNeed): { label: string; description: string } =>
  need === 'other'
    ? { label: 'Something else', description: 'The words of the search named none of the needs on our list.' }
    : NEEDS[need]

/** A figure in a sentence: "about 35 times", "fewer than 8 times". */
export const sayTimes = (shown: Shown): string =>
  shown.is === 'hidden'
    ? 'a number that is not shown'
    : `${shown.is === 'about' ? 'about ' : ''}${sayShown(shown)} times`
