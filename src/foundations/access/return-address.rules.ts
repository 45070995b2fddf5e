/**
 * Where to go after signing in: the page that was asked for, if it is one of ours. Anything that a browser could read as
 * another site, and the sign-in pages themselves, give undefined. Answers path and query, at most 500 characters.
 */
export function localPath(text: unknown): string | undefined {
  // A backslash, a tab or a line end is a slash, or nothing, to a browser.
  if (typeof text !== 'string' || text.length > 500 || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(text)) return undefined
  const read = URL.parse(text, HERE)
  if (read?.origin !== HERE) return undefined
  const path = `${read.pathname}${read.search}`
  return path.startsWith('//') || /^\/sign-(in|out)(\/|\?|$)/.test(path) ? undefined : path
}

const HERE = 'https://here.example'

/** The address of a sign-in page that leads back to a page of ours. */
export const withReturn = (page: string, to: string | undefined): string =>
  to ? `${page}?return=${encodeURIComponent(to)}` : page
