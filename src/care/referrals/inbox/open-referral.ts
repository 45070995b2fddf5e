import { dayOf } from '#platform/days.ts'
import type { Context } from '#platform/context.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { getPerson, type Person } from '#registers/people/index.ts'
import { historyOf, sayLatest } from './history.rules.ts'
import { staffIn, viewTeamReferral, type TeamReferral } from './team-referral.queries.ts'

/** A referral of the team with the person it is for, for the pages on which it is answered. */
export interface OpenedReferral {
  referral: TeamReferral
  person: Person
  /** The last that happened, by whom and when: for whoever comes too late. */
  latest: string
}

/** Opens a referral for answering; that somebody looked is written down. Throws NotFound. Four statements. */
export const openReferral = ({
  context,
  params,
}: {
  context: Context
  params: { id: string }
}): Promise<OpenedReferral> =>
  context.transaction(async (tx) => {
    const referral = await viewTeamReferral(tx, params.id)
    const [person, names] = await Promise.all([getPerson(tx, referral.personId), listStaffNames(tx, staffIn(referral))])
    return { referral, person, latest: sayLatest(historyOf(referral, names), dayOf(tx.now())) }
  })
