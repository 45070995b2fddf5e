import assert from 'node:assert/strict'
import test from 'node:test'
import { firstUseful, kindOf, ndcg10, type Judged } from './score.ts'

test('nDCG: 1 for the best order, less for others, 0 where nothing suits', () => {
  const relevant = { a: 2, b: 1 } as const
  assert.equal(ndcg10(['a', 'b'], relevant), 1)
  // (1/1 + 3/log2(3)) / (3/1 + 1/log2(3)), worked out by hand.
  assert.equal(ndcg10(['b', 'a'], relevant).toFixed(4), '0.7967')
  assert.equal(ndcg10(['x'], relevant), 0)
  assert.equal(
    ndcg10(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a'], relevant),
    0,
    'what stands eleventh does not count',
  )
})

test('the first that suits, or 11', () => {
  assert.equal(firstUseful(['x', 'b'], { b: 1 }), 2)
  assert.equal(firstUseful([], { b: 1 }), 11)
})

test('kinds of query', () => {
  const query = (why: string, relevant: Judged['relevant']) => kindOf({ why, relevant } as Judged)
  assert.deepEqual([query('CRISIS: x', { a: 1 }), query('x', {}), query('x', { a: 1 })], ['crisis', 'empty', 'scored'])
})
