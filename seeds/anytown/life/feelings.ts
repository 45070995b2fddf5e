import type { Answers } from '#engines/measures/index.ts'
import type { Random } from '../random.ts'
import type { Answered } from './life.type.ts'

/** How somebody is at the start, and where it goes: 0 is as bad as can be, 1 as good. */
export interface Feeling {
  wellbeing: number
  company: number
  /** Until the end of the work; below 0 is worse. */
  change: number
}

/** Most get better, some stay, some get worse; and whoever begins far below tends to rise without anybody's doing. */
export function feelingOf(random: Random): Feeling {
  const wellbeing = within(random.normal(0.42, 0.15), 0.08, 0.85)
  const company = within(random.normal(0.4, 0.22), 0, 1)
  const [mean, spread] = random.weighted([
    [[0.17, 0.09], 56],
    [[0.01, 0.06], 29],
    [[-0.13, 0.07], 15],
  ] as const)
  return { wellbeing, company, change: random.normal(mean, spread) + (0.5 - wellbeing) * 0.2 }
}

const PART_OF_CHANGE = { start: 0, review: 0.6, end: 1 } as const

/** What somebody answers to the questions that everybody is asked, by measure. A day is never quite like another. */
export function answersAt(feeling: Feeling, point: Answered['point'], random: Random): Record<string, Answers> {
  const moved = feeling.change * PART_OF_CHANGE[point]
  const [wellbeing, company] = [feeling.wellbeing + moved, feeling.company + moved * 1.2]
  const ten = (level: number) => Math.round(within(10 * level + random.normal(0, 0.8), 0, 10))
  const seldom = () => Math.round(within(3 - 2 * company + random.normal(0, 0.4), 1, 3))
  return {
    ons4: {
      satisfied: ten(wellbeing),
      worthwhile: ten(wellbeing + 0.08),
      happy: ten(wellbeing + 0.02),
      anxious: ten(0.95 - wellbeing),
    },
    ucla3: { companionship: seldom(), 'left-out': seldom(), isolated: seldom() },
    'ons-loneliness': { lonely: Math.round(within(1 + 4 * company + random.normal(0, 0.5), 1, 5)) },
  }
}

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
