/**
 * Rows as a CSV file (RFC 4180): every cell quoted, lines ended by CR LF. A cell that a spreadsheet would take for a formula
 * (it begins with =, +, -, @, a tab or a line end, also after spaces) gets an apostrophe before it, as OWASP advises.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')

const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

const FORMULA = /^\s*[=+\-@]|^[\t\r\n]/
