import type { Actor } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson, type Person } from '#registers/people/index.ts'
import { INBOX_POLICY } from '#care/referrals/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { getStanding, type EpisodeBrief, type Standing, type Which } from './standing.queries.ts'

/** Who may open a person's record, in the team that works with them. */
export const RECORD_POLICY = { roles: ['link_worker', 'team_manager', 'safeguarding_lead'] } as const

/** Of these, who also works with people: the same that open the inbox. */
const mayWork = (actor: Actor): boolean =>
  actor.kind === 'account' && INBOX_POLICY.roles.some((role) => actor.roles.includes(role))

/** A person's record as it is opened: who they are, how they stand with the team, and which episode is looked at. */
export interface OpenedRecord {
  person: Person
  standing: Standing
  /** The one asked for; else the one that is open, or else the last. */
  episode: EpisodeBrief | undefined
  today: Day
  /** The caller is the worker to whom this episode is allocated. */
  isOwn: boolean
  /** The caller works with people; a safeguarding lead who does nothing else reads, and is offered no step. */
  works: boolean
}

/**
 * Opens a person's record for somebody of their team, and writes down that they looked and at what. Throws NotFound for
 * everybody else, and for people who are not there. Three statements.
 */
export async function openRecord(tx: Tx, which: Which, section: string): Promise<OpenedRecord> {
  const standing = await getStanding(tx, which)
  const person = await getPerson(tx, standing.personId)
  const { episodes } = standing
  const episode =
    'episodeId' in which
      ? episodes.find(({ id }) => id === which.episodeId)
      : (episodes.find(({ status }) => status !== 'closed') ?? episodes[0])
  journal(tx, 'person.viewed', {
    subjectId: person.id,
    subjectVersion: person.version,
    personId: person.id,
    detail: { section },
  })
  const { accountId } = teamActor(tx.actor)
  const isOwn = episode !== undefined && episode.status !== 'closed' && episode.workerId === accountId
  return { person, standing, episode, today: dayOf(tx.now()), isOwn, works: mayWork(tx.actor) }
}

/** The same for a page of one episode: it is there, or NotFound. */
export async function openEpisodeRecord(
  tx: Tx,
  episodeId: string,
  section: string,
): Promise<OpenedRecord & { episode: EpisodeBrief }> {
  const opened = await openRecord(tx, { episodeId }, section)
  if (!opened.episode) throw new NotFound('episode')
  return { ...opened, episode: opened.episode }
}
