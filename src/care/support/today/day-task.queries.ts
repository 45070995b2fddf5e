import type { Id } from '#platform/ids.ts'
import type { Reason } from '#care/referrals/index.ts'
import type { EpisodeStatus } from '../episode.rules.ts'

/** A task as the day shows it, with what the record it is about tells; the person comes with their own statement. */
export interface DayTask {
  id: Id
  kind: string
  about: { kind: string; id: Id }
  personId: Id | null
  accountId: Id | null
  /** Who has it while nobody is named. */
  role: string
  madeAt: Date
  dueAt: Date
  escalated: boolean
  /** Codes and counts. */
  detail: Record<string, unknown>
  episode: { id: Id; status: EpisodeStatus; tries: number; workerId: Id | null; cameBack: boolean } | null
  referral: {
    id: Id
    reasons: Reason[]
    referrerKind: string
    referrerName: string
    referrerTelephone: string | null
  } | null
}

/** Selects the tasks of a common table expression with what the records they are about tell. */
export const withRecord = (
  tasks: string,
): string => `select t.id, t.kind, t.about, t.about_id, t.person_id, t.account_id, t.made_at, t.due_at, t.escalated_at is not null as escalated, t.detail, t.role,
  e.id as episode_id, e.status, e.tries, e.worker_account_id, e.previous_episode_id is not null as came_back,
  r.id as referral_id, r.reasons, r.referrer_kind, r.referrer_name, r.referrer_telephone
from ${tasks} t
left join support.episode e on t.about = 'episode' and e.partnership_id = t.partnership_id and e.id = t.about_id
left join referrals.referral r on r.partnership_id = t.partnership_id and r.id = case t.about when 'referral' then t.about_id else e.referral_id end`

/** What `withRecord` selects. */
export interface DayTaskRow {
  id: Id
  kind: string
  about: string
  about_id: Id
  person_id: Id | null
  account_id: Id | null
  role: string
  made_at: Date
  due_at: Date
  escalated: boolean
  detail: Record<string, unknown>
  episode_id: Id | null
  status: string
  tries: number
  worker_account_id: Id | null
  came_back: boolean
  referral_id: Id | null
  reasons: string[]
  referrer_kind: string
  referrer_name: string
  referrer_telephone: string | null
}

/** The row as the day shows it. */
export const dayTask = (row: DayTaskRow): DayTask => ({
  id: row.id,
  kind: row.kind,
  about: { kind: row.about, id: row.about_id },
  personId: row.person_id,
  accountId: row.account_id,
  role: row.role,
  madeAt: row.made_at,
  dueAt: row.due_at,
  escalated: row.escalated,
  detail: row.detail,
  episode: row.episode_id
    ? {
        id: row.episode_id,
        status: row.status as EpisodeStatus,
        tries: row.tries,
        workerId: row.worker_account_id,
        cameBack: row.came_back,
      }
    : null,
  referral: row.referral_id
    ? {
        id: row.referral_id,
        reasons: row.reasons as Reason[],
        referrerKind: row.referrer_kind,
        referrerName: row.referrer_name,
        referrerTelephone: row.referrer_telephone,
      }
    : null,
})
