/** A repeatable source of chance: the same seed gives the same town on every machine. */
export type Random = {
  /** A number from 0 up to, not including, 1. */
  next(): number
  /** A whole number from least to most, both included. */
  integer(least: number, most: number): number
  chance(probability: number): boolean
  /** Throws RangeError on an empty list. */
  pick<Item>(items: readonly Item[]): Item
  /** Picks by weight; weights need not add up to 1. Throws RangeError when no weight is above 0. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item
  /** From the normal distribution (Box and Muller, 1958). */
  normal(mean: number, standardDeviation: number): number
}

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state, quick, good enough for invented people. Not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  function pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('nothing to pick from')
    return items[Math.floor(next() * items.length)]!
  }

  function weighted<Item>(items: readonly (readonly [Item, number])[]): Item {
    const total = items.reduce((sum, [, weight]) => sum + weight, 0)
    let left = next() * total
    for (const [item, weight] of items) {
      left -= weight
      if (left < 0) return item
    }
    throw new RangeError('no item has a weight above 0')
  }

  return {
    next,
    pick,
    weighted,
    integer: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    normal: (mean, standardDeviation) =>
      mean + standardDeviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}
