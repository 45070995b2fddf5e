import { systemClock } from '#platform/clock.ts'
import { verifyStatuses, type Disagreement, type StatusVerification } from '#sight/integrity/index.ts'
import type { Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import type { AddCommand } from './program.ts'

/** `verify statuses`: computes every status again from its rows of fact, and lists each that does not agree. Mends nothing. */
export const addVerifyStatuses: AddCommand = (add) =>
  add('verify statuses', 'Check that every status is what the rows of fact behind it say', (_, options) =>
    withDatabase(options, async ({ database }) => answerOf(await verifyStatuses({ database, clock: systemClock }))),
  )

function answerOf({ checked, disagreements }: StatusVerification): Answer {
  const agree = disagreements.length === 0
  const counts = Object.entries(checked).map(([machine, count]) => `${machine} ${count.toLocaleString('en-GB')}`)
  return {
    lines: agree
      ? [`Every status agrees with its facts: ${counts.join(', ')}.`]
      : ['These do not agree with their facts:', ...disagreements.map(sayOne), `Looked at: ${counts.join(', ')}.`],
    json: { agree, checked, disagreements: disagreements.map(disagreementJson) },
    ok: agree,
  }
}

const sayOne = ({ machine, id, status, facts }: Disagreement): string =>
  `  ${machine} ${id}: stands at ${status}; its facts ${facts.length > 0 ? `say ${facts.join(' or ')}` : 'contradict each other'}`

const disagreementJson = ({ partnershipId, ...one }: Disagreement) => ({ partnership: partnershipId, ...one })
