import { findUrgentWords, type UrgentKind } from '#engines/urgent-words/index.ts'

/** Whom to turn to now: a telephone number, or a number to text. */
export interface UrgentHelp {
  name: string
  what: string
  telephone?: string
  text?: string
}

const ALWAYS: readonly UrgentHelp[] = [
  { name: 'Emergency services', what: 'Somebody is in danger now', telephone: '999' },
  { name: 'NHS 111', what: 'Urgent help with health, day or night; press 2 for mental health', telephone: '111' },
  { name: 'Samaritans', what: 'Somebody to talk to, day or night', telephone: '116 123' },
  { name: 'Shout', what: 'Somebody to text with, day or night', text: '85258' },
]

const ALSO: Partial<Record<UrgentKind, UrgentHelp>> = {
  violence: {
    name: 'National Domestic Abuse Helpline',
    what: 'Somebody hurts, scares or controls you',
    telephone: '0808 2000 247',
  },
  child: { name: 'Childline', what: 'A child or young person needs help', telephone: '0800 1111' },
}

/** Whom to turn to where words may mean danger, what fits most first; nobody where they do not. The same check as on the page. */
export function urgentHelpFor(words: string): UrgentHelp[] {
  const kinds = findUrgentWords(words)
  return kinds.length === 0 ? [] : [...ALWAYS, ...kinds.flatMap((kind) => ALSO[kind] ?? [])]
}
