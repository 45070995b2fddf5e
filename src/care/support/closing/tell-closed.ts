import { makeSignedLink, findOrganisationByCode } from '#foundations/access/index.ts'
import { findPractice } from '#foundations/geography/index.ts'
import { recordProgress } from '#care/referrals/index.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { initialsOf, NO_KNOWN_PRACTICE, type Person } from '#registers/people/index.ts'
import { getTeam, teamActor } from '#registers/teams/index.ts'
import type { TeamEpisode } from '../contacts/episode-change.queries.ts'
import { askToTell, readOrigin, say, spokenTo, tellAsker, type Asker, type News } from '../contacts/tell-episode.ts'
import { byPost, byScreen } from '../contacts/way-to-write.rules.ts'
import { LETTER_LINK_DAYS, type Closure } from './closing.rules.ts'
import { insertLetter } from './closing.queries.ts'

/** The end of an episode, to everybody who is to hear of it. */
export async function tellClosed(
  tx: Tx,
  services: Services,
  episode: TeamEpisode,
  person: Person,
  closure: Closure,
): Promise<void> {
  const { practiceCode } = person
  const tells = closure.tellPractice && practiceCode !== NO_KNOWN_PRACTICE
  const [team, { asker }, organisation, named] = await Promise.all([
    getTeam(tx, episode.teamId),
    readOrigin(tx, episode.referralId),
    tells ? findOrganisationByCode(tx, practiceCode) : undefined,
    tells ? findPractice(tx, practiceCode) : undefined,
  ])
  const practice: PracticeToTell | undefined = tells
    ? { id: organisation?.id ?? null, name: organisation?.name ?? named?.name ?? `GP practice ${practiceCode}` }
    : undefined
  await sayClosed(tx, services, { news: { episode, person, team }, episode, asker, practice, closure })
}

/** A GP practice; `id` where it has an organisation here. */
interface PracticeToTell {
  id: Id | null
  name: string
}

export interface Ending {
  news: News
  episode: TeamEpisode
  asker: Asker | undefined
  /** Undefined when it is not told. */
  practice: PracticeToTell | undefined
  closure: Closure
}

/** The same, when everything was read already. */
export async function sayClosed(
  tx: Tx,
  services: Services,
  { news, episode, asker, practice, closure }: Ending,
): Promise<void> {
  const letterId = asker ? writeToAsker(tx, news, episode, asker) : null
  if (episode.referralId)
    recordProgress(tx, episode.referralId, { stage: 'closed', at: tx.now(), reason: closure.reason, letterId })
  if (asker && letterId) await tellWhoAsked(tx, services, news, asker, letterId, closure)
  if (practice) tellPractice(tx, news, episode, asker, practice)
  if (closure.reason !== 'died') await tellThePerson(tx, services, news)
}

const writeToAsker = (tx: Tx, { person }: News, episode: TeamEpisode, asker: Asker): Id =>
  insertLetter(tx, episode, {
    addressee: 'referrer',
    organisationId: asker.organisationId,
    recipientName: asker.name,
    initials: initialsOf(person),
    reference: asker.reference,
  })

/** Whoever asked reads the letter behind a link. That somebody died is said by a person, and the letter is there besides. */
async function tellWhoAsked(
  tx: Tx,
  services: Services,
  news: News,
  asker: Asker,
  letterId: Id,
  { reason, requestedActions }: Closure,
): Promise<void> {
  if (reason === 'died') return askToTell(tx, news, 'tell-referrer', { news: 'died' })
  const link = asker.accountId
    ? `${services.origin()}/endings/${letterId}`
    : `${services.origin()}/ending/${makeSignedLink(tx, { purpose: 'closing-letter', recordId: letterId, days: LETTER_LINK_DAYS })}`
  const values = {
    worker: teamActor(tx.actor).name,
    reference: asker.reference,
    initials: initialsOf(news.person),
    requestedActions: requestedActions.length,
    link,
  }
  await tellAsker(tx, services, news, asker, 'episode-closed-referrer', values)
}

/** No way is known to write to a practice's record from here: somebody of the team sends the letter. Not twice to who asked. */
function tellPractice(
  tx: Tx,
  news: News,
  episode: TeamEpisode,
  asker: Asker | undefined,
  { id, name }: PracticeToTell,
): void {
  if (id && id === asker?.organisationId) return
  insertLetter(tx, episode, {
    addressee: 'practice',
    organisationId: id,
    recipientName: name,
    initials: initialsOf(news.person),
    reference: asker?.reference ?? null,
  })
  askToTell(tx, news, 'tell-practice')
}

/** The way back, in the way they like, else by post, else by a human being. */
async function tellThePerson(tx: Tx, services: Services, news: News): Promise<void> {
  const to = byScreen(news.person, tx.now()) ?? byPost(news.person, tx.now())
  const told = to
    ? await say(
        tx,
        services,
        news,
        'episode-closed-person',
        { ...spokenTo(to.name, news.team), worker: teamActor(tx.actor).name },
        to,
      )
    : false
  if (!told) askToTell(tx, news, 'tell-person')
}
