// Letters by place as in BS 7666: no Q, V, X first, no I, J, Z second, no I or O after the number (letters that Royal Mail no longer
// gives out there are in the file of postcodes, as ended: W1M), none of C, I, K, M, O, V in the second half. Of Z there is ZE
// (Shetland) and ZZ, which is nobody's: the NHS uses ZZ99 for "no fixed abode" and the like (with any letters in the second
// half), Anytown uses ZZ1 to ZZ3.
const OUTWARD = /^(?:(?:[A-PR-UWY][A-HK-Y]?|ZE)(?:\d{1,2}|\d[A-HJ-NP-Z])|ZZ\d{1,2}|GIR)$/
const INWARD = /^\d[ABD-HJLNP-UW-Z]{2}$/

/**
 * A full postcode as people write it: upper case, one space ("m337qx" gives "M33 7QX"). Case, spaces, dots and hyphens do not matter.
 * Undefined when it has not the form of a postcode; a letter O typed for a nought is not guessed, because both can be right.
 */
export function normalisePostcode(text: string): string | undefined {
  if (lacksNumber(text)) return undefined
  const compact = compactOf(text)
  const outward = compact.slice(0, -3)
  const inward = compact.slice(-3)
  if (!OUTWARD.test(outward)) return undefined
  if (outward === 'GIR') return inward === '0AA' ? 'GIR 0AA' : undefined
  const right = outward.startsWith('ZZ') ? /^\d[A-Z]{2}$/.test(inward) : INWARD.test(inward)
  return right ? `${outward} ${inward}` : undefined
}

/** A postcode district, the first half of a postcode ("m33" gives "M33"); undefined when it has not that form. */
export function normaliseDistrict(text: string): string | undefined {
  const compact = compactOf(text)
  return OUTWARD.test(compact) && compact !== 'GIR' ? compact : undefined
}

/** The district of a postcode as `normalisePostcode` writes it: "M33" of "M33 7QX". */
export const districtOf = (postcode: string): string => postcode.slice(0, -4)

/** The key under which a postcode is stored: without its space. */
export const postcodeKey = (postcode: string): string => postcode.replace(' ', '')

/** "M33 QX" is M33 with a number left out, not M3 3QX. */
function lacksNumber(text: string): boolean {
  const [first, second, ...more] = text.trim().toUpperCase().split(/\s+/)
  return more.length === 0 && /^[A-Z]{2}$/.test(second ?? '') && OUTWARD.test(first!)
}

const compactOf = (text: string) => text.replace(/[\s.,-]/g, '').toUpperCase()
