/** What time it is. The only source of "now" in the program, so that tests can move it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** A clock that stands at one instant until it is moved. For tests and for seeding the demo. */
export function fixedClock(start: string | Date) {
  let now = new Date(start)
  const clock = (() => new Date(now)) as Clock & { set(to: string | Date): void; advance(milliseconds: number): void }
  clock.set = (to) => {
    now = new Date(to)
  }
  clock.advance = (milliseconds) => {
    now = new Date(now.getTime() + milliseconds)
  }
  return clock
}
