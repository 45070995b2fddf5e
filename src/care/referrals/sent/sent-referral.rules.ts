import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { sayTelephone } from '#platform/telephone.ts'
import type { Tone } from '#ui/tag.tsx'
import { DECLINE_REASONS, type ReferralStatus } from '../referral.rules.ts'
import type { SentReferral, SentReferralDetails } from './sent-referral.queries.ts'

/** A status as whoever sent it should read it: what it means to them. */
export const SENT_WORDS: Record<ReferralStatus, { words: string; tone: Tone }> = {
  received: { words: 'Waiting for an answer', tone: 'waiting' },
  questioned: { words: 'Needs your answer', tone: 'careful' },
  accepted: { words: 'Accepted', tone: 'done' },
  declined: { words: 'Not accepted', tone: 'quiet' },
  withdrawn: { words: 'Taken back', tone: 'quiet' },
}

/** Who has it: a named person, the team, or the one who is asked something. */
export function ownerOf({
  status,
  worker,
  team,
  sentBy,
}: Pick<SentReferral, 'status' | 'worker' | 'team' | 'sentBy'>): string {
  if (status === 'questioned') return sentBy
  return worker ? `${worker}, ${team.name}` : team.name
}

/** The next date that counts; null once nothing more is to happen to the referral itself. */
export const nextDateOf = ({
  status,
  nextDate,
  firstContactBy,
}: Pick<SentReferral, 'status' | 'nextDate' | 'firstContactBy'>): Day | null => {
  if (status === 'accepted') return firstContactBy ?? nextDate
  return status === 'received' || status === 'questioned' ? nextDate : null
}

/** What happens next, and what to do if it does not. */
export function sayNext(
  referral: Pick<SentReferral, 'status' | 'worker' | 'team' | 'sentBy' | 'nextDate' | 'firstContactBy'>,
  today: Day,
): string {
  const { status, team, worker, nextDate, firstContactBy, sentBy } = referral
  const ring = team.telephone ? `ring ${sayTelephone(team.telephone)}` : 'ask the team'
  switch (status) {
    case 'received':
      return `${team.name} will read this and answer by ${sayDay(nextDate, today)}. If you hear nothing by then, ${ring}.`
    case 'questioned':
      return `${team.name} asked ${sentBy} something, and goes on as soon as the answer is there.`
    case 'accepted': {
      const who = worker ?? `Somebody of ${team.name}`
      const by = firstContactBy ?? nextDate
      return by < today
        ? `${who} has taken it on, and was to be in touch by ${sayDay(by, today)}. You hear from us when the work ends. To ask how it goes, ${ring}.`
        : `${who} will be in touch with them by ${sayDay(by, today)}. If not, ${ring}.`
    }
    case 'declined':
      return `${team.name} cannot help this time, and says where to go instead.`
    case 'withdrawn':
      return 'Nothing more happens. You can refer them again at any time.'
  }
}

/** One thing that happened, in words; `more` is what was said with it. */
export interface Happening {
  at: Date
  words: string
  more: string | null
}

/** All that happened to a referral, the earliest first. */
export function historyOf(referral: SentReferralDetails): Happening[] {
  const { team, acceptance, decline, withdrawal, sentBy } = referral
  const whole: (Happening | null)[] = [
    { at: referral.receivedAt, words: `${sentBy} sent it to ${team.name}`, more: null },
    ...referral.questions.flatMap((q) => [
      { at: q.askedAt, words: `${q.askedBy ?? team.name} asked a question`, more: q.question },
      q.answeredAt && {
        at: q.answeredAt,
        words: q.answeredBy ? `${q.answeredBy} answered` : 'The answer came',
        more: q.answer,
      },
    ]),
    acceptance && { at: acceptance.at, words: `${acceptance.by ?? team.name} accepted it`, more: null },
    decline && {
      at: decline.at,
      words: `${decline.by ?? team.name} did not accept it`,
      more: [`${DECLINE_REASONS[decline.reason]}.`, decline.note].filter(Boolean).join(' '),
    },
    withdrawal && { at: withdrawal.at, words: WITHDRAWN_BY[withdrawal.by], more: withdrawal.note },
  ]
  return whole.filter((happening) => happening !== null).toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

const WITHDRAWN_BY = {
  referrer: 'Your organisation took it back',
  person: 'They took it back themselves',
  team: 'The team took it back for you',
} as const

/** When it was sent: "Today", "Friday 27 March". */
export const saySince = (since: Date, today: Day): string =>
  dayOf(since) === today ? 'Today' : sayDay(dayOf(since), today)
