const CODES = [
  'ar',
  'bn',
  'zh',
  'cs',
  'fa',
  'fr',
  'gu',
  'hi',
  'hu',
  'it',
  'ku',
  'lt',
  'ml',
  'ne',
  'pa',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'so',
  'es',
  'ta',
  'tr',
  'uk',
  'ur',
  'vi',
  'cy',
]

const names = new Intl.DisplayNames('en-GB', { type: 'language' })

/** Languages to choose from: English first, then British Sign Language, then others often spoken in England by name. BCP 47. */
export const LANGUAGES: { value: string; text: string }[] = [
  { value: 'en', text: 'English' },
  { value: 'bfi', text: 'British Sign Language' },
  ...CODES.map((value) => ({ value, text: names.of(value) ?? value })).toSorted((a, b) => a.text.localeCompare(b.text)),
]
