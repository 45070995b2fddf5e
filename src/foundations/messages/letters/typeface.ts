import { createRequire } from 'node:module'

/** What pdfkit takes as a typeface: read once, for all letters. */
interface ParsedFont {
  readonly characterSet: readonly number[]
  hasGlyphForCodePoint(codePoint: number): boolean
  glyphForCodePoint(codePoint: number): unknown
}

const packages = createRequire(import.meta.url)
const { openSync } = packages('fontkit') as { openSync(file: string): ParsedFont }
const open = (file: string): ParsedFont => {
  const font = openSync(packages.resolve(`@expo-google-fonts/noto-sans/${file}.ttf`))
  // fontkit keeps what a shape stands for from its first use. Where that is as a part of another (the O of "Ö"), it would stand
  // for nothing in every later letter, and be silent to somebody who reads by ear.
  for (const codePoint of font.characterSet) if (!isLigature(codePoint)) font.glyphForCodePoint(codePoint)
  return font
}
/** Signs for two letters in one ("ﬁ"): their shapes stand for the letters. */
const isLigature = (codePoint: number): boolean => codePoint >= 0xfb00 && codePoint <= 0xfb06

/** The typeface of letters: embedded in part, so that it looks the same on every screen and printer. */
export const FONTS = {
  regular: open('400Regular/NotoSans_400Regular'),
  bold: open('700Bold/NotoSans_700Bold'),
}
export const REGULAR = 'regular'
export const BOLD = 'bold'

/**
 * The same text in characters that the typeface has. What it lacks becomes its plain letter ("Ｌ" is "L"), a
 * plain sign, or "?"; what cannot be seen goes. Line breaks stay.
 */
export function printable(text: string): string {
  const whole = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
  return Array.from(whole, (character) => (isShown(character) ? character : plainFor(character))).join('')
}

const isShown = (character: string): boolean =>
  character === '\n' || (!/[\p{C}]/u.test(character) && FONTS.regular.hasGlyphForCodePoint(character.codePointAt(0)!))

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
