/**
 * Trellis's own look over the design system. Its sheet never reads its own custom properties, so the colours are
 * replaced in the text, once at start. The NHS blue, the Frutiger type and the NHS host belong to NHS organisations.
 */
export const COLOURS = {
  teal: '#175c5a',
  tealDark: '#0f4341',
  tealDeep: '#0a2e2d',
  tealTint: '#c9dfde',
  tealPale: '#dcebea',
  paper: '#f7f5f0',
  line: '#ddd8ce',
  lineStrong: '#b5aea1',
  quiet: '#4f5d5c',
} as const

const ACCENT: Record<string, string> = {
  '#005eb8': COLOURS.teal,
  '#0055a6': COLOURS.teal,
  '#00478a': COLOURS.tealDark,
  '#004b93': COLOURS.tealDark,
  '#003d78': COLOURS.tealDark,
  '#003087': COLOURS.tealDark,
  '#002f5c': COLOURS.tealDeep,
  '#c7dcef': COLOURS.tealTint,
  '#d9e7f4': COLOURS.tealPale,
  '#edf4fa': '#eef5f4',
  '#337ec6': '#4f8a87',
  '#669ed4': '#7fadaa',
  '#f0f4f5': COLOURS.paper,
  '#d8dde0': COLOURS.line,
  '#e0e4e6': '#ebe7de',
  '#aeb7bd': COLOURS.lineStrong,
  '#4c6272': COLOURS.quiet,
}

/** Green stays the colour of success; only buttons, which are green too, take the accent. */
const BUTTON: Record<string, string> = {
  '#007f3b': COLOURS.teal,
  '#00662f': COLOURS.tealDark,
  '#00401e': COLOURS.tealDeep,
}

const FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif'

/**
 * The design system's sheet in Trellis's colours and the system's own type. `imageUrl` gives the address of an image
 * that the sheet names. Throws when an upgrade leaves the font, the host or the blue in it, or stops naming them.
 */
export function themeCss(css: string, imageUrl: (name: string) => string): string {
  for (const [found, what] of MUST_FIND) if (!found.test(css)) throw changed(`${what} is no longer where it was`)
  let themed = css.replace(/@font-face\s*\{[^}]*\}/g, '').replace(/"?Frutiger W01"?,\s*arial,\s*sans-serif/gi, FONT)
  themed = replaceColours(themed, ACCENT)
  themed = themed.replace(/[^{}]*\.nhsuk-button[^{}]*\{[^{}]*\}/g, (rule) => replaceColours(rule, BUTTON))
  themed = themed.replace(/\/assets\/images\/([\w.-]+)/g, (_, name: string) => imageUrl(name))
  for (const [found, what] of MUST_NOT_STAY) if (found.test(themed)) throw changed(`${what} is still in it`)
  return themed
}

const MUST_FIND: [RegExp, string][] = [
  [/Frutiger W01/, 'its font'],
  [/#005eb8/, 'its blue'],
  [/\.nhsuk-button\{[^}]*#007f3b/, "the button's green"],
]

const MUST_NOT_STAY: [RegExp, string][] = [
  [/frutiger/i, 'its font'],
  [/assets\.nhs\.uk|url\(["']?https?:/i, 'another host'],
  [/#005eb8|#003087/i, 'its blue'],
]

const changed = (how: string) => new Error(`the design system's style sheet changed: ${how}`)

const replaceColours = (css: string, colours: Record<string, string>) =>
  Object.entries(colours).reduce((text, [from, to]) => text.replaceAll(from, to), css)
