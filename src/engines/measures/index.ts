/** Outcome measures as data, and their scores: pure, over plain values. */
export { changeBetween, type Change } from './change.ts'
export { bandOf, flagsOf, interpret, type Reading } from './interpret.ts'
export type {
  Answer,
  Answers,
  Bands,
  Flag,
  Item,
  Licence,
  Measure,
  Option,
  Scale,
  ScoreRule,
  Skip,
} from './measure.type.ts'
export { readMeasure } from './read-measure.ts'
export { score, valuesOf, type Score, type ScoreRefusal, type Scores } from './score.ts'
export { hasWording, withWording, WORDING_REFUSALS, type MeasureWording, type WordingRefusal } from './wording.ts'
