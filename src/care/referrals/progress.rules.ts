import type { Id } from '#platform/ids.ts'

/** Why the work ended, as whoever asked is told, after "Why it ended:". */
export const END_WORDS = {
  finished: 'What we had planned together is done.',
  moved: 'They moved away.',
  'not-reached': 'We tried several times and could not reach them.',
  declined: 'They did not want to go on for now.',
  'other-service': 'Another service is with them now.',
  died: 'They died.',
} as const satisfies Record<string, string>
export type EndReason = keyof typeof END_WORDS

/** One step of the work that a referral led to, as far as whoever asked may know. */
export type Progress = { at: Date } & (
  | { stage: 'started' | 'paused' | 'resumed' }
  | {
      stage: 'closed'
      reason: EndReason
      /** The closing letter to whoever asked; null where nobody was to be written to. */
      letterId: Id | null
    }
)

/** Where the work stands once the team said yes. */
export type Work = 'waiting' | 'active' | 'paused' | 'closed'

const LEADS_TO = { started: 'active', paused: 'paused', resumed: 'active', closed: 'closed' } as const

/** Where the work stands; `progress`: the earliest first. */
export const workOf = (progress: readonly Progress[]): Work => {
  const last = progress.at(-1)
  return last ? LEADS_TO[last.stage] : 'waiting'
}

/** How the work ended, once it has. */
export const endOf = (progress: readonly Progress[]): Extract<Progress, { stage: 'closed' }> | undefined =>
  progress.find((step) => step.stage === 'closed')

/** Why it ended, where a page or list may say it: of a death people tell people, and no list is the first to. */
export const sayEnd = (reason: EndReason): string | undefined => (reason === 'died' ? undefined : END_WORDS[reason])
