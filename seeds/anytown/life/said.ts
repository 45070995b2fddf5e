import { ageOn, day, type Day } from '#platform/days.ts'
import { isNeed } from '#registers/directory/needs/needs.ts'
import type { Random } from '../random.ts'
import { MATTERS, meantFor, PLEASE_DO, STRENGTHS } from '../support-words.ts'
import { WORRY_WORDS } from '../worry-words.ts'
import type { Life, Said } from './life.type.ts'
import { canBeAbout } from './reasons.ts'
import { storyOf } from './request.ts'

/**
 * What somebody says in the first conversation: a named character in their own words, everybody about what they came with. Those
 * who came one after the other say different things.
 */
export function saidBy({ person, request, number }: Pick<Life, 'person' | 'request' | 'number'>, random: Random): Said {
  const story = storyOf(person)
  const need = request.reasons.find(isNeed)!
  const { worries, goals } = WORRY_WORDS[need] ?? WORRY_WORDS.loneliness!
  const age = ageOn(person.birthDate as Day, day('2026-04-01'))
  const own = worries.filter((text) => canBeAbout(text, person.sex, age))
  const [goal, step] = goals[number % goals.length]!
  const matters = meantFor(MATTERS, request.reasons)
  return {
    matters: story?.matters ?? matters[(number * 7) % matters.length]!.text,
    pleaseDo: random.pick(PLEASE_DO),
    strengths: story?.strengths ?? [random.pick(STRENGTHS)],
    concern: own[Math.floor(number / goals.length) % own.length]!,
    need,
    goal,
    importance: random.integer(6, 10),
    confidence: random.integer(3, 8),
    step,
  }
}
