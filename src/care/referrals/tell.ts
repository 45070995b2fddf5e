import { dayOf, instantAt, type Day } from '#platform/days.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { makeSignedLink } from '#foundations/access/index.ts'
import { queueMessage, type Recipient, type TemplateCode, type ValuesOf } from '#foundations/messages/index.ts'
import { createTask } from '#foundations/tasks/index.ts'
import { getPerson, initialsOf, wayToTell, type Person } from '#registers/people/index.ts'
import { getTeam, type Team } from '#registers/teams/index.ts'
import { DECLINE_REASONS, type DeclineReason, type ReferrerKind } from './referral.rules.ts'
import type { Receipt, ReferralRequest } from './referral-request.ts'

/**
 * Who hears what about a referral, each in the transaction of the step that made the news. Whoever cannot be written to is
 * told by a human being: that is a task, never silence. How somebody may be reached is decided by what they told us.
 */

/** How long a link to see how things stand works. */
const STATUS_LINK_DAYS = 90

/** Whom news of a referral is about, and who hears it. */
export interface About {
  referralId: Id
  reference: string
  personId: Id
  team: Team
  referrer: Referrer
}

interface Referrer {
  kind: ReferrerKind
  name: string
  telephone: string | null
  email: string | null
  accountId: Id | null
}

/** The receipts, while whoever sends may not read what is held of the person: known only by what was just given. */
export async function tellReceived(
  tx: Tx,
  services: Services,
  {
    request,
    team,
    id,
    personId,
    isNew,
    receipt,
  }: { request: ReferralRequest; team: Team; id: Id; personId: Id; isNew: boolean; receipt: Receipt },
): Promise<void> {
  const about: About = { referralId: id, reference: receipt.reference, personId, team, referrer: request.referrer }
  const said = { reference: receipt.reference, answerBy: receipt.next_date }
  const { givenName, preferredName } = request.person
  if (request.referrer.kind === 'professional')
    await tellReferrer(tx, services, about, 'referral-received-referrer', (spoken, link) => ({
      ...spoken,
      ...said,
      link,
      initials: initialsOf(request.person),
    }))
  if (request.referrer.kind === 'carer')
    await tellReferrer(tx, services, about, 'referral-received-carer', (spoken, link) => ({ ...spoken, ...said, link }))
  // Somebody who is known already may have told us of dangers that this sender does not know: a human being looks first.
  const way = isNew ? wayToTell(reachableOf(request.person), tx.now()) : undefined
  if (!way) return askToTell(tx, about, 'tell-person')
  const link = `${services.origin()}/status/${makeSignedLink(tx, { purpose: 'referral-status', recordId: id, birthDate: request.person.birthDate, days: STATUS_LINK_DAYS })}`
  const name = preferredName ?? givenName
  const askedBy = request.referrer.kind === 'self' ? null : request.referrer.name
  await say(
    tx,
    services,
    about,
    'referral-received-person',
    { ...spokenTo(name, team), ...said, askedBy, link },
    { kind: 'person', name, ...way },
  )
}

/** The yes, to whoever asked and to the person: who, and by when. */
export async function tellAccepted(
  tx: Tx,
  services: Services,
  { referralId, workerName, firstContactBy }: { referralId: Id; workerName: string | null; firstContactBy: Day },
): Promise<void> {
  const { about, person } = await load(tx, referralId)
  await sayAccepted(tx, services, about, person, { worker: workerName, firstContactBy })
}

/** The same, of a referral that was read already. */
export async function sayAccepted(
  tx: Tx,
  services: Services,
  about: About,
  person: Person,
  accepted: { worker: string | null; firstContactBy: Day },
): Promise<void> {
  if (about.referrer.kind !== 'self')
    await tellReferrer(tx, services, about, 'referral-accepted-referrer', (spoken) => ({
      ...spoken,
      ...accepted,
      reference: about.reference,
      initials: initialsOf(person),
    }))
  await tellPerson(tx, services, about, person, 'referral-accepted-person', (spoken) => ({
    ...spoken,
    ...accepted,
    firstContact: person.preferredContact ?? 'telephone',
  }))
}

/** The team's question, to whoever asked. The question itself stays behind the link. */
export async function tellQuestion(
  tx: Tx,
  services: Services,
  { referralId }: { referralId: Id; question: string },
): Promise<void> {
  const { about, person, askerName } = await load(tx, referralId)
  const initials = initialsOf(person)
  await tellReferrer(tx, services, about, 'referral-question', (spoken, link) => ({
    ...spoken,
    reference: about.reference,
    initials,
    asker: askerName,
    link,
  }))
}

/** The no, always with the better place. */
export async function tellDeclined(
  tx: Tx,
  services: Services,
  { referralId, reason, note, better }: { referralId: Id; reason: DeclineReason; note: string | null; better: string },
): Promise<void> {
  const { about, person } = await load(tx, referralId)
  await sayDeclined(tx, services, about, person, { reason, note, better })
}

/** The same, of a referral that was read already. */
export async function sayDeclined(
  tx: Tx,
  services: Services,
  about: About,
  person: Person,
  { reason, note, better }: { reason: DeclineReason; note: string | null; better: string },
): Promise<void> {
  const initials = initialsOf(person)
  const why = note ? `${DECLINE_REASONS[reason]}. ${note.trim().replace(/\.$/, '')}` : DECLINE_REASONS[reason]
  if (about.referrer.kind !== 'self')
    await tellReferrer(tx, services, about, 'referral-declined-referrer', (spoken) => ({
      ...spoken,
      reference: about.reference,
      initials,
      reason: why,
      better,
    }))
  await tellPerson(tx, services, about, person, 'referral-declined-person', (spoken) => ({ ...spoken, better }))
}

/** The team hears that its question was answered, or that the referral was taken back. */
export async function tellTeam(
  tx: Tx,
  services: Services,
  referralId: Id,
  news: 'referral-answered' | 'referral-withdrawn',
): Promise<void> {
  const { about } = await loadAbout(tx, referralId) // a referrer may not see the person
  await sayToTeam(tx, services, about, news)
}

/** The same, of a referral that was read already. */
export async function sayToTeam(
  tx: Tx,
  services: Services,
  about: About,
  news: 'referral-answered' | 'referral-withdrawn',
): Promise<void> {
  if (!about.team.email) return // the task in its inbox says the same
  const referrer = { name: about.referrer.name, telephone: about.referrer.telephone ?? about.team.telephone ?? '' }
  const values = {
    ...spokenTo(about.team.name, about.team),
    reference: about.reference,
    referrer,
    link: `${services.origin()}/referrals/${about.referralId}`,
  }
  await say(tx, services, about, news, values, {
    kind: 'team',
    name: about.team.name,
    channel: 'email',
    address: about.team.email,
    neutral: false,
  })
}

async function load(tx: Tx, referralId: Id): Promise<{ about: About; person: Person; askerName: string }> {
  const { about } = await loadAbout(tx, referralId)
  return {
    about,
    person: await getPerson(tx, about.personId),
    askerName: tx.actor.kind === 'account' ? tx.actor.name : about.team.name,
  }
}

async function loadAbout(tx: Tx, referralId: Id): Promise<{ about: About }> {
  const row = await tx.first(
    db
      .selectFrom('referrals.referral')
      .select([
        'reference',
        'person_id',
        'team_id',
        'referrer_kind',
        'referrer_name',
        'referrer_telephone',
        'referrer_email',
        'referrer_account_id',
      ])
      .where('id', '=', referralId),
  )
  if (!row) throw new NotFound('referral')
  const team = await getTeam(tx, row.team_id)
  const referrer: Referrer = {
    kind: row.referrer_kind as ReferrerKind,
    name: row.referrer_name,
    telephone: row.referrer_telephone,
    email: row.referrer_email,
    accountId: row.referrer_account_id,
  }
  return { about: { referralId, reference: row.reference, personId: row.person_id, team, referrer } }
}

async function tellReferrer<Code extends TemplateCode>(
  tx: Tx,
  services: Services,
  about: About,
  template: Code,
  values: (spoken: Spoken, link: string) => ValuesOf<Code>,
): Promise<void> {
  const { referrer, team, referralId } = about
  const link = referrer.accountId
    ? `${services.origin()}/referrals/sent/${referralId}`
    : `${services.origin()}/status/${makeSignedLink(tx, { purpose: 'referrer-status', recordId: referralId, days: STATUS_LINK_DAYS })}`
  const to: Recipient = { kind: 'referrer', name: referrer.name, ...wayToReferrer(referrer), neutral: false }
  await say(tx, services, about, template, values(spokenTo(referrer.name, team), link), to)
}

/** A professional or carer is written to by e-mail, or by text to a mobile telephone. */
export function wayToReferrer({
  email,
  telephone,
}: Pick<Referrer, 'email' | 'telephone'>): Pick<Recipient, 'channel' | 'address'> {
  if (email) return { channel: 'email', address: email }
  if (telephone && /^(\+44|0)7/.test(telephone.replace(/\s/g, ''))) return { channel: 'text', address: telephone }
  return { channel: 'none', address: null }
}

async function tellPerson<Code extends TemplateCode>(
  tx: Tx,
  services: Services,
  about: About,
  person: Person,
  template: Code,
  values: (spoken: Spoken) => ValuesOf<Code>,
): Promise<void> {
  const way = wayToTell(person, tx.now())
  if (!way) return askToTell(tx, about, 'tell-person')
  const name = person.preferredName ?? person.givenName
  await say(tx, services, about, template, values(spokenTo(name, about.team)), { kind: 'person', name, ...way })
}

async function say<Code extends TemplateCode>(
  tx: Tx,
  services: Services,
  { referralId, personId, team, ...about }: About,
  template: Code,
  values: ValuesOf<Code>,
  to: Recipient,
): Promise<void> {
  const sender = { organisationId: team.organisationId, teamId: team.id }
  const queued = await queueMessage(tx, services, {
    template,
    values,
    to,
    about: { kind: 'referral', id: referralId },
    personId,
    sender,
  })
  if (!queued.ok)
    askToTell(tx, { referralId, personId, team, ...about }, to.kind === 'person' ? 'tell-person' : 'tell-referrer')
}

/** Somebody must be told by a human being: by the end of the working day after. */
function askToTell(tx: Tx, { referralId, personId, team }: About, kind: 'tell-person' | 'tell-referrer'): void {
  const dueAt = instantAt(dayOf(new Date(tx.now().getTime() + 86_400_000)), 17 * 60)
  createTask(tx, {
    kind,
    about: { kind: 'referral', id: referralId },
    personId,
    organisationId: team.organisationId,
    teamId: team.id,
    role: 'link_worker',
    dueAt,
  })
}

interface Spoken {
  name: string
  team: string
  telephone: string
}

const spokenTo = (name: string, team: Team): Spoken => ({ name, team: team.name, telephone: team.telephone ?? '' })

const reachableOf = (person: ReferralRequest['person']) => ({
  telephone: person.telephone ?? null,
  email: person.email ?? null,
  addressLines: person.addressLines ?? [],
  postcode: person.postcode ?? null,
  safeContact: { voicemail: false, post: true, hours: null, neutralSender: false, ...person.safeContact },
  accessNeeds: person.accessNeeds ?? [],
  restricted: person.restricted ?? false,
  deceasedOn: null,
  preferredContact: person.preferredContact ?? null,
})
