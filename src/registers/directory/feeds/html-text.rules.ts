/**
 * Words that may be HTML, as `readProse` reads them: paragraphs and line ends stay, headings get "#", items of lists "*",
 * and links to the web say where they lead. Only the tags of HTML are taken for tags, so "under 5 <10" stays as it is.
 * What it gives is text: whoever draws it escapes it.
 */
export function textOf(html: string): string {
  if (!/[<&]/.test(html)) return html
  const text = html
    .replace(/<!--[^]*?(?:-->|$)/g, '')
    .replace(WITH_CONTENT, '')
    .replace(
      /<a\b[^<>]*?\bhref\s*=\s*["']?(https?:\/\/[^"'\s<>]+)["']?[^<>]*>([^<]*)<\/a\s*>/gi,
      (_, href: string, words: string) => (words.trim() && words.trim() !== href ? `${words} (${href})` : href),
    )
    .replace(TAG, (_, close: string, name: string) => marks(name.toLowerCase(), close !== ''))
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, (entity, name: string) => character(name) ?? entity)
  if (text === html) return html
  return text
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Whether there is something in it that would run or draw somebody else's page. */
export const holdsScript = (html: string): boolean =>
  html.includes('<') && /<(?:script|iframe|object|embed)\b/i.test(html)

/** The same without it. */
export const withoutScripts = (html: string): string => html.replace(WITH_CONTENT, '')

const WITH_CONTENT =
  /<(script|iframe|object|embed|style|head|title|template|noscript)\b(?:[^<>]*\/>|[^]*?(?:<\/\1\s*>|$))/gi

const TAG =
  /<(\/?)(a|abbr|address|article|aside|b|big|blockquote|body|br|caption|center|cite|code|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|header|hr|html|i|img|input|ins|kbd|label|li|main|mark|meta|nav|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)(?:\s[^<>]*|\/)?>/gi

function marks(name: string, closes: boolean): string {
  if (name === 'br') return '\n'
  if (name === 'li' || name === 'dt') return closes ? '' : '\n* '
  if (/^h[1-6]$/.test(name)) return closes ? '\n\n' : '\n\n# '
  if (name === 'td' || name === 'th') return ' '
  if (name === 'tr' || name === 'dd') return '\n'
  return BLOCKS.includes(name) ? '\n\n' : ''
}

const BLOCKS =
  'address article aside blockquote body center details div dl figure footer form header hr main nav ol p pre section table ul'.split(
    ' ',
  )

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: ' ',
  pound: '£',
  euro: '€',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  bull: '•',
  middot: '·',
  copy: '©',
  eacute: 'é',
}

function character(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()]
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && !(code >= 0x7f && code < 0xa0)
    ? String.fromCodePoint(code)
    : undefined
}
