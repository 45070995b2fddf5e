import assert from 'node:assert/strict'
import test from 'node:test'
import { csvText } from './csv-text.ts'

test('cells are quoted, quotes doubled, lines ended as the standard says', () => {
  assert.equal(csvText([['a', 'b "c"', 'd, e'], ['']]), '"a","b ""c""","d, e"\r\n""\r\n')
})

test('no cell is a formula', () => {
  for (const text of ['=1+1', '+44 1632', '-2', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\n@x'])
    assert.equal(csvText([[text]]), `"'${text}"\r\n`, JSON.stringify(text))
  for (const text of ['fewer than 8', '1,240', 'ZZ1', 'a=b', '']) assert.equal(csvText([[text]]), `"${text}"\r\n`)
})
