import { createAccount, ROLE_NAMES, ROLES, type Role } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { email as emailField } from '#platform/forms.ts'
import { dayOf } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { listTeams, saveMembers, type Team } from '#registers/teams/index.ts'
import { Refused, WrongUsage, type Answer } from './answer.ts'
import { withDatabase } from './command.ts'
import { findOrMakeOrganisation, sayMade } from './find-or-make-organisation.ts'
import { PARTNERSHIP, type AddCommand, type Options } from './program.ts'

/** `create account`: somebody who signs in. The password is printed once and stored nowhere. */
export const addCreateAccount: AddCommand = (add) =>
  add('create account', 'Let a member of staff sign in', (_, options) => create(options))
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--name <name>', 'their name as colleagues and people read it')
    .requiredOption('--organisation <code or name>', 'whom they work for')
    .requiredOption('--role <role...>', `what they may do: ${ROLE_NAMES.join(', ')}`)
    .option(
      '--team <id or name>',
      'the team in which they hold these roles; link workers and managers work in the only team there is',
    )
    .option(...PARTNERSHIP)

async function create(options: Options): Promise<Answer> {
  const { email, name, organisation, roles, team } = readOptions(options)
  return withDatabase(options, async (opened) => {
    const { id: partnershipId } = await opened.partnership()
    const made = await opened.contextFor(partnershipId).transaction(async (tx) => {
      const employer = await findOrMakeOrganisation(tx, organisation)
      const organisationId = employer.id
      const chosen = await findTeam(tx, { organisationId, roles, team })
      const decision = await createAccount(tx, { email, name, organisationId, roles, teamId: chosen?.id })
      if (!decision.ok) throw new Refused('There is an account with this email address already.')
      const { id, password } = decision.value
      const works = chosen && worksInTeam(roles) ? chosen : undefined
      if (works) saveMembers(tx, [{ teamId: works.id, accountId: id, startsOn: dayOf(tx.now()) }])
      journal(tx, 'account.created', {
        subjectId: id,
        detail: { organisation: organisationId, roles, ...(chosen && { team: chosen.id }) },
      })
      return { id, password, employer, works }
    })
    return {
      ok: true,
      lines: [
        ...sayMade(made.employer),
        ...(made.works ? [`${name} works in ${made.works.name}: whole time, Monday to Friday.`] : []),
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

/** Roles whose pages are those of one team: who holds one works in it, and can be given its work. */
const OF_A_TEAM: readonly Role[] = ['link_worker', 'team_manager']
const worksInTeam = (roles: readonly Role[]): boolean => roles.some((role) => OF_A_TEAM.includes(role))

/** The team by id or by name, one of the organisation; unnamed for roles of a team, its only one. Undefined: the whole organisation. */
async function findTeam(
  tx: Tx,
  { organisationId, roles, team }: { organisationId: Id; roles: readonly Role[]; team: string | undefined },
): Promise<Team | undefined> {
  if (team === undefined && !worksInTeam(roles)) return undefined
  const theirs = (await listTeams(tx)).filter((one) => one.organisationId === organisationId)
  const names = theirs.map(({ name }) => `  ${name}`).join('\n')
  if (team === undefined) {
    if (theirs.length > 1) throw new Refused(`Say with --team in which of these they work:\n${names}`)
    if (!theirs[0])
      throw new Refused('The organisation has no team to work in. Make one with: npm run trellis -- create team')
    return theirs[0]
  }
  const wanted = team.trim().toLowerCase()
  const found = theirs.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
  if (found) return found
  throw new Refused(`The organisation has no team "${team}".${names && ` There are:\n${names}`}`)
}
