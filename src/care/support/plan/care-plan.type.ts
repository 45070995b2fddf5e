import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Need } from '#registers/directory/index.ts'

/** What somebody says about themselves, in the order of the PRSB standard "About me". The words are the person's side of the page. */
export const ABOUT_ME = {
  mostImportant: { label: 'What matters most to me', column: 'most_important' },
  importantPeople: { label: 'People who are important to me', column: 'important_people' },
  communication: { label: 'How I talk and understand best', column: 'communication' },
  wellness: { label: 'How I am when I am well, and when I am not', column: 'wellness' },
  pleaseDo: { label: 'Please do', column: 'please_do' },
  pleaseDoNot: { label: 'Please do not', column: 'please_do_not' },
  howToSupport: { label: 'How and when to support me', column: 'how_to_support' },
  alsoWorthKnowing: { label: 'Also worth knowing', column: 'also_worth_knowing' },
  supportedToWriteBy: { label: 'Who helped me to write this', column: 'supported_to_write_by' },
} as const

export type AboutMeField = keyof typeof ABOUT_ME
export const ABOUT_ME_FIELDS = Object.keys(ABOUT_ME) as AboutMeField[]
export type AboutMe = Record<AboutMeField, string>

/** A strength or a reasonable adjustment. */
export interface Line {
  id: Id
  text: string
}

export interface Concern {
  id: Id
  text: string
  need: Need | null
  /** About somebody else, or harmful: never printed or shown to the person. */
  withheld: boolean
}

export const GOAL_STATUSES = {
  open: 'Working on it',
  reached: 'Reached',
  partly: 'Partly reached',
  stopped: 'Not wanted any more',
} as const
export type GoalStatus = keyof typeof GOAL_STATUSES

export interface Goal {
  id: Id
  concernId: Id | null
  text: string
  /** 1 to 10, as the person says. */
  importance: number | null
  confidence: number | null
  status: GoalStatus
  /** How they will know that they are there. */
  target: string
}

export const ACTION_STATUSES = {
  planned: 'Planned',
  started: 'Started',
  done: 'Done',
  stopped: 'Not going ahead',
} as const
export type ActionStatus = keyof typeof ACTION_STATUSES

export interface Action {
  id: Id
  goalId: Id
  what: string
  who: string
  /** In their words: "before Easter". */
  byWhen: string
  /** What helps if it gets hard. */
  strategies: string
  status: ActionStatus
  confidence: number | null
  reviewOn: Day | null
}

export interface Risk {
  id: Id
  text: string
  since: Day | null
  /** When it was over. */
  until: Day | null
  comment: string
  withheld: boolean
}

export const AGREED_WITH = {
  person: 'The person',
  representative: 'Somebody who speaks for them',
  nobody: 'Nobody yet',
} as const

export const WAYS_TO_SHARE = {
  paper: 'On paper, handed over',
  post: 'By post',
  email: 'By email',
  aloud: 'Read aloud together',
} as const
export type WayToShare = keyof typeof WAYS_TO_SHARE

/** A version of the plan: what stood at a revision, with whom it was agreed, and who has it. */
export interface Agreement {
  version: number
  revision: number
  agreedWith: keyof typeof AGREED_WITH
  representative: string | null
  whyNot: string | null
  agreedOn: Day
  reviewOn: Day
  /** Who looks after the review. */
  responsible: string
  sharings: { with: 'person' | 'representative'; how: WayToShare; at: Date; by: string }[]
}

/** Everything said in an episode as it stood at a revision, in the shape of the PRSB care and support plan. */
export interface CarePlan {
  /** 0 when nothing is written yet. */
  revision: number
  written: { by: string; at: Date } | null
  aboutMe: AboutMe
  strengths: Line[]
  concerns: Concern[]
  goals: Goal[]
  actions: Action[]
  risks: Risk[]
  noKnownRisks: { by: string; at: Date } | null
  adjustments: Line[]
  /** The latest first; all of them, whatever revision is looked at. */
  agreements: Agreement[]
}
