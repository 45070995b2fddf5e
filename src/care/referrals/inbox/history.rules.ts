import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { sayReferrer } from './inbox.rules.ts'
import type { TeamReferral } from './team-referral.queries.ts'

/** One thing that happened, as a sentence without its date. */
export interface Happening {
  at: Date
  words: string
}

type Told = Pick<
  TeamReferral,
  'receivedAt' | 'cameBy' | 'referrer' | 'questions' | 'allocations' | 'acceptance' | 'decline' | 'withdrawal'
>

const CAME_BY: Record<TeamReferral['cameBy'], string> = {
  screen: 'sent on screen',
  public: 'asked on the public pages',
  api: 'sent by another system',
  paper: 'sent on paper',
  telephone: 'taken down on the telephone',
}

const WITHDRAWN_BY: Record<'referrer' | 'person' | 'team', string> = {
  referrer: 'Whoever referred took it back',
  person: 'The person took it back',
  team: 'The team closed it at the request of the referrer',
}

/** All that happened to a referral, the earliest first. `names`: of the staff in it. */
export function historyOf(referral: Told, names: ReadonlyMap<Id, string>): Happening[] {
  const who = (id: Id | null) => (id && names.get(id)) ?? 'The referrer'
  const { acceptance, decline, withdrawal } = referral
  return [
    {
      at: referral.receivedAt,
      words: `Came from ${referral.referrer.kind === 'self' ? 'the person' : sayReferrer(referral.referrer)}, ${CAME_BY[referral.cameBy]}`,
    },
    ...referral.allocations.map(({ to, by, at }) => ({
      at,
      words: to === by ? `${who(to)} took it` : `${who(by)} gave it to ${who(to)}`,
    })),
    ...referral.questions.flatMap(({ askedBy, askedAt, answeredBy, answeredAt }) => [
      { at: askedAt, words: `${who(askedBy)} asked a question` },
      ...(answeredAt
        ? [{ at: answeredAt, words: answeredBy ? `${who(answeredBy)} wrote down the answer` : 'The answer came' }]
        : []),
    ]),
    ...(acceptance ? [{ at: acceptance.at, words: `${who(acceptance.by)} accepted it` }] : []),
    ...(decline ? [{ at: decline.at, words: `${who(decline.by)} said that it is not for this team` }] : []),
    ...(withdrawal ? [{ at: withdrawal.at, words: WITHDRAWN_BY[withdrawal.by] }] : []),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** The last that happened, with its time: "Priya Nair accepted it on Wednesday 1 April at 10am." */
export function sayLatest(history: readonly Happening[], today: Day): string {
  const last = history.at(-1)!
  return `${last.words} on ${sayDay(dayOf(last.at), today)} at ${sayTime(last.at)}.`
}
