import { listOrganisationsNamed, ORGANISATION_KINDS, type OrganisationKind } from '#foundations/access/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refused, WrongUsage, type Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import { findRegistered, makeOrganisation } from './find-or-make-organisation.ts'
import { PARTNERSHIP, type AddCommand, type Options } from './program.ts'

/** `create organisation`: whoever refers, works with people or offers services. */
export const addCreateOrganisation: AddCommand = (add) =>
  add('create organisation', 'Add a practice, PCN, council, charity or other organisation', (_, options) =>
    create(options),
  )
    .option('--name <name>', 'its name; an imported practice, PCN or ICB has one')
    .option('--kind <kind>', `what it is: ${ORGANISATION_KINDS.join(', ')}; known of an imported practice, PCN or ICB`)
    .option('--code <ODS code>', 'its code in the NHS, where it has one')
    .option(...PARTNERSHIP)

async function create(options: Options): Promise<Answer> {
  const asked = readOptions(options)
  return withDatabase(options, async (opened) => {
    const { id: partnershipId } = await opened.partnership()
    const made = await opened.contextFor(partnershipId).transaction(async (tx) => {
      await refuseTaken(tx, asked)
      const whole = await completed(tx, asked)
      return { ...whole, ...makeOrganisation(tx, whole) }
    })
    const { id, name, kind, code } = made
    return {
      ok: true,
      lines: [`${name}${code ? ` (${code})` : ''} is made.`, `Its id: ${id}`],
      json: { id, name, kind, code },
    }
  })
}

interface Asked {
  name: string | undefined
  kind: OrganisationKind | undefined
  code: string | null
}

function readOptions(options: Options): Asked {
  const name = (options.name as string | undefined)?.trim() || undefined
  const code = (options.code as string | undefined)?.trim().toUpperCase() ?? null
  const kind = options.kind === undefined ? undefined : readKind(String(options.kind))
  if (code !== null && !/^[A-Z0-9]{3,10}$/.test(code))
    throw new WrongUsage('--code: give an ODS code of 3 to 10 letters and numbers, like A81001')
  if (code === null && !(name && kind))
    throw new WrongUsage('Give --name and --kind, or the --code of an imported one.')
  return { name, kind, code }
}

/** "job-centre", "Job centre" and "PCN" are as good as "job_centre" and "pcn". */
function readKind(typed: string): OrganisationKind {
  const wanted = typed
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  const kind = ORGANISATION_KINDS.find((one) => one === wanted)
  if (!kind) throw new WrongUsage(`--kind: there is no kind "${typed}". There are: ${ORGANISATION_KINDS.join(', ')}`)
  return kind
}

/** A code is there once. A name may be there twice, but only a code tells two of a name apart. */
async function refuseTaken(tx: Tx, { name, code }: Asked): Promise<void> {
  const [taken] = await listOrganisationsNamed(tx, code ?? name!)
  if (!taken) return
  throw new Refused(
    code
      ? `There is an organisation with the code ${code} already: ${taken.name}.`
      : `There is an organisation called ${taken.name} already. If this is another one, give its --code.`,
  )
}

/** What was not given comes from the imported registers. */
async function completed(tx: Tx, { name, kind, code }: Asked) {
  if (name && kind) return { name, kind, code }
  const registered = await findRegistered(tx, code!)
  if (!registered)
    throw new Refused(
      `No imported practice, PCN or ICB has the code ${code}. Give --name and --kind, or import it first.`,
    )
  return { name: name ?? registered.name, kind: kind ?? registered.kind, code }
}
