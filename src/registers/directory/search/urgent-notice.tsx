import { findUrgentWords } from '#engines/urgent-words/index.ts'
import { UrgentHelp } from '#ui/urgent-help.tsx'
import type { Need } from '../needs/needs.ts'
import type { Asking } from '../needs/read-words.rules.ts'
import { urgentHelpFor } from './urgent-help.rules.ts'

/** Whom to ring now, where the words of a search may be asking for that. It stands above what was found, never instead of it. */
export function UrgentNotice({ words }: { words: string }) {
  const helplines = urgentHelpFor(words)
  if (helplines.length === 0) return null
  return (
    <div className="trellis-urgent-notice">
      <UrgentHelp helplines={helplines} />
      <p>Nobody reads what you look for here. These people answer now.</p>
    </div>
  )
}

/** Somebody may be hurt or watched where they read this: they must be able to leave the page at once. */
export const mayBeUnsafe = ({ words, need }: { words: string; need?: Need }, { main }: Pick<Asking, 'main'>): boolean =>
  need === 'safety' || main.includes('domestic-abuse') || findUrgentWords(words).includes('violence')
