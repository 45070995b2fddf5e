import { isNeed } from '#registers/directory/needs.ts'
import type { Random } from '../random.ts'
import { CONCERNS, GOALS, MATTERS, PLEASE_DO, STRENGTHS } from '../support-words.ts'
import type { Life, Said } from './life.type.ts'
import { storyOf } from './request.ts'

/** What somebody says in the first conversation: a named character in their own words. */
export function saidBy({ person, request }: Pick<Life, 'person' | 'request'>, random: Random): Said {
  const story = storyOf(person)
  const { goal, step } = random.pick(GOALS)
  return {
    matters: story?.matters ?? random.pick(MATTERS),
    pleaseDo: random.pick(PLEASE_DO),
    strengths: story?.strengths ?? [random.pick(STRENGTHS)],
    concern: random.pick(CONCERNS),
    need: request.reasons.find(isNeed)!,
    goal,
    importance: random.integer(6, 10),
    confidence: random.integer(3, 8),
    step,
  }
}
