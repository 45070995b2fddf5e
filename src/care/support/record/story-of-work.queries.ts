import { sayDay, dayOf, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import { CLOSURE_REASONS, type ClosureReason } from '../closing/closing.rules.ts'
import {
  KINDS,
  OUTCOMES,
  PAUSE_REASONS,
  type ContactKind,
  type ContactOutcome,
  type PauseReason,
} from '../contacts/contact.rules.ts'
import { MEASURES } from '../measures/measure-files.ts'
import type { StoryEvent, StorySource } from './story.type.ts'

/** What was done with them: contacts as they were last put right, pauses, questionnaires, and how it ended. One statement. */
export const storyOfWork: StorySource = async (tx, personId) => {
  const rows = await tx.query<Row>(WORK, [tx.actor.partnershipId, teamActor(tx.actor).teamId, personId])
  return rows.map((row) => storyEvent(row, dayOf(tx.now())))
}

const EPISODES =
  'select e.id from support.episode e where e.partnership_id = $1 and e.team_id = $2 and e.person_id = $3'

const WORK = `select c.happened_at as at, 'contact' as type, a.name as who, c.kind as code, c.outcome as result, c.note as text, null::date as day, c.episode_id, c.id
  from (select distinct on (x.id) x.* from support.contact x where x.partnership_id = $1 and x.episode_id in (${EPISODES}) order by x.id, x.version desc) c
  left join access.account a on a.partnership_id = $1 and a.id = c.recorded_by
union all select p.paused_at, 'pause', null, p.reason, null, p.note, p.until, p.episode_id, p.id
  from support.pause p where p.partnership_id = $1 and p.episode_id in (${EPISODES})
union all select p.resumed_at, 'resumption', null, p.reason, null, null, null, p.episode_id, p.id
  from support.pause p where p.partnership_id = $1 and p.episode_id in (${EPISODES}) and p.resumed_at is not null
union all select f.closed_at, 'closure', null, f.reason, null, f.outcome, null, f.episode_id, f.episode_id
  from support.closure f where f.partnership_id = $1 and f.episode_id in (${EPISODES})
union all select min(r.recorded_at), 'response', null, r.measure_code, null, null, null, r.episode_id, r.id
  from support.response r where r.partnership_id = $1 and r.episode_id in (${EPISODES}) group by r.episode_id, r.id, r.measure_code`

interface Row {
  at: Date
  type: 'contact' | 'pause' | 'resumption' | 'closure' | 'response'
  who: string | null
  code: string
  result: string | null
  text: string | null
  day: Day | null
  episode_id: Id
  id: Id
}

function storyEvent({ at, type: kind, who, code, result, text, day, episode_id, id }: Row, today: Day): StoryEvent {
  const episode = `/episodes/${episode_id}`
  const words = text ?? undefined
  switch (kind) {
    case 'contact': {
      const title = `${KINDS[code as ContactKind]}: ${OUTCOMES[result as ContactOutcome]} (${who ?? 'a colleague'})`
      return { at, kind, title, text: words, href: `${episode}/contacts/${id}` }
    }
    case 'pause': {
      const until = day ? `Until ${sayDay(day, today)}.` : undefined
      return {
        at,
        kind,
        title: `Paused: ${PAUSE_REASONS[code as PauseReason]}`,
        text: [until, words].filter(Boolean).join(' '),
      }
    }
    case 'resumption':
      return { at, kind, title: 'Going on after a pause' }
    case 'closure':
      return { at, kind, title: `Closed: ${CLOSURE_REASONS[code as ClosureReason]}`, text: words }
    case 'response':
      return {
        at,
        kind,
        title: `Answered ${MEASURES.get(code)?.name ?? 'a questionnaire'}`,
        href: `${episode}/measures`,
      }
  }
}
