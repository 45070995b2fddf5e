/** Notices words that may be asking for urgent help: pure, over text. */
export { findUrgentWords, type UrgentKind } from './urgent-words.ts'
