import { findUrgentWords, type UrgentKind } from '#engines/urgent-words/index.ts'
import { FOR_EVERYBODY, type Helpline, HELPLINES } from '#ui/helplines.ts'

/** What each kind of danger adds; a line of the same name as one for everybody takes its place. */
const OF_KIND: Record<UrgentKind, Helpline> = {
  suicide: { ...HELPLINES.nhs111, what: 'Thoughts of ending your life or hurting yourself' },
  emergency: { ...HELPLINES.emergency, what: 'Someone is badly ill or hurt' },
  violence: HELPLINES.domesticAbuse,
  child: HELPLINES.childline,
  'homeless-tonight': {
    name: 'Your council',
    what: 'Nowhere to sleep tonight',
    ring: 'ring your council and ask for the housing team',
  },
  'nothing-to-eat': {
    name: 'Your council',
    what: 'Nothing to eat, or no gas or electricity',
    ring: 'ring your council today and ask for urgent help',
  },
}

/**
 * Whom to turn to where words may mean danger: those for everybody, then what fits the words; nobody where they do not.
 * The page and the API show this list, in this order; the words are checked as when somebody asks for help.
 */
export function urgentHelpFor(words: string): Helpline[] {
  const fitting = findUrgentWords(words).map((kind) => OF_KIND[kind])
  if (fitting.length === 0) return []
  const named = new Set(FOR_EVERYBODY.map(({ name }) => name))
  return [
    ...FOR_EVERYBODY.map((helpline) => fitting.find(({ name }) => name === helpline.name) ?? helpline),
    ...fitting.filter(({ name }) => !named.has(name)),
  ]
}
