import { readFile, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { importSpreadsheet, type Mapping, readMapping } from '#registers/directory/index.ts'
import { type Answer, Refused, WrongUsage } from './answer.ts'
import { withDatabase } from './command.ts'
import { answerOfImport } from './import-result.ts'
import { type AddCommand, type Options, PARTNERSHIP } from './program.ts'
import { type Progress, startProgress } from './progress.ts'

/** `import spreadsheet`: takes in the services of a spreadsheet saved as CSV, after a mapping that says which column is what. */
export const addImportSpreadsheet: AddCommand = (add) => {
  add('import spreadsheet <csv|folder>', 'Take in services from a spreadsheet saved as CSV', ([from], options) =>
    importFrom(resolve(from!), options),
  )
    .option(...PARTNERSHIP)
    .option('--mapping <file>', 'which column is what: a JSON file, described in docs/spreadsheets.md')
    .option(
      '--source <name>',
      'what to call the source; the same name is the same source (default: name of the file or folder)',
    )
    .option(
      '--licence <text>',
      'under which licence the source gives its data; shown on its pages (default: what the mapping says)',
    )
    .option('--republish', 'our own feed may pass its listings on')
    .addHelpText(
      'after',
      '\nThe folder mappings/ has mappings to begin with. A folder of files that belong together: its mapping names the file of the services.\nNothing is ever deleted, and a second run of the same file changes nothing.',
    )
}

async function importFrom(from: string, options: Options): Promise<Answer> {
  const mapping = await mappingIn(options.mapping)
  const file = await servicesFile(from, mapping)
  const source = {
    kind: 'file' as const,
    name: (typeof options.source === 'string' && options.source.trim()) || basename(from, extname(from)),
    licence: options.licence as string | undefined,
    republish: options.republish === true ? true : undefined,
  }
  return withDatabase(options, async ({ partnership, contextFor }) => {
    const { id } = await partnership()
    let progress: Progress | undefined
    const { notes, ...result } = await importSpreadsheet(contextFor(id), source, file, mapping, (done, of) => {
      progress ??= startProgress('Importing services, kilobytes read', kilobytes(of))
      progress.reached(kilobytes(done))
    }).finally(() => progress?.end())
    for (const note of notes) process.stderr.write(`${note}\n`)
    return answerOfImport(result, 'services')
  })
}

async function mappingIn(path: Options[string]): Promise<Mapping> {
  if (typeof path !== 'string')
    throw new WrongUsage(
      'Say which column is what with --mapping <file>; docs/spreadsheets.md shows how such a file looks',
    )
  const json = await readFile(resolve(path), 'utf8').catch(() => {
    throw new Refused(`There is no mapping file ${path}`)
  })
  const mapping = readMapping(json)
  if (!mapping.ok) throw new Refused(`The mapping ${path} cannot be used: ${mapping.reason}`)
  return mapping.value
}

async function servicesFile(from: string, { file }: Mapping): Promise<string> {
  const found = await stat(from).catch(() => undefined)
  if (!found) throw new Refused(`There is no folder or file ${from}`)
  if (!found.isDirectory()) return from
  if (!file) throw new WrongUsage('For a folder the mapping must say in "file" which of its files has the services')
  return join(from, file)
}

const kilobytes = (bytes: number) => Math.ceil(bytes / 1000)
