import { resolve } from 'node:path'
import { importTaxonomy } from '#registers/directory/index.ts'
import { WrongUsage } from './answer.ts'
import { withDatabase } from './command.ts'
import { answerOfImport } from './import-result.ts'
import { type AddCommand, type Options, PARTNERSHIP } from './program.ts'

/** `import taxonomy`: takes in a list of terms by which services are sorted. */
export const addImportTaxonomy: AddCommand = (add) => {
  add('import taxonomy <csv|json>', 'Take in a list of terms by which services are sorted', ([file], options) =>
    withDatabase(options, async ({ partnership, contextFor }) => {
      const about = {
        name: given(options.name),
        uri: uriIn(given(options.vocabularyUri)),
        licence: given(options.licence),
      }
      return answerOfImport(await importTaxonomy(contextFor((await partnership()).id), resolve(file!), about), 'terms')
    }),
  )
    .option(...PARTNERSHIP)
    .option(
      '--name <name>',
      'what the list is called; the same name is the same list (default: its title, or the name of the file)',
    )
    .option('--vocabulary-uri <uri>', 'where the list is at home')
    .option('--licence <text>', 'under which licence it is given; published with it')
    .addHelpText(
      'after',
      '\nCSV: the columns identifier, label, parent, uri, description, or what such lists usually call them.\nJSON: a SKOS concept scheme such as those of OpenActive, a page of Open Referral terms, or a plain list.\nOf several wider terms the first counts. Nothing is ever deleted, and a second run of the same file changes nothing.',
    )
}

const given = (option: Options[string]): string | undefined =>
  typeof option === 'string' && option.trim() ? option.trim() : undefined

function uriIn(text: string | undefined): string | undefined {
  if (text !== undefined && !URL.canParse(text)) throw new WrongUsage(`--vocabulary-uri: "${text}" is no URI`)
  return text
}
