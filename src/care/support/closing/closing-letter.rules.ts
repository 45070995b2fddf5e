import { sayDay, type Day } from '#platform/days.ts'
import type { Letter, LetterBlock } from '#foundations/messages/index.ts'
import { sayNhsNumber, type NhsNumber, type Person } from '#registers/people/index.ts'
import type { Team } from '#registers/teams/index.ts'
import { END_WORDS } from '#care/referrals/index.ts'
import type { Closure } from './closing.rules.ts'

export interface ClosingFacts {
  closure: Closure
  person: Pick<Person, 'givenName' | 'familyName' | 'birthDate'>
  /** Only for a letter to the NHS. */
  nhsNumber: NhsNumber | undefined
  team: Pick<Team, 'name' | 'telephone' | 'organisationName'>
  /** Who wrote it. */
  worker: string
  /** Name first, then the lines of the address. */
  recipient: readonly string[]
  reference: string | null
  openedOn: Day
  closedOn: Day
}

/** What is asked of others, in the form in which it is always shown: a list, or the words that there is nothing. */
export const NO_ACTIONS = 'No actions required.'

/** The letter at the end, to the GP practice or whoever asked: requested actions stand first, and their absence is said. */
export function closingLetter({
  closure,
  person,
  nhsNumber,
  team,
  worker,
  recipient,
  reference,
  openedOn,
  closedOn,
}: ClosingFacts): Letter {
  const name = `${person.givenName} ${person.familyName}`
  const asked: LetterBlock = closure.noActionsRequired
    ? { kind: 'paragraph', text: NO_ACTIONS }
    : { kind: 'list', items: closure.requestedActions, numbered: true }
  return {
    sender: { team: team.name, address: [team.organisationName], telephone: team.telephone ?? '' },
    recipient,
    date: closedOn,
    reference,
    subject: 'Social prescribing: our work has ended',
    salutation: `To ${recipient[0] ?? 'whom it may concern'},`,
    blocks: [
      { kind: 'heading', text: 'What we ask you to do' },
      asked,
      {
        kind: 'table',
        headings: ['About', name],
        rows: [
          ['Born', sayWhole(person.birthDate)],
          ...(nhsNumber ? [['NHS number', sayNhsNumber(nhsNumber)]] : []),
          ['We worked together', `${sayWhole(openedOn)} to ${sayWhole(closedOn)}`],
          ['Why it ended', END_WORDS[closure.reason]],
          ...(closure.diedOn ? [['Died', sayWhole(closure.diedOn)]] : []),
        ],
      },
      { kind: 'heading', text: 'What changed' },
      ...paragraphs(closure.outcome),
      { kind: 'heading', text: 'Summary' },
      ...paragraphs(closure.summary),
      ...(closure.reason === 'died' ? [] : wayBack(team)),
      { kind: 'signature', lines: [worker, team.name] },
    ],
    largePrint: false,
  }
}

const wayBack = ({ telephone }: Pick<Team, 'telephone'>): LetterBlock[] => [
  { kind: 'heading', text: 'Coming back' },
  {
    kind: 'paragraph',
    text: `They can come back to us at any time, without a new referral${telephone ? `: they ring ${telephone}` : ''}.`,
  },
]

const paragraphs = (words: string): LetterBlock[] =>
  words
    .split(/\n{2,}/)
    .filter((text) => text.trim() !== '')
    .map((text) => ({ kind: 'paragraph', text: text.trim() }))

/** With its year always: a letter is read years later. */
const sayWhole = (day: Day): string => {
  const said = sayDay(day, day)
  return `${said.slice(said.indexOf(' ') + 1)} ${day.slice(0, 4)}`
}
