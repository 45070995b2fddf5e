import { dayOf } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import { findUrgentWords } from '#engines/urgent-words/index.ts'
import { listTeamsById, type Team } from '#registers/teams/index.ts'
import { answersOf, wordsTyped } from '#ui/question-flow/flow.rules.ts'
import type { Words } from '#ui/question-flow/flow.type.ts'
import { ASK } from './ask.forms.ts'
import { ASK_FOR_SOMEONE } from './ask-for-someone.forms.ts'
import type { AskFacts, AskState } from './ask.type.ts'
import { ASK_TEXTS, SOMEONE_TEXTS } from './texts.en.ts'

/** The two flows, each with its words. */
export const FLOWS = [
  { flow: ASK, texts: ASK_TEXTS },
  { flow: ASK_FOR_SOMEONE, texts: SOMEONE_TEXTS },
] as const
export type AskFlow = (typeof FLOWS)[number]

/** Reads what the questions need to know: one statement. `teams`: when they are at hand already. */
export async function readFacts(
  tx: Tx,
  { flow, texts }: AskFlow,
  state: AskState,
  teams?: readonly Team[],
): Promise<AskFacts> {
  const known = teams ?? (await listTeamsById(tx, state.found?.teamIds ?? []))
  const facts = { teams: known, team: teamOf(known, state), found: state.found, answers: {}, today: dayOf(tx.now()) }
  return { ...facts, answers: answersOf(flow, state.typed, facts, texts) }
}

/** Who gets it: the only team, or the chosen one. One that takes nobody now is nobody's choice. */
function teamOf(teams: readonly Team[], { typed }: AskState): Team | undefined {
  const open = teams.filter(({ pause }) => !pause)
  if (teams.length === 1) return open[0]
  return open.find(({ id }) => id === typed.team?.team)
}

export const wordsFor = ({ team }: Pick<AskFacts, 'team'>): Words => ({ team: team?.name ?? 'the team' })

/** Whether anything typed so far, in whatever field, may ask for help now. */
export const isUrgent = ({ typed }: Pick<AskState, 'typed'>): boolean => findUrgentWords(wordsTyped(typed)).length > 0
