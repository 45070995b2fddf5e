/** What somebody could work out who writes down every view of the register that the page can give, and adds and subtracts. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { SMALL_NUMBERS, type Shown } from '#engines/disclosure/index.ts'
import { day } from '#platform/days.ts'
import { createRandom } from '#seeds/anytown/random.ts'
import { KIND_NAMES, type Lack } from './lack.rules.ts'
import { byArea, byNeed, byQuarter, selected, type RegisterTable, type Selection } from './register.rules.ts'

const NEEDS = ['debt', 'pain', 'food', 'work'] as const
const AREAS = ['ZZ1', 'ZZ2', 'ZZ3']
const QUARTERS = ['2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01'].map(day)
/** Need, district, quarter and kind of a figure; '' is all of them together. */
const PARTS: readonly (readonly string[])[] = [NEEDS, AREAS, QUARTERS, KIND_NAMES]
type Key = readonly string[]
const KEYS = PARTS.reduce<Key[]>((keys, part) => keys.flatMap((key) => ['', ...part].map((one) => [...key, one])), [[]])

test('all views together give away fewer than 1 in 1,000 small numbers', () => {
  const random = createRandom(8)
  const few = () => (random.chance(0.6) ? 0 : random.chance(0.8) ? random.integer(1, 3) : random.integer(0, 24))
  const [small, found] = [[0], [0]] as [[number], [number]]
  for (let n = 0; n < 25; n++) {
    const lacks = registerOf(n % 2 ? few : () => random.integer(0, 3))
    const bounds = narrowed(everythingShown(lacks))
    for (const key of KEYS) {
      const count = countOf(lacks, key)
      const [least, most] = bounds.get(key.join())!
      assert.ok(least <= count && count <= most, `what is shown of ${key.join()} is not true`)
      if (count === 0 || count >= SMALL_NUMBERS.threshold) continue
      small[0]++
      if (least === most) found[0]++
    }
  }
  assert.ok(small[0] > 5_000, `${small[0]}`)
  assert.ok(found[0] < small[0] / 1_000, `${found[0]} of ${small[0]}`)
})

const registerOf = (times: () => number): Lack[] =>
  KEYS.filter((key) => !key.includes('')).map(
    ([need, area, quarter, kind]) => ({ need, area, quarter, kind, reason: null, times: times() }) as Lack,
  )

const countOf = (lacks: readonly Lack[], [need, area, quarter, kind]: Key): number =>
  lacks.reduce((sum, lack) => {
    const fits =
      (!need || lack.need === need) &&
      (!area || lack.area === area) &&
      (!quarter || lack.quarter === quarter) &&
      (!kind || lack.kind === kind)
    return fits ? sum + lack.times : sum
  }, 0)

type Bounds = Map<string, [number, number]>

/** Every figure of every view; one without a row is known to be small. */
function everythingShown(lacks: readonly Lack[]): Bounds {
  const bounds: Bounds = new Map(KEYS.map((key) => [key.join(), [0, Infinity]]))
  const told = (key: Key, shown: Shown) => {
    const one = bounds.get(key.join())!
    const [least, most] = known(shown)
    one[0] = Math.max(one[0], least)
    one[1] = Math.min(one[1], most)
  }
  for (const view of KEYS.filter((key) => key[3] === '')) {
    const [need, area, quarter] = view as [Selection['need'], string, Lack['quarter']]
    const quarters = quarter ? [quarter] : QUARTERS
    const own = selected(lacks, { period: { quarters } as Selection['period'], need, area })
    const tables: [number, RegisterTable][] = [
      [0, byNeed(own)],
      [1, byArea(own)],
      [2, byQuarter(own, { quarters })],
    ]
    for (const [part, { rows, totals }] of tables) {
      told(view, totals.total)
      for (const kind of KIND_NAMES) told(view.with(3, kind), totals.byKind[kind])
      for (const name of view[part] ? [view[part]] : PARTS[part]!) {
        const row = rows.find(({ key }) => key === name)
        told(view.with(part, name), row?.total ?? { is: 'fewer', than: SMALL_NUMBERS.threshold })
        for (const kind of KIND_NAMES) if (row) told(view.with(part, name).with(3, kind), row.byKind[kind])
      }
    }
  }
  return bounds
}

function known(shown: Shown): [number, number] {
  const { threshold, nearest } = SMALL_NUMBERS
  if (shown.is === 'fewer') return [0, threshold - 1]
  const half = Math.floor(nearest / 2)
  return shown.is === 'hidden' ? [threshold, Infinity] : [Math.max(threshold, shown.value - half), shown.value + half]
}

/** Adds and subtracts along every part until nothing more follows. */
function narrowed(bounds: Bounds): Bounds {
  const sums = KEYS.flatMap((key) =>
    PARTS.flatMap((part, n) =>
      key[n] === ''
        ? [[bounds.get(key.join())!, part.map((name) => bounds.get(key.with(n, name).join())!)] as const]
        : [],
    ),
  )
  for (let changed = true; changed;) {
    changed = false
    const narrow = (one: [number, number], least: number, most: number) => {
      if (least > one[0]) [one[0], changed] = [least, true]
      if (most < one[1]) [one[1], changed] = [most, true]
    }
    for (const [sum, parts] of sums) {
      const others = (but: unknown, end: 0 | 1) => parts.reduce((all, one) => (one === but ? all : all + one[end]), 0)
      narrow(sum, others(undefined, 0), others(undefined, 1))
      for (const part of parts) narrow(part, sum[0] - others(part, 1), sum[1] - others(part, 0))
    }
  }
  return bounds
}
