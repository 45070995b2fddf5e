import { createAccount, ROLE_NAMES, ROLES, type Role } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { email as emailField } from '#platform/forms.ts'
import { isId, type Id } from '#platform/ids.ts'
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
    .option('--team <id>', 'the team in which they hold these roles; without it, in the whole organisation')
    .option(...PARTNERSHIP)

async function create(options: Options): Promise<Answer> {
  const asked = readOptions(options)
  return withDatabase(options, async ({ partnership, contextFor }) => {
    const { id: partnershipId } = await partnership()
    const made = await contextFor(partnershipId)
      .transaction(async (tx) => {
        const organisation = await getOneOrganisation(tx, asked.organisation)
        const decision = await createAccount(tx, { ...asked, organisationId: organisation.id })
        if (!decision.ok) throw new Refused('There is an account with this email address already.')
        const { id } = decision.value
        journal(tx, 'account.created', { subjectId: id, detail: { organisation: organisation.id, roles: asked.roles } })
        return decision.value
      })
      .catch(sayUnknownTeam)
    const { email, name, roles } = asked
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
  teamId: Id | undefined
}

function readOptions(options: Options): Asked {
  const email = emailField().safeParse(options.email)
  if (!email.success) throw new WrongUsage('--email: give an address like name@example.org')
  const name = String(options.name).trim()
  if (!name) throw new WrongUsage('--name: give a name')
  const teamId = options.team as string | undefined
  if (teamId !== undefined && !isId(teamId)) throw new WrongUsage('--team: give the id of a team')
  const roles = [options.role as string | string[]].flat().map(readRole)
  return { email: email.data.toLowerCase(), name, organisation: String(options.organisation), roles, teamId }
}

/** "link-worker" and "link worker" are as good as "link_worker". */
function readRole(typed: string): Role {
  const role = typed
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  if (!(role in ROLES)) throw new WrongUsage(`--role: there is no role "${typed}". There are: ${ROLE_NAMES.join(', ')}`)
  return role as Role
}

function sayUnknownTeam(error: Error & { constraint?: string }): never {
  throw error.constraint === 'role_held_of_team' ? new Refused('There is no team with this id.') : error
}
