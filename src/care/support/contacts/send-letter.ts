import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Recipient } from '#foundations/messages/index.ts'
import { getPerson, type Person } from '#registers/people/index.ts'
import { getTeam, teamActor } from '#registers/teams/index.ts'
import { letterAnswerBy, reachedBy } from './contact.rules.ts'
import { insertContact, listContacts } from './contact.queries.ts'
import { changeEpisode, lockEpisode, type TeamEpisode } from './episode-change.queries.ts'
import { setNextStep } from './next-step.ts'
import { readOrigin, say, spokenTo } from './tell-episode.ts'
import { byPost, byScreen } from './way-to-write.rules.ts'

export type LetterRefusal = 'not-waiting' | 'changed'

/** By which way somebody whom we never reached can be written to: by post, else as they allow. */
export const wayToSendLetter = (person: Person, now: Date): Recipient | undefined =>
  byPost(person, now) ?? byScreen(person, now)

/**
 * Writes to somebody who was tried three times: an open door, not a reproach. It counts as a contact, and if nothing is heard
 * within ten working days the manager decides. Where nothing can be written to them, the manager decides at once.
 */
export const sendLetter = (
  ctx: Context,
  services: Services,
  episodeId: string,
  version: number,
): Promise<Decision<Recipient['channel'], LetterRefusal>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    if (episode.status !== 'waiting') return refuse('not-waiting')
    if (episode.version !== version) return refuse('changed')
    const [person, contacts] = await Promise.all([getPerson(tx, episode.personId), listContacts(tx, episode.id)])
    const to = wayToSendLetter(person, tx.now())
    const sent = to ? await write(tx, services, episode, person, to) : false

    const today = dayOf(tx.now())
    const on = sent ? letterAnswerBy(tx.now(), today) : today
    const { tries } = reachedBy(contacts)
    setNextStep(tx, episode, { kind: 'answer-to-letter', on, tries })
    changeEpisode(tx, episode, { nextDate: on, tries })
    journal(tx, sent ? 'episode.letter-sent' : 'episode.letter-not-possible', {
      subjectId: episode.id,
      subjectVersion: version + 1,
      personId: person.id,
      detail: { channel: to?.channel ?? 'none', tries },
    })
    return sent && to ? allow(to.channel) : allow('none')
  })

async function write(
  tx: Tx,
  services: Services,
  episode: TeamEpisode,
  person: Person,
  to: Recipient,
): Promise<boolean> {
  const [team, { asker }] = await Promise.all([getTeam(tx, episode.teamId), readOrigin(tx, episode.referralId)])
  const values = { ...spokenTo(to.name, team), worker: teamActor(tx.actor).name, askedBy: asker?.name ?? null }
  if (!(await say(tx, services, { episode, person, team }, 'first-contact-letter', values, to))) return false
  const note = to.channel === 'letter' ? null : `Sent by ${to.channel}.`
  insertContact(tx, episode, {
    id: newId(),
    version: 1,
    happenedAt: tx.now(),
    kind: 'letter',
    outcome: 'left-message',
    place: null,
    others: null,
    note,
    withheld: false,
  })
  return true
}
