/**
 * A walk is a straight line, stretched by three tenths for streets, at three miles (4.8 km) an hour: our own round figures,
 * so every walk is said with "about".
 */
const MINUTES_PER_KM = (1.3 / 4.8) * 60
const FURTHEST_WALK_KM = 2

/**
 * "about 12 minutes’ walk", "about 3 miles away". A time to walk is said only where the two ends are known well and walking is
 * likely to be their way.
 */
export function sayDistance(kilometres: number, { rough, walks }: { rough: boolean; walks: boolean }): string {
  const miles = kilometres * 0.621371
  if (rough) return miles < 1 ? 'within about a mile' : `about ${plural(Math.round(miles), 'mile')} away`
  if (walks && kilometres <= FURTHEST_WALK_KM) {
    const minutes = Math.max(1, Math.round(kilometres * MINUTES_PER_KM))
    return `about ${plural(minutes, 'minute')}${minutes === 1 ? '’s' : '’'} walk`
  }
  if (miles < 0.1) return 'very near'
  return `about ${plural(miles < 10 ? Number(miles.toFixed(1)) : Math.round(miles), 'mile')} away`
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
