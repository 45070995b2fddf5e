/** The tag of a version, as a header says it: 3 gives "3" in quotes. */
export const etagOf = (version: number): string => `"${version}"`

/** The version that `If-Match` names; "any" for `*`; "none" when it names no version of ours. Undefined without the header. */
export function versionIn(ifMatch: string | undefined): number | 'any' | 'none' | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '') return undefined
  if (ifMatch.trim() === '*') return 'any'
  const [, version] = /^\s*"(\d{1,9})"\s*$/.exec(ifMatch) ?? []
  return version ? Number(version) : 'none'
}
