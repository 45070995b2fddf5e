import { mailLink, webLink } from '../listing/listing.rules.ts'

export interface ContactWords {
  emails: string[]
  telephones: string[]
  /** What is written like an address or a number, and is none. */
  faults: string[]
}

/**
 * E-mail addresses and telephone numbers out of one cell that may hold both, several of each, and words: "0161 273 3977
 * (during opening hours)", "info@waiyin.org.uk / 0161 833 0377". Numbers stay as they were written; only the nought that
 * spreadsheets take away at the beginning is put back. Links in the cell are left alone. A new line parts two numbers, unless
 * only both lines together make one.
 */
export function readContact(text: string): ContactWords {
  const apart = readWords(text.trim().replaceAll(/[\r\n]+/g, ' ; '))
  if (apart.faults.length === 0) return apart
  const together = readWords(text)
  return together.faults.length < apart.faults.length ? together : apart
}

function readWords(text: string): ContactWords {
  const words = text.replaceAll(/\s+/g, ' ').replaceAll(/(?:https?:\/\/|www\.)\S+/gi, ' ')
  const [emails, noMails] = parted(
    [...words.matchAll(MAIL_LIKE)].map(([mail]) => mail.replace(/[.:]+$/, '')),
    (mail) => Boolean(mailLink(mail)) && !mail.includes('..'),
  )
  const [telephones, noNumbers] = parted(
    [...words.replaceAll(MAIL_LIKE, ';').matchAll(NUMBER_LIKE)]
      .map(([number]) => withNought(number.trim()))
      .filter((number) => digitsOf(number).length >= 5),
    isTelephone,
  )
  const faults = [
    ...noMails.map((mail) => `"${mail}" is no e-mail address`),
    ...noNumbers.map((number) => `"${number}" is no telephone number`),
  ]
  const nothing = emails.length + telephones.length + faults.length === 0 && /\d/.test(words)
  return {
    emails: [...new Set(emails)],
    telephones: [...new Set(telephones)],
    faults: nothing ? [`"${words.trim()}" is neither a telephone number nor an e-mail address`] : faults,
  }
}

const MAIL_LIKE = /[^\s/,;<>()]*@[^\s/,;<>()]*/g

/**
 * An http or https address, written with its protocol; the first where a cell has several. Undefined for anything else:
 * javascript:, mailto:, words.
 */
export function readLink(text: string): string | undefined {
  const links = text.split(/[\s,;]+/).map((part) => webLink(part)?.href)
  return links.every((link) => link !== undefined) ? links[0] : undefined
}

/** A letter O among digits is a slip of whoever typed it: it counts as a number, and as a wrong one. */
const NUMBER_LIKE = /(?:\+|\(|\b[oO](?=\d{4}))?\d(?:[\d\s().-]*\d)?/g

const digitsOf = (number: string) => number.replaceAll(/\D/g, '')
const withNought = (number: string) => (/^[1237]\d{9}$/.test(number) ? `0${number}` : number)

/** After Ofcom's plan a British number has 10 or 11 digits with its nought, some free ones 7, and short ones 3 to 6. */
function isTelephone(number: string): boolean {
  if (/o/i.test(number)) return false
  const digits = digitsOf(number)
  if (/^0+$/.test(digits)) return false
  if (number.startsWith('+')) return digits.length >= 8 && digits.length <= 15
  return digits.startsWith('0')
    ? digits.length >= 10 && digits.length <= 11
    : /^(?:1\d{4,5}|[4-8]\d{4,5})$/.test(digits)
}

function parted<T>(all: readonly T[], good: (one: T) => boolean): [T[], T[]] {
  return [all.filter(good), all.filter((one) => !good(one))]
}
