/** What a text message says of one service. */
export interface ToTell {
  name: string
  /** "Every Tuesday, 10am to 12pm"; undefined where it cannot be said in few words. */
  when?: string
  telephone?: string
}

/** A mail program may cut what is longer, once it is written as an address (Outlook keeps about 2,000 characters). */
const LONGEST = 1_600

/**
 * The words of a text or e-mail: each service on a line, then where all about them stands. Says nothing about whoever sends it
 * or gets it. What does not fit is counted, and is behind the address.
 */
export function sayList(services: readonly ToTell[], address: string): string {
  const lines = services.map(({ name, when, telephone }) => {
    return `${[name, when].filter(Boolean).join(': ')}${telephone ? `. Ring ${telephone}` : ''}`
  })
  const end = `All about ${services.length === 1 ? 'it' : 'them'}: ${address}`
  for (let shown = lines.length; shown > 0; shown--) {
    const more = lines.length - shown
    const text = ['This may help:', ...lines.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : []), end].join('\n')
    if (encodeURIComponent(text).length <= LONGEST) return text
  }
  return end
}

/** Opens the phone's own messages with the words in it: nothing goes through us. Phones differ in "?" and "&"; both read "?&". */
export const textHref = (words: string): string => `sms:?&body=${encodeURIComponent(words)}`

/** The same for e-mail (RFC 6068: line ends are CRLF). */
export const emailHref = (words: string): string =>
  `mailto:?subject=${encodeURIComponent('Something that may help')}&body=${encodeURIComponent(words.replaceAll('\n', '\r\n'))}`
