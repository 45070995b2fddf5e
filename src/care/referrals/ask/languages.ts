/** Languages that people in England often speak best, the commonest first; BCP 47. `other` is told in words. */
export const LANGUAGES = [
  'en',
  'bfi',
  'pl',
  'ro',
  'pa',
  'ur',
  'pt',
  'es',
  'ar',
  'bn',
  'gu',
  'it',
  'ta',
  'fr',
  'lt',
  'yue',
  'cmn',
  'tr',
  'bg',
  'so',
  'fa',
  'hu',
  'uk',
  'ku',
  'ps',
  'ti',
  'hi',
  'ru',
  'vi',
  'sq',
  'cy',
] as const

const english = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' })

/** A language in English and in itself, so that whoever speaks it finds it: "Polish (polski)". */
export function sayLanguage(code: string): string {
  if (code === 'bfi') return 'British Sign Language'
  const name = english.of(code) ?? code
  const own = new Intl.DisplayNames(code, { type: 'language', fallback: 'none' }).of(code)
  return own && own.toLowerCase() !== name.toLowerCase() ? `${name} (${own})` : name
}
