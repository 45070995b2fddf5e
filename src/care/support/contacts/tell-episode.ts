import { addWorkingDays } from '#engines/working-days/index.ts'
import { wayToReferrer } from '#care/referrals/index.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { addDays, dayOf, instantAt } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { queueMessage, type Recipient, type TemplateCode, type ValuesOf } from '#foundations/messages/index.ts'
import { createTask } from '#foundations/tasks/index.ts'
import { initialsOf, type Person } from '#registers/people/index.ts'
import { getTeam, type Team } from '#registers/teams/index.ts'
import type { TeamEpisode } from './episode-change.queries.ts'

/**
 * News of an episode, each in the transaction of the step that made it. Whoever cannot be written to is told by a human
 * being: that is a task, never silence.
 */
export interface News {
  episode: Pick<TeamEpisode, 'id' | 'personId' | 'teamId' | 'workerId'>
  person: Person
  team: Team
}

/** Who asked for the episode; undefined where the person asked or came back by themselves. */
export interface Asker {
  reference: string
  kind: 'professional' | 'carer'
  name: string
  telephone: string | null
  email: string | null
  accountId: Id | null
  organisationId: Id | null
}

/** What an episode began with: whoever asked, and whether the GP practice is told. One statement, none without a referral. */
export async function readOrigin(
  tx: Tx,
  referralId: Id | null,
): Promise<{ asker: Asker | undefined; askedBySelf: boolean; tellPractice: boolean }> {
  const row =
    referralId &&
    (await tx.first(
      db
        .selectFrom('referrals.referral')
        .select([
          'reference',
          'referrer_kind as kind',
          'referrer_name as name',
          'referrer_telephone as telephone',
          'referrer_email as email',
        ])
        .select([
          'referrer_account_id as accountId',
          'referrer_organisation_id as organisationId',
          'tell_practice as tellPractice',
        ])
        .where('id', '=', referralId),
    ))
  if (!row) return { asker: undefined, askedBySelf: true, tellPractice: false }
  const { tellPractice, kind, ...asker } = row
  const askedBySelf = kind === 'self'
  return { asker: askedBySelf ? undefined : { ...asker, kind: kind as Asker['kind'] }, askedBySelf, tellPractice }
}

/** The first talk: to whoever asked, and a few words to the person. Who has just talked with us needs no call if they cannot be written to. */
export async function tellStarted(
  tx: Tx,
  services: Services,
  episode: TeamEpisode,
  person: Person,
  to: Recipient | undefined,
  worker: string,
): Promise<void> {
  const [team, { asker }] = await Promise.all([getTeam(tx, episode.teamId), readOrigin(tx, episode.referralId)])
  await sayStarted(tx, services, { episode, person, team }, asker, to, worker)
}

/** The same, when everything was read already. */
export async function sayStarted(
  tx: Tx,
  services: Services,
  news: News,
  asker: Asker | undefined,
  to: Recipient | undefined,
  worker: string,
): Promise<void> {
  const { person, team } = news
  if (asker)
    await tellAsker(tx, services, news, asker, 'episode-started-referrer', {
      worker,
      reference: asker.reference,
      initials: initialsOf(person),
    })
  if (to) await say(tx, services, news, 'episode-started-person', { ...spokenTo(to.name, team), worker }, to)
}

type Rest<Code extends TemplateCode> = Omit<ValuesOf<Code>, 'name' | 'team' | 'telephone'>

/** Says something to whoever asked for the episode. */
export async function tellAsker<Code extends 'episode-started-referrer' | 'episode-closed-referrer'>(
  tx: Tx,
  services: Services,
  news: News,
  asker: Asker,
  template: Code,
  values: Rest<Code>,
): Promise<void> {
  const to: Recipient = { kind: 'referrer', name: asker.name, ...wayToReferrer(asker), neutral: false }
  const told = await say(
    tx,
    services,
    news,
    template,
    { ...spokenTo(asker.name, news.team), ...values } as ValuesOf<Code>,
    to,
  )
  if (!told) askToTell(tx, news, 'tell-referrer')
}

/** Queues one message about an episode; false when it cannot go that way. */
export async function say<Code extends TemplateCode>(
  tx: Tx,
  services: Services,
  { episode, team }: News,
  template: Code,
  values: ValuesOf<Code>,
  to: Recipient,
): Promise<boolean> {
  const sender = { organisationId: team.organisationId, teamId: team.id }
  const queued = await queueMessage(tx, services, {
    template,
    values,
    to,
    about: { kind: 'episode', id: episode.id },
    personId: episode.personId,
    sender,
  })
  return queued.ok
}

/** Somebody must be told by a human being, by the end of the next working day. `detail`: codes for its words. */
export function askToTell(
  tx: Tx,
  { episode, team }: News,
  kind: 'tell-person' | 'tell-referrer' | 'tell-practice',
  detail: Record<string, string | number> = {},
): void {
  createTask(tx, {
    kind,
    about: { kind: 'episode', id: episode.id },
    personId: episode.personId,
    organisationId: team.organisationId,
    teamId: team.id,
    accountId: episode.workerId,
    role: 'link_worker',
    dueAt: instantAt(addWorkingDays(addDays(dayOf(tx.now()), 1), 0), 17 * 60),
    detail,
  })
}

/** What every message must know. */
export const spokenTo = (name: string, team: Team) => ({ name, team: team.name, telephone: team.telephone ?? '' })
