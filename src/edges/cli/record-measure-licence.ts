import { readFile } from 'node:fs/promises'
import { LICENCE_REFUSALS, recordMeasureLicence } from '#care/support/index.ts'
import { parseDay, type Day } from '#platform/days.ts'
import { Refused, WrongUsage, type Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import { PARTNERSHIP, type AddCommand, type Options } from './program.ts'

/** `record measure-licence`: from then on a licensed outcome measure is offered, in the words that its licence holder supplies. */
export const addRecordMeasureLicence: AddCommand = (add) =>
  add(
    'record measure-licence <measure> <file>',
    'Record the licence and the words of an outcome measure',
    ([measure, file], options) => record(measure!, file!, options),
  )
    .requiredOption('--holder <name>', 'who holds the licence')
    .requiredOption('--reference <words>', 'what proves it, such as its number')
    .requiredOption('--from <day>', 'its first day, like 2027-01-01')
    .requiredOption('--until <day>', 'its last day')
    .option(...PARTNERSHIP)
    .addHelpText(
      'after',
      '\nThe file is JSON: {"measure", "version", "intro", "items": {"<id>": "…"}, "options": {"1": "…"}}, with the ids and the version of measures/<measure>.json.',
    )

async function record(measure: string, file: string, options: Options): Promise<Answer> {
  const [startsOn, endsOn] = [readDay('--from', options.from), readDay('--until', options.until)]
  const wording = await readFile(file, 'utf8').catch(() => {
    throw new Refused(`${file} cannot be read.`)
  })
  return withDatabase(options, async (opened) => {
    const { id: partnershipId, name } = await opened.partnership()
    const licence = { measure, holder: String(options.holder), reference: String(options.reference), startsOn, endsOn }
    const decision = await recordMeasureLicence(opened.contextFor(partnershipId), licence, wording)
    if (!decision.ok) throw new Refused(`${measure}: ${LICENCE_REFUSALS[decision.reason]}`)
    return {
      ok: true,
      lines: [`${name} may use ${measure} from ${startsOn} to ${endsOn}.`],
      json: { id: decision.value, measure, starts_on: startsOn, ends_on: endsOn },
    }
  })
}

function readDay(option: string, typed: Options[string]): Day {
  const day = parseDay(String(typed))
  if (!day) throw new WrongUsage(`${option}: give a day like 2027-01-01`)
  return day
}
