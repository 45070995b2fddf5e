import { dayOf, sayDay, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { sayReasons, type Reason } from '#care/referrals/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { StoryEvent, StorySource } from './story.type.ts'

/** How it began and what was written down: referrals to this team and their answers, who was given the person, what they said, their plan. */
export const storyOfSupport: StorySource = async (tx, personId) => {
  const rows = await tx.query<Row>(STORY, [tx.actor.partnershipId, teamActor(tx.actor).teamId, personId])
  return rows
    .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
    .map((row) => storyEvent(row, dayOf(tx.now())))
}

/** Every part of the story, the latest first; of one moment, what a source names later stands above. Sources are asked at once. */
export async function readStory(
  ...[tx, personId, sources]: [...Parameters<StorySource>, readonly StorySource[]]
): Promise<StoryEvent[]> {
  const parts = await Promise.all(sources.map((source) => source(tx, personId)))
  return parts
    .flat()
    .toReversed()
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

const BY = (account: string) => `left join access.account a on a.partnership_id = $1 and a.id = ${account}`

// A day on which somebody saved ten times is one line.
const STORY = `select r.received_at as at, 'referral' as kind, r.referrer_name as who, r.referrer_kind as code, r.reasons, r.reason_text as text, null::date as day, r.id
  from referrals.referral r where r.partnership_id = $1 and r.team_id = $2 and r.person_id = $3
union all select f.accepted_at, 'acceptance', a.name, null, null, null, f.first_contact_by, f.referral_id
  from referrals.referral r join referrals.acceptance f on f.partnership_id = $1 and f.referral_id = r.id ${BY('f.accepted_by')}
  where r.partnership_id = $1 and r.team_id = $2 and r.person_id = $3
union all select f.declined_at, 'decline', a.name, null, null, null, null, f.referral_id
  from referrals.referral r join referrals.decline f on f.partnership_id = $1 and f.referral_id = r.id ${BY('f.declined_by')}
  where r.partnership_id = $1 and r.team_id = $2 and r.person_id = $3
union all select f.withdrawn_at, 'withdrawal', null, f.by_kind, null, null, null, f.referral_id
  from referrals.referral r join referrals.withdrawal f on f.partnership_id = $1 and f.referral_id = r.id
  where r.partnership_id = $1 and r.team_id = $2 and r.person_id = $3
union all select f.allocated_at, 'allocation', a.name, null, null, null, null, f.episode_id
  from support.episode e join support.allocation f on f.partnership_id = $1 and f.episode_id = e.id ${BY('f.account_id')}
  where e.partnership_id = $1 and e.team_id = $2 and e.person_id = $3
union all select max(f.written_at), 'words', a.name, null, null, null, null, f.episode_id
  from support.revision f ${BY('f.written_by')}
  where f.partnership_id = $1 and f.team_id = $2 and f.person_id = $3
  group by f.episode_id, a.name, (f.written_at at time zone 'Europe/London')::date
union all select f.recorded_at, 'plan-agreed', f.representative, f.agreed_with, null, f.why_not, f.review_on, f.episode_id
  from support.plan f where f.partnership_id = $1 and f.team_id = $2 and f.person_id = $3
union all select f.shared_at, 'plan-shared', null, f.shared_with, null, null, null, f.episode_id
  from support.plan_sharing f where f.partnership_id = $1 and f.team_id = $2 and f.person_id = $3
union all select f.written_at, 'safeguarding', a.name, null, null, null, null, f.episode_id
  from support.safeguarding_note f join support.episode e on e.partnership_id = $1 and e.id = f.episode_id ${BY('f.written_by')}
  where f.partnership_id = $1 and f.team_id = $2 and e.person_id = $3`

/** Of what happened in one moment, each follows from those before it. */
const KINDS = [
  'referral',
  'acceptance',
  'decline',
  'withdrawal',
  'allocation',
  'words',
  'plan-agreed',
  'plan-shared',
  'safeguarding',
] as const

interface Row {
  at: Date
  kind: (typeof KINDS)[number]
  who: string | null
  code: string | null
  reasons: Reason[] | null
  text: string | null
  day: Day | null
  id: Id
}

function storyEvent({ at, kind, who, code, reasons, text, day, id }: Row, today: Day): StoryEvent {
  const [referral, episode] = [`/referrals/${id}`, `/episodes/${id}`]
  const name = who ?? 'A colleague'
  switch (kind) {
    case 'referral': {
      const title = code === 'self' ? 'Asked for themselves' : `Referred by ${name}`
      return {
        at,
        kind,
        title,
        text: [`${sayReasons(reasons ?? [])}.`, text].filter(Boolean).join(' '),
        href: referral,
      }
    }
    case 'acceptance':
      return {
        at,
        kind,
        title: `${name} accepted the referral`,
        text: day ? `First contact by ${sayDay(day, today)}.` : undefined,
        href: referral,
      }
    case 'decline':
      return { at, kind, title: `${name} did not accept the referral`, href: referral }
    case 'withdrawal':
      return {
        at,
        kind,
        title: code === 'person' ? 'They took the request back' : 'The referral was taken back',
        href: referral,
      }
    case 'allocation':
      return { at, kind, title: `Given to ${name}` }
    case 'words':
      return { at, kind, title: `${name} wrote down what they said`, href: `${episode}/conversation` }
    case 'plan-agreed':
      return {
        at,
        kind,
        title: AGREED[code ?? ''] ?? `Plan agreed with ${name}`,
        text: agreedText(text, day, today),
        href: `${episode}/plan`,
      }
    case 'plan-shared':
      return {
        at,
        kind,
        title: code === 'person' ? 'They were given their plan' : 'Whoever speaks for them was given the plan',
        href: `${episode}/plan`,
      }
    case 'safeguarding':
      return { at, kind, title: `${name} added a safeguarding note`, href: `${episode}/safeguarding` }
  }
}

const AGREED: Record<string, string> = { person: 'Plan agreed with them', nobody: 'Plan made, not agreed yet' }

const agreedText = (whyNot: string | null, reviewOn: Day | null, today: Day): string =>
  [whyNot, reviewOn && `To be looked at again by ${sayDay(reviewOn, today)}.`].filter(Boolean).join(' ')
