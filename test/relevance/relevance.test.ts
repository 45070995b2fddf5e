import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { DATA, EXAMPLES, openJudge, type Outcome } from './judge.ts'

const skip = !existsSync(DATA) && !process.env.CI ? 'needs ../shared/data' : false

const mean = (outcomes: readonly Outcome[]) => outcomes.reduce((sum, { score }) => sum + score, 0) / outcomes.length
const inFirstThree = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ first }) => first <= 3).length / outcomes.length

test('real services are found by real people’s words, and nobody in danger goes without help', { skip }, async () => {
  const judge = await openJudge()
  try {
    const [examples, held] = [await judge.ask(EXAMPLES), await judge.ask(join(import.meta.dirname, 'held-out.json'))]
    const scored = (outcomes: readonly Outcome[]) => outcomes.filter(({ kind }) => kind === 'scored')
    assert.ok(mean(scored(examples)) >= 0.78, `nDCG@10 ${mean(scored(examples))} of the examples`)
    assert.ok(mean(scored(held)) >= 0.7, `nDCG@10 ${mean(scored(held))} of the held-out`)
    assert.ok(inFirstThree(scored(held)) >= 0.8, `${inFirstThree(scored(held))} useful in the first three`)
    for (const { query, passed } of [...examples, ...held].filter(({ kind }) => kind === 'crisis'))
      assert.ok(passed, `urgent help for “${query.text}”`)
  } finally {
    await judge.close()
  }
})
