import { addWorkingDays } from '#engines/working-days/index.ts'
import type { Context } from '#platform/context.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson } from '#registers/people/index.ts'
import { getTeam, listMembers, teamActor } from '#registers/teams/index.ts'
import { lockEpisode } from '../contacts/episode-change.queries.ts'
import { setNextStep } from '../contacts/next-step.ts'
import { askToTell, say, spokenTo } from '../contacts/tell-episode.ts'
import { byPost, byScreen } from '../contacts/way-to-write.rules.ts'
import { saveAllocation } from '../episode.queries.ts'
import { openSight } from './close-episode.ts'
import { mayReturn, latestContact, type ReturnRefusal } from './closing.rules.ts'
import { insertFollowing, readFollowing } from './closing.queries.ts'

export interface Return {
  /** Who will have them; null when the team manager decides later. */
  workerId: Id | null
  firstContactBy: Day
}

/** The promise of a first contact, five working days, holds for who comes back too. */
export const returnContactBy = (today: Day): Day => addWorkingDays(today, 5)

/**
 * Somebody comes back: a new episode that points to the last, without a new referral. The team sees the person again without
 * an end, the first contact is somebody's task, and the person hears who will be in touch and by when.
 */
export const openAgain = (
  ctx: Context,
  services: Services,
  episodeId: string,
  { workerId, firstContactBy }: Return,
): Promise<Decision<{ episodeId: Id; personId: Id }, ReturnRefusal | 'not-in-team' | 'contact-date-wrong'>> =>
  ctx.transaction(async (tx) => {
    const last = await lockEpisode(tx, episodeId)
    const today = dayOf(tx.now())
    const [person, following, members, team] = await Promise.all([
      getPerson(tx, last.personId),
      readFollowing(tx, last),
      listMembers(tx, last.teamId, today),
      getTeam(tx, last.teamId),
    ])
    const decision = mayReturn({ status: last.status, deceased: person.deceasedOn !== null, ...following })
    if (!decision.ok) return decision
    if (firstContactBy < today || firstContactBy > latestContact(today)) return refuse('contact-date-wrong')
    const worker = members.find(({ accountId }) => accountId === workerId)
    if (workerId && !worker) return refuse('not-in-team')

    const id = insertFollowing(tx, last, { workerId: worker?.accountId ?? null, nextDate: firstContactBy })
    const episode = { ...last, id, workerId: worker?.accountId ?? null }
    if (worker) saveAllocation(tx, id, { to: worker.accountId, by: teamActor(tx.actor).accountId })
    openSight(tx, last)
    setNextStep(tx, episode, { kind: 'first-contact', on: firstContactBy, tries: 0 })
    journal(tx, 'episode.opened-again', {
      subjectId: id,
      subjectVersion: 1,
      personId: person.id,
      detail: { previous: last.id, worker: worker?.accountId ?? null },
    })

    const news = { episode, person, team }
    const to = byScreen(person, tx.now()) ?? byPost(person, tx.now())
    const values = {
      worker: worker?.name ?? null,
      firstContactBy,
      firstContact: person.preferredContact ?? ('telephone' as const),
    }
    const told = to
      ? await say(tx, services, news, 'referral-accepted-person', { ...spokenTo(to.name, team), ...values }, to)
      : false
    if (!told) askToTell(tx, news, 'tell-person')
    return allow({ episodeId: id, personId: person.id })
  })
