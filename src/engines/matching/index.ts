/** Which services may suit a person, in order, with reasons and doubts in words: pure, over plain values. */
export { exclusionOf, HIDDEN_AFTER_MONTHS } from './exclude.ts'
export type * from './match.type.ts'
export { suggest } from './suggest.ts'
export { WEIGHTS } from './weigh.ts'
