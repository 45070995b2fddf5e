import type { Id } from '#platform/ids.ts'
import type { Answers, Typed } from '#ui/question-flow/flow.type.ts'
import type { Team } from '#registers/teams/index.ts'

/** What the first answer led to: the practice that was meant, the postcode, the teams that cover either. */
export interface Found {
  practice: { code: string; name: string } | null
  postcode: string | null
  teamIds: readonly Id[]
}

/** Everything that is kept of somebody who asks, until it is sent: what was typed, and what follows from it. */
export interface AskState {
  typed: Typed
  found: Found | null
  /** On a screen by themselves, or written down by staff who hear or read it. */
  cameBy: 'public' | 'telephone' | 'paper'
  /** The team whose page somebody came from: chosen for them where it covers them. */
  wantedTeamId: Id | null
  /** The e-mail address that a link to confirm it went to. */
  askedToConfirm: string | null
}

/** What the questions look at beside their own answer. */
export interface AskFacts {
  /** Those that cover, open ones first. */
  teams: readonly Team[]
  /** Who gets it: the only one, or the one that was chosen; never one that takes nobody. */
  team: Team | undefined
  found: Found | null
  answers: Answers
  /** YYYY-MM-DD in London. */
  today: string
}

export const NEW_STATE: AskState = {
  typed: {},
  found: null,
  cameBy: 'public',
  wantedTeamId: null,
  askedToConfirm: null,
}
