import { listOrganisationsNamed } from '#foundations/access/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refused } from './answer.ts'

/** The organisation with an ODS code or a name. Refuses in plain words when there is none, or several of that name. */
export async function getOneOrganisation(tx: Tx, codeOrName: string) {
  const [found, ...others] = await listOrganisationsNamed(tx, codeOrName.trim())
  if (!found) throw new Refused(`There is no organisation with the code or name "${codeOrName}".`)
  if (others.length > 0)
    throw new Refused(`There are several organisations called "${codeOrName}". Give the ODS code of one.`)
  return found
}
