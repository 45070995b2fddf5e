import { type Id, idFrom } from '#platform/ids.ts'
import { NEEDS, type Need } from '../needs/needs.ts'

/** Our needs as a taxonomy of Open Referral. Its ids are the same in every Trellis. */
export const NEED_TAXONOMY = {
  id: idFrom('trellis', 'taxonomy', 'needs'),
  name: 'Trellis needs',
  description: 'What a person may need help with, in words that people use themselves.',
} as const

/** The id of a need as a term. */
export const needTermId = (need: Need): Id => idFrom('trellis', 'taxonomy', 'needs', need)

/** Its terms. */
export const NEED_TERMS = (Object.keys(NEEDS) as Need[]).map((need) => ({
  id: needTermId(need),
  code: need,
  name: NEEDS[need].label,
  description: NEEDS[need].description,
}))

const BY_TERM = new Map<Id, Need>(NEED_TERMS.map(({ id, code }) => [id, code]))

/** The need that a term means; undefined for terms of others. */
export const needOfTerm = (termId: Id): Need | undefined => BY_TERM.get(termId)

export const isOurTaxonomy = (id: Id): boolean => id === NEED_TAXONOMY.id
