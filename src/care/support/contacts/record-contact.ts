import { recordProgress } from '#care/referrals/index.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson, type Person } from '#registers/people/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { mayRecord, nextStep, reachedBy, type ContactFact, type ContactRefusal, type Reached } from './contact.rules.ts'
import { findContact, insertContact, insertStart, listContacts, type ContactWords } from './contact.queries.ts'
import { changeEpisode, lockEpisode, type TeamEpisode } from './episode-change.queries.ts'
import { setNextStep } from './next-step.ts'
import { tellStarted } from './tell-episode.ts'
import { endToTell } from './to-tell.queries.ts'
import { byScreen } from './way-to-write.rules.ts'

export interface NewContact extends ContactWords {
  /** Made by the form: the same one sent twice is saved once. */
  id: Id
  /** When the next step is; null: as the rules say. */
  nextOn: Day | null
}

/**
 * Writes down a contact, or a try that did not reach anybody. The first that reached them moves the episode from waiting to
 * active, and tells whoever asked and the person; a talk also counts as telling them what could not be written to them before
 * it. Each leaves the episode with a next step and its day. All of it stands or falls together.
 */
export const recordContact = (
  ctx: Context,
  services: Services,
  episodeId: string,
  { id, nextOn, ...words }: NewContact,
): Promise<Decision<{ personId: Id }, ContactRefusal | 'saved-otherwise'>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    const [earlier, person] = await Promise.all([listContacts(tx, episode.id), getPerson(tx, episode.personId)])
    const saved = findContact(earlier, id)
    if (saved) return saysTheSame(saved, words) ? allow({ personId: person.id }) : refuse('saved-otherwise')
    const decision = mayRecord(episode, words.happenedAt, nextOn, tx.now())
    if (!decision.ok) return refuse(decision.reason)

    const contact = { ...words, happenedAt: decision.value }
    const reached = reachedBy([contact, ...earlier])
    insertContact(tx, episode, { ...contact, id, version: 1 })
    journal(tx, 'contact.recorded', {
      subjectId: id,
      subjectVersion: 1,
      personId: person.id,
      detail: { episode: episode.id, kind: contact.kind, outcome: contact.outcome, tries: reached.tries },
    })
    await goOn(tx, services, { episode, person, contacts: [{ ...contact, id }, ...earlier], reached, chosen: nextOn })
    return allow({ personId: person.id })
  })

/** Whether a form that was sent twice says what it said the first time. A time ahead of ours was put right by minutes. */
const saysTheSame = (saved: ContactWords, words: ContactWords): boolean =>
  (['note', 'kind', 'outcome', 'place', 'others', 'withheld'] as const).every(
    (field) => saved[field] === words[field],
  ) && Math.abs(saved.happenedAt.getTime() - words.happenedAt.getTime()) <= 5 * 60_000

interface GoingOn {
  episode: TeamEpisode
  person: Person
  contacts: readonly (ContactFact & { id: Id })[]
  reached: Reached
  chosen: Day | null
}

/** Brings an episode to where its contacts have led it: started or not, and the next step. */
export async function goOn(
  tx: Tx,
  services: Services,
  { episode, person, contacts, reached, chosen }: GoingOn,
): Promise<void> {
  const talks = contacts
    .filter(({ outcome }) => outcome === 'reached')
    .toSorted((a, b) => Number(a.happenedAt) - Number(b.happenedAt))
  const first = episode.status === 'waiting' ? talks[0] : undefined
  const status = first ? 'active' : episode.status
  const latest = contacts.toSorted((a, b) => Number(b.happenedAt) - Number(a.happenedAt))[0]!.outcome
  // A pause keeps its own day, whatever is heard meanwhile; only a no ends it.
  const step =
    status === 'paused' && latest !== 'declined'
      ? undefined
      : nextStep({ status, latest, reached, safeHours: person.safeContact.hours, chosen, today: dayOf(tx.now()) })
  changeEpisode(tx, episode, {
    ...(first && { status }),
    heardAt: reached.heardAt,
    tries: reached.tries,
    ...(step && { nextDate: step.on }),
  })
  if (step) setNextStep(tx, episode, step)
  if (reached.heardAt) endToTell(tx, episode, reached.heardAt)
  if (first) await start(tx, services, episode, person, first)
}

async function start(
  tx: Tx,
  services: Services,
  episode: TeamEpisode,
  person: Person,
  first: ContactFact & { id: Id },
): Promise<void> {
  insertStart(tx, episode.id, first.id, first.happenedAt)
  if (episode.referralId) recordProgress(tx, episode.referralId, { stage: 'started', at: first.happenedAt })
  journal(tx, 'episode.started', {
    subjectId: episode.id,
    subjectVersion: episode.version + 1,
    personId: person.id,
    detail: { contact: first.id },
  })
  await tellStarted(tx, services, episode, person, byScreen(person, tx.now()), teamActor(tx.actor).name)
}
