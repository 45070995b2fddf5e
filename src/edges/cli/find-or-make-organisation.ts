import { listOrganisationsNamed, saveOrganisation, type OrganisationKind } from '#foundations/access/index.ts'
import { findIcb, findPcn, findPractice } from '#foundations/geography/index.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import { Refused } from './answer.ts'

/** An organisation as the published registers have it. */
export interface Registered {
  code: string
  name: string
  kind: OrganisationKind
}

/** The organisation a command is for, and whether the command had to make it first. */
export interface FoundOrganisation {
  id: Id
  name: string
  /** Its code in the imported register from which it was made just now; undefined when it was there. */
  madeFrom?: string
}

/**
 * The organisation with an ODS code or a name. A practice, network or board that is imported and not there yet is made from the register.
 * Refuses in plain words when there is none, or several of that name.
 */
export async function findOrMakeOrganisation(tx: Tx, codeOrName: string): Promise<FoundOrganisation> {
  const [found, ...others] = await listOrganisationsNamed(tx, codeOrName.trim())
  if (others.length > 0)
    throw new Refused(`There are several organisations called "${codeOrName}". Give the ODS code of one.`)
  if (found) return { id: found.id, name: found.name }
  const registered = await findRegistered(tx, codeOrName)
  if (!registered)
    throw new Refused(
      `There is no organisation with the code or name "${codeOrName}". Make it with: npm run trellis -- create organisation. Practices, PCNs and ICBs need only be imported.`,
    )
  return { ...makeOrganisation(tx, registered), madeFrom: registered.code }
}

/** That the organisation had to be made first: a line, or none. */
export const sayMade = ({ name, madeFrom }: FoundOrganisation): string[] =>
  madeFrom ? [`${name} (${madeFrom}) was not here yet: it is made from the imported register.`] : []

/** Adds an organisation that is not there, and writes `organisation.created`. */
export function makeOrganisation(
  tx: Tx,
  { name, kind, code }: Omit<Registered, 'code'> & { code: string | null },
): { id: Id; name: string } {
  const id = newId()
  saveOrganisation(tx, { id, name, kind, odsCode: code })
  journal(tx, 'organisation.created', { subjectId: id, detail: { kind, ...(code && { code }) } })
  return { id, name }
}

/** The imported practice, network or board with an ODS code; undefined when the registers have none. Refuses one that is closed. */
export async function findRegistered(tx: Tx, typed: string): Promise<Registered | undefined> {
  const code = typed.trim().toUpperCase()
  const practice = await findPractice(tx, code)
  const found = practice ?? (await findPcn(tx, code))
  if (found && !found.open) throw new Refused(`${found.name} (${code}) is not open: the imported register says so.`)
  if (practice) return { code, name: practice.name, kind: practice.gpPractice ? 'practice' : 'other' }
  const kind = found ? 'pcn' : 'icb'
  const named = found ?? (await findIcb(tx, code))
  return named && { code, name: named.name, kind }
}
