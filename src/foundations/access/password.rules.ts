import { allow, refuse, type Decision } from '#platform/decision.ts'

export const PASSWORD_LENGTH = { least: 12, most: 200 } as const

export type PasswordFault = 'too-short' | 'too-long' | 'like-email' | 'too-common'

export const PASSWORD_FAULTS: Record<PasswordFault, string> = {
  'too-short': `The password must have ${PASSWORD_LENGTH.least} characters or more. Three or four words that do not belong together are easy to keep in mind`,
  'too-long': `The password must be ${PASSWORD_LENGTH.most} characters or fewer`,
  'like-email': 'The password must not be your email address',
  'too-common': 'Many people use a password like this. Choose one that is harder to guess',
}

/**
 * Whether a password may be chosen. Length counts most (OWASP ASVS 5.0, 6.2.1 and 6.2.4): there is no rule about kinds of
 * characters, and pasting is welcome. Refused is what guessing programs try first: a few common words, runs of the
 * keyboard, the same few characters, dates, dressed up with numbers and signs or not.
 */
export function checkPassword(password: string, email: string): Decision<string, PasswordFault> {
  const length = Array.from(password).length
  if (length < PASSWORD_LENGTH.least) return refuse('too-short')
  if (length > PASSWORD_LENGTH.most) return refuse('too-long')
  const small = password.toLowerCase()
  if (email && (small.includes(email.toLowerCase()) || isAround(small, email.toLowerCase().split('@')[0]!)))
    return refuse('like-email')
  return isCommon(small) ? refuse('too-common') : allow(password)
}

/** The name of the mailbox with at most a few characters around it. */
const isAround = (password: string, name: string): boolean =>
  name.length >= 6 && password.includes(name) && password.length - name.length < 8

function isCommon(password: string): boolean {
  if (new Set(password).size < 5 || /^[\d\s./-]+$/.test(password) || isRun(password)) return true
  return COMMON.test(undress(password)) || COMMON.test(password.replace(/[^a-z]/g, ''))
}

/** "P@ssw0rd2026!" gives "password": what stands around it goes, signs inside become the letters they stand for. */
const undress = (password: string): string =>
  password
    .replace(/^[^a-z]+|[^a-z]+$/g, '')
    .replace(/[@40315$7]/g, (sign) => STANDS_FOR[sign]!)
    .replace(/[^a-z]/g, '')

const STANDS_FOR: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '3': 'e',
  '1': 'l',
  $: 's',
  '5': 's',
  '7': 't',
}

/** Most neighbours in it are neighbours in the alphabet, among the numbers or on the keyboard, in either direction. */
function isRun(password: string): boolean {
  const keys = password.replace(/[^a-z0-9]/g, '')
  const pairs = keys
    .split('')
    .slice(1)
    .map((key, n) => keys[n] + key)
  if (keys.length < password.length / 2) return false
  const runs = pairs.filter((pair) => ROWS.some((row) => row.includes(pair) || row.includes(pair[1]! + pair[0]!)))
  return runs.length >= pairs.length * 0.7
}

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '12345678901',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
]

/** One to three words of those that come to everybody's mind; ours, not a copied list. */
const COMMON_WORDS = `
  pass password passw word passphrase secret letmein let me in login signin welcome hello admin administrator
  root user guest test testing demo change changeme default temp temporary master access qwerty qwertyuiop
  azerty asdf asdfgh zxcv abc abcd iloveyou love you i my the is new monkey dragon princess sunshine shadow
  superman batman football baseball cricket rugby liverpool arsenal chelsea everton manchester united city
  london england britain charlie george jessica michael ashley spring summer autumn winter january february
  march april may june july august september october november december monday tuesday wednesday thursday friday
  saturday sunday christmas birthday holiday nhs nurse doctor health care surgery practice hospital council
  office computer internet trellis social prescribing link worker community trust`

const COMMON = new RegExp(`^(?:${COMMON_WORDS.trim().split(/\s+/).join('|')}){1,3}$`)
