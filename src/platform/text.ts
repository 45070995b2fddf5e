/**
 * Words as they are kept. Line ends become `\n`; what no reader can see and no page should carry out is left away: halves of
 * characters, control characters (PostgreSQL takes no NUL), and the marks that turn the order of the words after them.
 * Marks that a script or an emoji needs stay, but words of nothing else are no words: "" then.
 */
export function cleanWords(typed: string): string {
  if (PLAIN.test(typed)) return typed.trim()
  const kept = typed.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWANTED, '').trim()
  return UNSEEN.test(kept) ? '' : kept
}

/** Most words are of these only, and need no closer look. */
const PLAIN = /^[\t\n -~]*$/

// Tab and line end are the two control characters that people type.
const UNWANTED = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu
const UNSEEN = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]*$/u
