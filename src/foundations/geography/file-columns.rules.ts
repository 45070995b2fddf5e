/**
 * The headings under which a value may stand, the first that the file has counts. They are compared in lower case with anything but
 * letters and digits as "_": "LSOA code (2021)" is `lsoa_code_2021`. A pattern stands for headings that carry a year.
 */
export interface Column {
  headings: readonly (string | RegExp)[]
  /** A file without it is not of this kind. */
  required?: boolean
}

export type Columns = Readonly<Record<string, Column>>

/** Where in a row each value stands, and what the file calls it. */
export type Layout = ReadonlyMap<string, { index: number; heading: string }>

/** Finds the columns in a header. Undefined when a required one is not there. */
export function layoutOf(columns: Columns, header: readonly string[]): Layout | undefined {
  const found = header.map(plainHeading)
  const layout = new Map<string, { index: number; heading: string }>()
  for (const [name, { headings, required }] of Object.entries(columns)) {
    const index = headings.map((heading) => found.findIndex((text) => isSame(heading, text))).find((at) => at >= 0)
    if (index !== undefined) layout.set(name, { index, heading: header[index]!.trim() })
    else if (required) return undefined
  }
  return layout
}

const isSame = (heading: string | RegExp, text: string) =>
  typeof heading === 'string' ? heading === text : heading.test(text)

/** The required columns in words for a message: "postcode (or pcds, pcd)". Year patterns are written with yy. */
export const requiredColumns = (columns: Columns): string =>
  Object.values(columns)
    .filter((column) => column.required)
    .map(({ headings: [first, ...others] }) =>
      others.length ? `${sayHeading(first!)} (or ${others.map(sayHeading).join(', ')})` : sayHeading(first!),
    )
    .join('; ')

const plainHeading = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')

const sayHeading = (heading: string | RegExp) =>
  typeof heading === 'string' ? heading : heading.source.replace(/\\d\\d/g, 'yy').replace(/[\^$]/g, '')
