import { mailLink, shownText, webLink } from '#registers/directory/index.ts'

/** A source's text, unless it is empty or one of the words that programs put where nobody wrote anything. */
export const said = shownText

/** A web address as RFC 3986 has it; undefined for placeholders and for what is none. */
export const webAddress = (text: string | null): string | undefined => plainUri(webLink(text)?.href)

/** Any URI. */
export function uri(text: string | null): string | undefined {
  const typed = text?.trim()
  return typed && URL.canParse(typed) ? plainUri(new URL(typed).href) : undefined
}

/** Browsers let through what RFC 3986 does not: such characters are written as %7C and the like. */
function plainUri(href: string | undefined): string | undefined {
  const plain = href
    ?.replace(/[^\w!$&'()*+,\-./:;=?@~%#]/gu, (c) => encodeURIComponent(c))
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/#(?=.*#)/g, '%23')
  return plain && /^[a-z][a-z0-9+.-]*:(\/\/[^/?#]+|[^/?#])/i.test(plain) ? plain : undefined
}

const WORD = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
const EMAIL = new RegExp(`^${WORD}(\\.${WORD})*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$`, 'i')

/** An e-mail address as RFC 5321 has it; undefined for placeholders and for what is none. */
export function email(text: string | null): string | undefined {
  const address = mailLink(text)?.text
  return address && EMAIL.test(address) ? address : undefined
}

/** An instant with milliseconds, in UTC. */
export const instant = (text: string | Date): string => new Date(text).toISOString()

/** What is known of a thing: without nulls, empty texts, empty lists and empty objects, however deep. */
export function known<T extends object>(thing: T): object {
  return Object.fromEntries(
    Object.entries(thing)
      .map(([key, value]) => [key, knownValue(value)] as const)
      .filter(([, value]) => value !== undefined),
  )
}

function knownValue(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') return value.trim() || undefined
  if (Array.isArray(value)) {
    const items = value.map(knownValue).filter((item) => item !== undefined)
    return items.length > 0 ? items : undefined
  }
  if (typeof value !== 'object') return value
  const inner = known(value)
  return Object.keys(inner).length > 0 ? inner : undefined
}
