import { outsideSealsFile, readOutsideSeals, verifyJournal, type Verification } from '#foundations/journal/index.ts'
import type { Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import type { AddCommand, Options } from './program.ts'

/** `verify journal`: computes every seal again, compares it with the copy outside the database too, and names each fault. */
export const addVerifyJournal: AddCommand = (add) =>
  add('verify journal', 'Check that nobody changed, removed or added journal entries', (_, options) => verify(options))

const verify = (options: Options): Promise<Answer> =>
  withDatabase(options, async ({ database, dataFolder }) => {
    const file = outsideSealsFile(dataFolder)
    const outside = await readOutsideSeals(file) // first: seals may be added while we look
    return answerOf(await verifyJournal(database.pool, outside), outside.length, file)
  })

function answerOf({ entries, seals, unsealed, faults }: Verification, outside: number, file: string): Answer {
  const whole = faults.length === 0
  const counts = `${figure(entries)} entries under ${figure(seals)} seals, ${figure(unsealed)} newer entries not yet sealed.`
  const compared =
    outside > 0 || seals === 0
      ? []
      : [
          `There is no copy of the seals outside the database (${file}), so a cut at the end could not have been noticed.`,
        ]
  return {
    lines: whole
      ? [`The journal is whole: ${counts}`, ...compared]
      : ['The journal is not whole:', ...faults.map((f) => `  ${f}`), counts, ...compared],
    json: { whole, entries, seals, unsealed, outside, faults },
    ok: whole,
  }
}

const figure = (n: number): string => n.toLocaleString('en-GB')
