/** The typeface of letters. */
export const REGULAR = 'Helvetica'
export const BOLD = 'Helvetica-Bold'

/**
 * The same text in characters that the typeface has. What it lacks becomes its plain letter ("Łukasz" is "Lukasz"), a
 * plain sign, or "?"; what cannot be seen goes. Line breaks stay.
 */
export function printable(text: string): string {
  const whole = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
  return Array.from(whole, (character) => (isShown(character) ? character : plainFor(character))).join('')
}

/** The built-in typefaces of PDF have the characters of Windows-1252 (ISO 32000-1, annex D). */
const SHOWN = /[\n -~\u00a0-\u00ac\u00ae-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/
const isShown = (character: string): boolean => SHOWN.test(character)

function plainFor(character: string): string {
  if (/\p{Z}|\t/u.test(character)) return ' '
  // Marks that stand by themselves, signs that only steer, halves of joined pictures.
  if (/\p{M}|\p{C}|\p{Emoji_Modifier}/u.test(character)) return ''
  const known = PLAIN[character]
  if (known) return known
  const taken = character.normalize('NFKD').replace(/\p{M}/gu, '')
  return taken !== '' && Array.from(taken).every(isShown) ? taken : '?'
}

/** Letters and signs that Unicode does not take apart into a plain one and a mark. */
const PLAIN: Record<string, string> = {
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ħ: 'H',
  ħ: 'h',
  ı: 'i',
  Ŧ: 'T',
  ŧ: 't',
  Ŋ: 'Ng',
  ŋ: 'ng',
  Ə: 'E',
  ə: 'e',
  '‐': '-',
  '‑': '-',
  '‒': '–',
  '―': '—',
  '−': '-',
  '′': "'",
  '″': '"',
  ʼ: '’',
  ʻ: '‘',
  '☐': '[ ]',
  '☑': '[x]',
  '✓': 'yes',
  '✔': 'yes',
}
