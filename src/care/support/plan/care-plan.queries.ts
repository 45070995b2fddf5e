import type { Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Need } from '#registers/directory/index.ts'
import {
  ABOUT_ME,
  ABOUT_ME_FIELDS,
  type AboutMe,
  type ActionStatus,
  type Agreement,
  type CarePlan,
  type GoalStatus,
  type WayToShare,
} from './care-plan.type.ts'

/**
 * Everything said in an episode, as it stands or as it stood at a revision. Sees what its caller may see: nothing for
 * another team, nothing withheld for the person. One statement.
 */
export async function readCarePlan(tx: Tx, episodeId: Id, atRevision: number | null = null): Promise<CarePlan> {
  const [row] = await tx.query<Row>(CARE_PLAN, [tx.actor.partnershipId, episodeId, atRevision])
  return carePlan(row!)
}

/** The latest row of each thing up to the revision, in the order in which they were first said. */
const latest = (table: string) => `(select coalesce(jsonb_agg(to_jsonb(x) order by x.first, x.place, x.id), '[]') from (
    select distinct on (i.id) i.*, min(i.revision) over (partition by i.id) as first from support.${table} i
    where i.partnership_id = $1 and i.episode_id = $2 and i.revision <= at.number order by i.id, i.revision desc) x
  where not x.removed) as ${table}`

const WRITTEN = `support.revision r left join access.account a on a.partnership_id = r.partnership_id and a.id = r.written_by`

const CARE_PLAN = `select at.number as revision,
  (select jsonb_build_object('by', a.name, 'at', r.written_at) from ${WRITTEN}
    where r.partnership_id = $1 and r.episode_id = $2 and r.number = at.number) as written,
  (select to_jsonb(m) from support.about_me m
    where m.partnership_id = $1 and m.episode_id = $2 and m.revision <= at.number order by m.revision desc limit 1) as about_me,
  (select jsonb_build_object('said', n.said, 'by', a.name, 'at', r.written_at) from support.no_known_risks n
    join ${WRITTEN} on r.partnership_id = n.partnership_id and r.episode_id = n.episode_id and r.number = n.revision
    where n.partnership_id = $1 and n.episode_id = $2 and n.revision <= at.number order by n.revision desc limit 1) as no_known_risks,
  ${['strength', 'adjustment', 'concern', 'goal', 'action', 'risk'].map(latest).join(',\n  ')},
  (select coalesce(jsonb_agg(to_jsonb(p) || jsonb_build_object('responsible', a.name, 'sharings',
      (select coalesce(jsonb_agg(jsonb_build_object('with', s.shared_with, 'how', s.how, 'at', s.shared_at, 'by', b.name) order by s.shared_at), '[]')
       from support.plan_sharing s left join access.account b on b.partnership_id = s.partnership_id and b.id = s.shared_by
       where s.partnership_id = $1 and s.episode_id = $2 and s.version = p.version)) order by p.version desc), '[]')
    from support.plan p left join access.account a on a.partnership_id = p.partnership_id and a.id = p.responsible_account_id
    where p.partnership_id = $1 and p.episode_id = $2) as plans
from (select coalesce($3::int, (select max(r.number) from support.revision r where r.partnership_id = $1 and r.episode_id = $2), 0) as number) at`

interface Row {
  revision: number
  written: { by: string | null; at: string } | null
  about_me: Record<string, string> | null
  no_known_risks: { said: boolean; by: string | null; at: string } | null
  strength: { id: Id; text: string }[]
  adjustment: { id: Id; text: string }[]
  concern: { id: Id; text: string; need: Need | null; withheld: boolean }[]
  goal: GoalRow[]
  action: ActionRow[]
  risk: { id: Id; text: string; since: Day | null; until: Day | null; comment: string; withheld: boolean }[]
  plans: PlanRow[]
}
interface GoalRow {
  id: Id
  concern_id: Id | null
  text: string
  importance: number | null
  confidence: number | null
  status: GoalStatus
  target: string
}
interface ActionRow {
  id: Id
  goal_id: Id
  what: string
  who: string
  by_when: string
  strategies: string
  status: ActionStatus
  confidence: number | null
  review_on: Day | null
}
interface PlanRow {
  version: number
  revision: number
  agreed_with: Agreement['agreedWith']
  representative: string | null
  why_not: string | null
  agreed_on: Day
  review_on: Day
  responsible: string | null
  sharings: { with: 'person' | 'representative'; how: WayToShare; at: string; by: string | null }[]
}

/** Somebody whose account this caller cannot see. */
const COLLEAGUE = 'a colleague'

const carePlan = (row: Row): CarePlan => ({
  revision: row.revision,
  written: row.written && { by: row.written.by ?? COLLEAGUE, at: new Date(row.written.at) },
  aboutMe: Object.fromEntries(
    ABOUT_ME_FIELDS.map((field) => [field, row.about_me?.[ABOUT_ME[field].column] ?? '']),
  ) as AboutMe,
  strengths: row.strength.map(({ id, text }) => ({ id, text })),
  adjustments: row.adjustment.map(({ id, text }) => ({ id, text })),
  concerns: row.concern.map(({ id, text, need, withheld }) => ({ id, text, need, withheld })),
  goals: row.goal.map(({ id, concern_id, text, importance, confidence, status, target }) => ({
    id,
    concernId: concern_id,
    text,
    importance,
    confidence,
    status,
    target,
  })),
  actions: row.action.map(({ id, goal_id, what, who, by_when, strategies, status, confidence, review_on }) => ({
    id,
    goalId: goal_id,
    what,
    who,
    byWhen: by_when,
    strategies,
    status,
    confidence,
    reviewOn: review_on,
  })),
  risks: row.risk.map(({ id, text, since, until, comment, withheld }) => ({
    id,
    text,
    since,
    until,
    comment,
    withheld,
  })),
  noKnownRisks: row.no_known_risks?.said
    ? { by: row.no_known_risks.by ?? COLLEAGUE, at: new Date(row.no_known_risks.at) }
    : null,
  agreements: row.plans.map((plan) => ({
    version: plan.version,
    revision: plan.revision,
    agreedWith: plan.agreed_with,
    representative: plan.representative,
    whyNot: plan.why_not,
    agreedOn: plan.agreed_on,
    reviewOn: plan.review_on,
    responsible: plan.responsible ?? COLLEAGUE,
    sharings: plan.sharings.map((sharing) => ({ ...sharing, at: new Date(sharing.at), by: sharing.by ?? COLLEAGUE })),
  })),
})
