import type { Context } from '#platform/context.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { SignIn } from './caller.queries.ts'
import type { AccessServices } from './note.ts'
import { saveChoice } from './sign-in.queries.ts'
import { listWorkplaces, type Workplace } from './workplace.queries.ts'

/** In which team, or for which organisation, somebody works from now on in this sign-in. Gives where they are now. */
export const chooseWorkplace = (
  { note }: AccessServices,
  ctx: Context,
  signIn: SignIn,
  chosen: string,
): Promise<Decision<Workplace, 'not-yours'>> =>
  ctx.transaction(async (tx) => {
    const workplace = (await listWorkplaces(tx, signIn.accountId)).find((one) => workplaceKey(one) === chosen)
    if (!workplace) return refuse('not-yours')
    saveChoice(tx, signIn.id, workplace)
    const { organisationId: organisation, teamId: team } = workplace
    note(tx, 'workplace.chosen', { subjectId: signIn.id, detail: { organisation, team } })
    return allow(workplace)
  })

/** The value of a workplace in a form. */
export const workplaceKey = ({ organisationId, teamId }: Pick<Workplace, 'organisationId' | 'teamId'>): string =>
  teamId ? `${organisationId}.${teamId}` : organisationId
