/**
 * A British number in the groups in which people say it: "07700900123" gives "07700 900123", "02079460018" gives
 * "020 7946 0018". What is no such number, or has spaces already, stays as it was written. Groups after Ofcom's
 * National Telephone Numbering Plan.
 */
export function sayTelephone(number: string): string {
  const [, ...groups] = GROUPS.map((pattern) => pattern.exec(number)).find((match) => match) ?? []
  return groups.length > 0 ? groups.join(' ') : number
}

/** The first that fits counts: two-digit areas, big cities, numbers without a place, then mobiles and all other areas. */
const GROUPS = [
  /^(02\d)(\d{4})(\d{4})$/,
  /^(011\d|01\d1)(\d{3})(\d{4})$/,
  /^(0[389]\d\d)(\d{3})(\d{4})$/,
  /^(0[17]\d{3})(\d{5,6})$/,
]
