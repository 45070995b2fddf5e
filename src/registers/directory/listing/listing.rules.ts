import { type Day, parseDay, sayDay } from '#platform/days.ts'
import type { OnlyFor } from './listing.type.ts'

/** After this many months a listing that nobody checked is marked; people are told to ring first. */
export const STALE_AFTER_MONTHS = 6

export interface Freshness {
  checkedOn?: Day
  stale: boolean
}

/** When it was last checked, by its assurer or by us, and whether that is too long ago. Never checked counts as stale. */
export function freshnessOf(
  assuredOn: Day | null | undefined,
  checkedOn: Day | null | undefined,
  today: Day,
): Freshness {
  const last =
    [assuredOn, checkedOn]
      .filter((day) => day && day <= today)
      .toSorted()
      .at(-1) ?? undefined
  return { checkedOn: last, stale: !last || last < staleBefore(today) }
}

/** The first day on which a check still counts. */
export const staleBefore = (today: Day): Day => monthsBefore(today, STALE_AFTER_MONTHS)

/** "Checked on Monday 6 April", or that it may have changed. */
export function sayFreshness({ checkedOn, stale }: Freshness, today: Day): string {
  if (!checkedOn) return 'We do not know when this was last checked'
  return stale
    ? `Last checked on ${sayDay(checkedOn, today)}, so it may have changed`
    : `Checked on ${sayDay(checkedOn, today)}`
}

/** The same date some months earlier; the last of the month where that month is shorter. */
function monthsBefore(today: Day, months: number): Day {
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - months
  const start = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  for (let date = Number(today.slice(8)); ; date--) {
    const day = parseDay(`${start}-${String(date).padStart(2, '0')}`)
    if (day) return day
  }
}

export interface Audience {
  whoFor?: string | null
  eligibility?: string | null
  onlyFor?: OnlyFor | null
  minimumAge?: number | null
  maximumAge?: number | null
}

/** Who can come, in one line; '' when nobody told us. */
export function sayWhoFor({ whoFor, eligibility, onlyFor, minimumAge, maximumAge }: Audience): string {
  if (whoFor?.trim()) return whoFor.trim()
  const ages = sayAges(minimumAge, maximumAge)
  if (onlyFor) return `For ${ONLY_FOR[onlyFor]}${ages ? `, ${ages}` : ''}`
  if (ages) return `For people ${ages}`
  const own = eligibility?.trim() ?? ''
  return own.length <= 140 ? own : ''
}

const ONLY_FOR: Record<OnlyFor, string> = {
  women: 'women',
  men: 'men',
  carers: 'people who look after someone',
  veterans: 'people who served in the armed forces',
  parents: 'parents',
  lgbtq: 'LGBTQ+ people',
}

/** "aged 6 to 14", "aged 50 and over", "up to the age of 18"; '' when no age is given. */
export function sayAges(minimum?: number | null, maximum?: number | null): string {
  const from = minimum || undefined // "from 0" is no limit
  const to = maximum && maximum < 100 ? maximum : undefined
  if (from && to) return from === to ? `aged ${from}` : `aged ${from} to ${to}`
  if (from) return `aged ${from} and over`
  return to ? `up to the age of ${to}` : ''
}

const PLACEHOLDERS =
  /^(no (description|details?|information)( (is )?(available|given|provided))?|n\/?a|none|null|tb[cda]|to be confirmed|unknown|not known|test|-+|\.+)\.?$/i

/** A source's text, unless it is one of the words that programs put where nobody wrote anything. */
export function shownText(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim()
  return trimmed && !PLACEHOLDERS.test(trimmed) ? trimmed : undefined
}

const isPlaceholderHost = (host: string) => /^(www\.)?example\.com$/i.test(host)

/** An address that may be a link: http or https only, not a placeholder, no sign-in hidden in it. */
export function webLink(text: string | null | undefined): { href: string; text: string } | undefined {
  const typed = text?.trim()
  if (!typed || /\s/.test(typed)) return undefined
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  if (!url.hostname.includes('.') || isPlaceholderHost(url.hostname)) return undefined
  const path = url.pathname === '/' ? '' : url.pathname
  return {
    href: url.href,
    text: url.hostname.replace(/^www\./, '') + (path.length > 30 ? `${path.slice(0, 29)}…` : path),
  }
}

/** An e-mail address that may be a link; placeholders are not. */
export function mailLink(text: string | null | undefined): { href: string; text: string } | undefined {
  const address = text?.trim().replace(/^mailto:/i, '')
  const [, host] = /^[^\s@<>"'?&,;:]{1,64}@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(address ?? '') ?? []
  return address && host && !isPlaceholderHost(host) ? { href: `mailto:${address}`, text: address } : undefined
}

/** A number to tap: what can be rung of "020 7946 0018 (mornings)", while the text stays as it was written. */
export function telephoneLink(text: string | null | undefined): { href?: string; text: string } | undefined {
  const typed = shownText(text)
  if (!typed) return undefined
  const digits = /^[^\d+]{0,20}(\+?\d[\d\s().-]{1,22}\d)/
    .exec(typed)?.[1]
    ?.replace(/\(0\)/, '')
    .replace(/[^\d+]/g, '')
  return { href: digits && digits.length <= 16 ? `tel:${digits}` : undefined, text: typed }
}

const NAMES = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'none' })

/** "Urdu", by its name or its BCP 47 code. */
export function languageName({ code, name }: { code?: string | null; name?: string | null }): string | undefined {
  if (shownText(name)) return shownText(name)
  if (code === 'bfi') return 'British Sign Language' // which the table of names lacks
  try {
    return code ? (NAMES.of(code.trim()) ?? code) : undefined
  } catch {
    return code ?? undefined // the source's code is none
  }
}
