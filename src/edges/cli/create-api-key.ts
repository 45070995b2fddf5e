import { createApiKey, SCOPE_NAMES, SCOPES, type Scope } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { parseDay } from '#platform/days.ts'
import { WrongUsage, type Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import { findOrMakeOrganisation, sayMade } from './find-or-make-organisation.ts'
import { PARTNERSHIP, type AddCommand, type Options } from './program.ts'

/** `create api-key`: lets another program in. The key is printed once; only its hash is stored. */
export const addCreateApiKey: AddCommand = (add) =>
  add('create api-key', 'Let a program of an organisation use the API', (_, options) => create(options))
    .requiredOption('--organisation <code or name>', 'on whose behalf it acts')
    .requiredOption('--scope <scope...>', `what it may do: ${SCOPE_NAMES.join(', ')}`)
    .option('--name <name>', 'tells it apart from other keys of the organisation', 'API key')
    .option('--expires <day>', 'last day on which it works, like 2027-03-31; by default a year from now')
    .option(...PARTNERSHIP)

async function create(options: Options): Promise<Answer> {
  const scopes = [options.scope as string | string[]].flat().map(readScope) as [Scope, ...Scope[]]
  const lastDay = readLastDay(options.expires as string | undefined)
  return withDatabase(options, async (opened) => {
    const { id: partnershipId } = await opened.partnership()
    const { id, key, expiresAt, organisation } = await opened.contextFor(partnershipId).transaction(async (tx) => {
      const owner = await findOrMakeOrganisation(tx, String(options.organisation))
      const made = createApiKey(tx, {
        organisationId: owner.id,
        name: String(options.name),
        scopes,
        expiresAt: lastDay,
      })
      journal(tx, 'api-key.created', { subjectId: made.id, detail: { organisation: owner.id, scopes: [...scopes] } })
      return { ...made, organisation: owner }
    })
    const expires = expiresAt.toISOString()
    return {
      ok: true,
      lines: [
        ...sayMade(organisation),
        `A key for ${organisation.name}, shown only now, until ${expires.slice(0, 10)}:`,
        `  ${key}`,
      ],
      json: { id, key, organisation: organisation.id, scopes, expires_at: expires },
    }
  })
}

function readScope(typed: string): Scope {
  if (!Object.hasOwn(SCOPES, typed))
    throw new WrongUsage(`--scope: there is no scope "${typed}". There are: ${SCOPE_NAMES.join(', ')}`)
  return typed as Scope
}

/** A key works to the end of its last day, in universal time. */
function readLastDay(typed: string | undefined): Date | undefined {
  if (typed === undefined) return undefined
  const day = parseDay(typed)
  if (!day) throw new WrongUsage('--expires: give a day like 2027-03-31')
  const end = new Date(`${day}T23:59:59Z`)
  if (end < new Date()) throw new WrongUsage('--expires: this day is past')
  return end
}
