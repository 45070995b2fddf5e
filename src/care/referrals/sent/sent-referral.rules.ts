import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { sayTelephone } from '#platform/telephone.ts'
import type { Tone } from '#ui/tag.tsx'
import { endOf, END_WORDS, sayEnd, workOf, type Work } from '../progress.rules.ts'
import { DECLINE_REASONS, type ReferralStatus } from '../referral.rules.ts'
import type { SentReferral, SentReferralDetails } from './sent-referral.queries.ts'

/** A status as whoever sent it should read it: what it means to them. */
const SENT_WORDS: Record<Exclude<ReferralStatus, 'accepted'>, Standing> = {
  received: { words: 'Waiting for an answer', tone: 'waiting' },
  questioned: { words: 'Needs your answer', tone: 'careful' },
  declined: { words: 'Not accepted', tone: 'quiet' },
  withdrawn: { words: 'Taken back', tone: 'quiet' },
}

/** The same of the work that a yes led to. */
const WORK_WORDS: Record<Work, Standing> = {
  waiting: { words: 'Accepted, first talk to come', tone: 'new' },
  active: { words: 'Being supported', tone: 'going' },
  paused: { words: 'Paused', tone: 'quiet' },
  closed: { words: 'Ended', tone: 'done' },
}

interface Standing {
  words: string
  tone: Tone
}

/** How a referral stands, for whoever sent it. */
export const standingOf = ({ status, progress }: Pick<SentReferral, 'status' | 'progress'>): Standing =>
  status === 'accepted' ? WORK_WORDS[workOf(progress)] : SENT_WORDS[status]

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
  progress,
}: Pick<SentReferral, 'status' | 'nextDate' | 'firstContactBy' | 'progress'>): Day | null => {
  if (status === 'accepted') return workOf(progress) === 'waiting' ? (firstContactBy ?? nextDate) : null
  return status === 'received' || status === 'questioned' ? nextDate : null
}

/** What happens next, and what to do if it does not. */
export function sayNext(
  referral: Pick<SentReferral, 'status' | 'worker' | 'team' | 'sentBy' | 'nextDate' | 'firstContactBy' | 'progress'>,
  today: Day,
): string {
  const { status, team, nextDate, sentBy } = referral
  const ring = team.telephone ? `ring ${sayTelephone(team.telephone)}` : 'ask the team'
  switch (status) {
    case 'received':
      return `${team.name} will read this and answer by ${sayDay(nextDate, today)}. If you hear nothing by then, ${ring}.`
    case 'questioned':
      return `${team.name} asked ${sentBy} something. It goes on as soon as the answer is there.`
    case 'accepted':
      return sayNextOfWork(referral, ring, today)
    case 'declined':
      return `${team.name} cannot help this time. The answer says where to go instead.`
    case 'withdrawn':
      return 'Nothing more happens. You can refer them again at any time.'
  }
}

type Accepted = Pick<SentReferral, 'worker' | 'team' | 'nextDate' | 'firstContactBy' | 'progress'>

function sayNextOfWork({ team, worker, nextDate, firstContactBy, progress }: Accepted, ring: string, today: Day) {
  const who = worker ?? `Somebody from ${team.name}`
  const by = firstContactBy ?? nextDate
  const end = endOf(progress)
  if (end) {
    const ended = `The work ended on ${sayDay(dayOf(end.at), today)}.`
    return end.reason === 'died'
      ? `${ended} Somebody from ${team.name} rings you about it, or ${ring}.`
      : `${ended} ${END_WORDS[end.reason]} They can come back to ${team.name} at any time, without a new referral.`
  }
  switch (workOf(progress)) {
    case 'active':
      return `${who} is working with them. You hear from us when the work ends. To ask how it goes, ${ring}.`
    case 'paused':
      return `The work rests for a while, as they wish. You hear from us when it ends. To ask how it goes, ${ring}.`
    default:
      return by < today
        ? `${who} has taken it on, and was to be in touch by ${sayDay(by, today)}. They have not talked yet. To ask how it goes, ${ring}.`
        : `${who} will be in touch with them by ${sayDay(by, today)}. If not, ${ring}.`
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
    ...referral.progress.map((step) => ({
      at: step.at,
      words: PROGRESS[step.stage],
      more: step.stage === 'closed' ? (sayEnd(step.reason) ?? null) : null,
    })),
  ]
  return whole.filter((happening) => happening !== null).toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

const PROGRESS = {
  started: 'They talked for the first time',
  paused: 'The work was paused',
  resumed: 'The work went on',
  closed: 'The work ended',
} as const

const WITHDRAWN_BY = {
  referrer: 'Your organisation took it back',
  person: 'They took it back themselves',
  team: 'The team took it back for you',
} as const

/** When it was sent: "Today", "Friday 27 March". */
export const saySince = (since: Date, today: Day): string =>
  dayOf(since) === today ? 'Today' : sayDay(dayOf(since), today)
