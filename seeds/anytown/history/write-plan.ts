import { changedKinds, changesFrom } from '#care/support/plan/changes.rules.ts'
import { ABOUT_ME_FIELDS, type AboutMe, type CarePlan } from '#care/support/plan/care-plan.type.ts'
import { insertRevision } from '#care/support/plan/revision.queries.ts'
import { MEASURES } from '#care/support/measures/measure-files.ts'
import { raiseFlags } from '#care/support/measures/raise-flags.ts'
import { saveResponse } from '#care/support/measures/response.queries.ts'
import { journal } from '#foundations/journal/index.ts'
import { createTask, endTasks } from '#foundations/tasks/index.ts'
import { dayOf, instantAt } from '#platform/days.ts'
import { idFrom } from '#platform/ids.ts'
import { typedWords } from '../life/as-typed.ts'
import type { Step } from '../life/life.type.ts'
import type { Written } from './written.ts'

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

const UNWRITTEN: CarePlan = {
  revision: 0,
  written: null,
  aboutMe: Object.fromEntries(ABOUT_ME_FIELDS.map((field) => [field, ''])) as AboutMe,
  strengths: [],
  concerns: [],
  goals: [],
  actions: [],
  risks: [],
  noKnownRisks: null,
  adjustments: [],
  agreements: [],
}

/** What was said, as the first revision. */
export function writeWordsSaid(written: Written, { at, said }: Of<'words'>): void {
  const { worker, person } = written
  const episode = written.episode!
  const tx = written.at(worker, at)
  const id = (thing: string) => idFrom('anytown', 'history', thing, episode.id)
  const words = typedWords(said, { concern: id('concern'), goal: id('goal'), action: id('action') })
  const { changes } = changesFrom(UNWRITTEN, words, dayOf(at))
  insertRevision(tx, episode, 1, changes)
  journal(tx, 'plan.written', {
    subjectId: episode.id,
    subjectVersion: 1,
    personId: person.id,
    detail: { changed: changedKinds(changes) },
  })
}

/** The plan as it was agreed, once or again. */
export function writePlan(written: Written, { at, reviewOn }: Of<'plan'>): void {
  const { worker, person, team } = written
  const episode = written.episode!
  const tx = written.at(worker, at)
  const version = ++written.planVersion
  tx.add('support.plan', {
    partnership_id: tx.actor.partnershipId,
    episode_id: episode.id,
    version,
    team_id: team.id,
    person_id: person.id,
    revision: 1,
    agreed_with: 'person',
    representative: null,
    why_not: null,
    agreed_on: dayOf(at),
    review_on: reviewOn,
    responsible_account_id: worker.accountId,
    recorded_by: worker.accountId,
    recorded_at: at,
  })
  endTasks(tx, ['review-plan'], episode.id)
  createTask(tx, {
    kind: 'review-plan',
    about: { kind: 'episode', id: episode.id },
    personId: person.id,
    organisationId: team.organisationId,
    teamId: team.id,
    accountId: worker.accountId,
    role: 'link_worker',
    dueAt: instantAt(reviewOn, 17 * 60),
  })
  journal(tx, 'plan.agreed', {
    subjectId: episode.id,
    subjectVersion: version,
    personId: person.id,
    detail: { with: 'person', revision: 1, review: reviewOn },
  })
}

/** Raw answers to one measure. */
export function writeResponse(written: Written, { at, measure: code, point, answers, mode }: Of<'response'>): void {
  const { worker, person, team } = written
  const { id: episodeId } = written.episode!
  const tx = written.at(worker, at)
  const id = idFrom('anytown', 'history', 'response', episodeId, code, point)
  const measure = MEASURES.get(code)!
  const answered = { point, mode, answers, answeredOn: dayOf(at), answeredBy: 'person' } as const
  saveResponse(tx, { id, version: 1, episodeId, personId: person.id, measure, requestId: null, ...answered })
  const { id: teamId, organisationId } = team
  const workerId = worker.accountId
  raiseFlags(tx, { responseId: id, personId: person.id, organisationId, teamId, workerId, measure, answers })
  journal(tx, 'response.recorded', {
    subjectId: id,
    subjectVersion: 1,
    personId: person.id,
    detail: { episode: episodeId, measure: code, point, mode },
  })
}
