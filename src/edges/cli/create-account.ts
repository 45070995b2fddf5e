import { createAccount, ROLE_NAMES, ROLES, type Role } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { email as emailField } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import { listTeams } from '#registers/teams/index.ts'
import { Refused, WrongUsage, type Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import { getOneOrganisation } from './one-organisation.ts'
import { PARTNERSHIP, type AddCommand, type Options } from './program.ts'

/** `create account`: somebody who signs in. The password is printed once and stored nowhere. */
export const addCreateAccount: AddCommand = (add) =>
  add('create account', 'Let a member of staff sign in', (_, options) => create(options))
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--name <name>', 'their name as colleagues and people read it')
    .requiredOption('--organisation <code or name>', 'whom they work for')
    .requiredOption('--role <role...>', `what they may do: ${ROLE_NAMES.join(', ')}`)
    .option('--team <id or name>', 'the team in which they hold these roles; without it, in the whole organisation')
    .option(...PARTNERSHIP)

async function create(options: Options): Promise<Answer> {
  const { email, name, organisation, roles, team } = readOptions(options)
  return withDatabase(options, async (opened) => {
    const { id: partnershipId } = await opened.partnership()
    const made = await opened.contextFor(partnershipId).transaction(async (tx) => {
      const { id: organisationId } = await getOneOrganisation(tx, organisation)
      const teamId = team === undefined ? null : await getTeamId(tx, team, organisationId)
      const decision = await createAccount(tx, { email, name, organisationId, roles, teamId })
      if (!decision.ok) throw new Refused('There is an account with this email address already.')
      journal(tx, 'account.created', { subjectId: decision.value.id, detail: { organisation: organisationId, roles } })
      return decision.value
    })
    return {
      ok: true,
      lines: [
        `${name} can sign in with ${email} and this password, shown only now:`,
        `  ${made.password}`,
        'At the first sign-in they set up an authenticator app.',
      ],
      json: { id: made.id, email, name, roles, password: made.password },
    }
  })
}

interface Asked {
  email: string
  name: string
  organisation: string
  roles: Role[]
  team: string | undefined
}

function readOptions(options: Options): Asked {
  const email = emailField().safeParse(options.email)
  if (!email.success) throw new WrongUsage('--email: give an address like name@example.org')
  const name = String(options.name).trim()
  if (!name) throw new WrongUsage('--name: give a name')
  const team = options.team as string | undefined
  const roles = [options.role as string | string[]].flat().map(readRole)
  return { email: email.data.toLowerCase(), name, organisation: String(options.organisation), roles, team }
}

/** "link-worker" and "link worker" are as good as "link_worker". */
function readRole(typed: string): Role {
  const role = typed
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  if (!Object.hasOwn(ROLES, role))
    throw new WrongUsage(`--role: there is no role "${typed}". There are: ${ROLE_NAMES.join(', ')}`)
  return role as Role
}

/** A team by id or by name, which must be one of the organisation. */
async function getTeamId(tx: Tx, idOrName: string, organisationId: Id): Promise<Id> {
  const theirs = (await listTeams(tx)).filter((team) => team.organisationId === organisationId)
  const wanted = idOrName.trim().toLowerCase()
  const team = theirs.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
  if (team) return team.id
  const names = theirs.map(({ name }) => `  ${name}`).join('\n')
  throw new Refused(`The organisation has no team "${idOrName}".${names && ` There are:\n${names}`}`)
}
