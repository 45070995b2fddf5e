/** A time of day as somebody wrote it: "4", "4.30", "4pm", "16:00", "noon". Hours as written; `half` where it says so. */
export interface WrittenTime {
  hour: number
  minute: number
  half?: 'am' | 'pm'
  /** Can only be meant by the 24-hour clock: "09:00", "16:00". */
  whole: boolean
}

/** Reads one written time; undefined when there is no such time: "13pm", "25:00", "10.75". */
export function readTime(text: string): WrittenTime | undefined {
  const plain = text.toLowerCase().replaceAll(/[\s.]*([ap])\.?\s?m\.?$/g, '$1m')
  if (/^(12\s?)?(noon|midday)$/.test(plain)) return { hour: 12, minute: 0, half: 'pm', whole: false }
  if (/^(12\s?)?midnight$/.test(plain)) return { hour: 12, minute: 0, half: 'am', whole: false }
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?:[:.](\d\d))?(am|pm)?$/.exec(plain) ?? []
  if (!hours || Number(minutes) > 59) return undefined
  const hour = Number(hours)
  if (half ? hour < 1 || hour > 12 : hour > 23) return undefined
  return {
    hour,
    minute: Number(minutes),
    ...(half && { half: half as 'am' | 'pm' }),
    whole: !half && (hour > 12 || hours.startsWith('0')),
  }
}

/** From when to when, as "HH:MM"; undefined where more than one reading makes sense ("7 - 9"), "backwards" where none does. */
export function hoursFrom(
  from: WrittenTime,
  to: WrittenTime,
): { opensAt: string; closesAt: string } | 'backwards' | undefined {
  const found = minutesFrom(from, to)
  if (!found) return undefined
  const [opens, closes] = found
  const overnight = opens >= 18 * 60 && closes <= 8 * 60
  return opens < closes || overnight ? { opensAt: clock(opens), closesAt: clock(closes) } : 'backwards'
}

/** When it begins, if that is beyond doubt: "7" alone is not. */
export const hourOf = (time: WrittenTime): string | undefined =>
  time.half ? clock(on(time, time.half)) : time.whole ? clock(literal(time)) : undefined

function minutesFrom(from: WrittenTime, to: WrittenTime): [number, number] | undefined {
  if (from.half && to.half) return [on(from, from.half), on(to, to.half)]
  if (from.whole || to.whole) return from.half || to.half ? undefined : [literal(from), literal(to)]
  if (to.half) {
    // "11 - 1pm" begins in the morning, "1 - 3pm" does not.
    const end = on(to, to.half)
    const start = [to.half, 'am' as const].map((half) => on(from, half)).find((minutes) => minutes < end)
    return start === undefined ? undefined : [start, end]
  }
  if (from.half) {
    const start = on(from, from.half)
    const end = [on(to, 'am'), on(to, 'pm')].find((minutes) => minutes > start)
    return end === undefined ? undefined : [start, end]
  }
  return bare(from, to)
}

/**
 * "9 - 5", "10 - 12", "1 - 3": nobody opens at one in the night. "7 - 9" may be breakfast or evening, so it is not read.
 */
function bare(from: WrittenTime, to: WrittenTime): [number, number] | undefined {
  const [morning, afternoon] = [on(from, 'am'), on(from, 'pm')]
  const [endMorning, endAfternoon] = [on(to, 'am'), on(to, 'pm')]
  if (from.hour === 12 || from.hour <= 5) return endAfternoon > afternoon ? [afternoon, endAfternoon] : undefined
  if (from.hour <= 8) return endMorning <= morning && to.hour !== 12 ? [morning, endAfternoon] : undefined
  return [morning, endMorning > morning ? endMorning : endAfternoon]
}

const literal = ({ hour, minute }: WrittenTime) => hour * 60 + minute
const on = ({ hour, minute }: WrittenTime, half: 'am' | 'pm') => ((hour % 12) + (half === 'pm' ? 12 : 0)) * 60 + minute
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
