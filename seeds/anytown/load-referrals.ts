import { acceptReferral } from '#care/support/index.ts'
import {
  askReferrer,
  createReferral,
  declineReferral,
  firstContactDefault,
  withdrawReferral,
  type Referrer,
  type ReferralRequest,
  type SentReferralDetails,
} from '#care/referrals/index.ts'
import { addWorkingDays } from '#engines/working-days/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { contextOf, type Actor, type Context } from '#platform/context.ts'
import { addDays, dayOf, instantAt, type Day } from '#platform/days.ts'
import { idFrom, newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import type { Need } from '#registers/directory/needs.ts'
import type { NhsNumber } from '#registers/people/index.ts'
import { CHARACTERS } from './characters.ts'
import { organisationId, teamId } from './load-organisations.ts'
import { liveOn } from './load-support.ts'
import { anytownPeople } from './people.ts'
import type { AnytownPerson } from './person.type.ts'
import { createRandom, type Random } from './random.ts'
import { DECLINED, QUESTIONS, REASON_WORDS, RISKS } from './referral-words.ts'
import { REFERRERS, type Referrer as SeedReferrer } from './referrers.ts'
import { TEAMS, type Team } from './teams.ts'

/** How many people are referred: the named characters first. */
const PEOPLE = 140

/** The sign-in of an invented person is found by its e-mail address, as ensureDemoAccount makes it. */
const accountId = (partnershipId: Id, email: string): Id => idFrom('account', partnershipId, email.toLowerCase())

/**
 * Lets four months happen in Anytown: people are referred, asked about, accepted, sent elsewhere. Each step goes through the
 * use case that a real one goes through, at its own past hour, so that every list has what a real one would have.
 */
export async function loadReferrals(services: Services, partnershipId: Id): Promise<void> {
  const random = createRandom(20_260_401)
  const people = anytownPeople(PEOPLE, random)
  for (const [n, person] of people.entries()) await live(services, partnershipId, person, n, random)
}

/** One person's way, as far as it has come. */
async function live(
  services: Services,
  partnershipId: Id,
  person: AnytownPerson,
  n: number,
  random: Random,
): Promise<void> {
  const team = TEAMS.find((t) => t.covers.practices.includes(person.practiceCode))!
  const daysAgo = n < CHARACTERS.length ? n * 2 : Math.floor(2 + (n - CHARACTERS.length) * 0.9)
  const came = momentOf(services, daysAgo, random)
  const { request, sender } = requestFor(partnershipId, person, team, random)
  const at = (moment: Date, actor: Actor): Context => contextOf(services.database, actor, newId(), fixedClock(moment))
  const { id } = await createReferral(at(came, sender), services, request)

  const manager = team.members.find((m) => m.roles.includes('team_manager'))!
  const staff = (email: string, name: string, roles: string[]): Actor => ({
    kind: 'account',
    partnershipId,
    accountId: accountId(partnershipId, email),
    organisationId: organisationId(team.organisation),
    teamId: teamId(team.key),
    roles,
    name,
  })
  const lead = staff(manager.email, manager.name, ['team_manager'])
  const answered = answerTime(came, random)
  const fate = answered >= services.clock() ? 'waiting' : random.weighted(daysAgo < 7 ? FATES.lately : FATES.before)
  if (fate === 'accepted') {
    const worker = random.pick(team.members.filter((m) => m.roles.includes('link_worker')))
    const workerId = accountId(partnershipId, worker.email)
    const accepted = await acceptReferral(at(answered, lead), services, id, {
      firstContactBy: firstContactDefault(answered),
      workerId,
      version: 1,
    })
    if (!accepted.ok) throw new Error(`Anytown: a referral was not accepted: ${accepted.reason}`)
    const supported = {
      episodeId: accepted.value.episodeId,
      workerId,
      acceptedAt: answered,
      needs: request.reasons,
      ...storyOf(person),
    }
    await liveOn(services, (moment) => at(moment, staff(worker.email, worker.name, ['link_worker'])), supported, random)
  } else if (fate === 'declined') {
    const { reason, note, better } = random.pick(DECLINED)
    await declineReferral(at(answered, lead), services, id, {
      reason,
      note,
      betterText: better,
      betterTeamId: null,
      betterServiceId: null,
      version: 1,
    })
  } else if (fate === 'asked') {
    await askReferrer(at(answered, lead), services, id, { question: random.pick(QUESTIONS).ask, version: 1 })
  } else if (fate === 'withdrawn' && sender.kind === 'account')
    await withdrawReferral(at(answered, sender), services, id, { note: 'They moved to their son’s.', version: 1 })
}

/** What became of referrals: lately some still wait for an answer, or for the referrer's. */
const FATES = {
  lately: [
    ['accepted', 55],
    ['declined', 6],
    ['asked', 14],
    ['withdrawn', 3],
    ['waiting', 22],
  ],
  before: [
    ['accepted', 88],
    ['declined', 8],
    ['withdrawn', 4],
  ],
} as const

/** When the team got round to it: in working hours, up to two working days later. */
function answerTime(came: Date, random: Random): Date {
  const day = addWorkingDays(addDays(dayOf(came), 1), random.integer(0, 1))
  return instantAt(day, random.integer(9 * 60, 17 * 60))
}

/** A moment in working hours so many days ago, never in the future. */
function momentOf(services: Services, daysAgo: number, random: Random): Date {
  const now = services.clock()
  if (daysAgo === 0) return new Date(now.getTime() - random.integer(10, 90) * 60_000)
  return instantAt(addDays(dayOf(now), -daysAgo), random.integer(9 * 60, 17 * 60))
}

function requestFor(
  partnershipId: Id,
  person: AnytownPerson,
  team: Team,
  random: Random,
): { request: ReferralRequest; sender: Actor } {
  const story = storyOf(person)
  const needs: Need[] = story?.needs ?? [random.pick(Object.keys(REASON_WORDS) as Need[])]
  const { referrer, sender } = referrerFor(partnershipId, person, random)
  const risks = random.chance(0.12) ? [{ text: random.pick(RISKS) }] : []
  const self = referrer.kind === 'self'
  return {
    sender,
    request: {
      teamId: teamId(team.key),
      person: detailsOf(person),
      referrer,
      reasons: needs,
      reasonText: self ? (story?.matters ?? null) : (story?.line ?? random.pick(REASON_WORDS[needs[0]!]!)),
      risks,
      noKnownRisks: risks.length === 0,
      consent: { sharing: 'given', by: 'person', note: null },
      tellPractice: referrer.agency === 'general_practice' || random.chance(0.7),
      cameBy: self || referrer.kind === 'carer' ? 'public' : 'screen',
      details: { person: asSent(person) },
    },
  }
}

const storyOf = (person: AnytownPerson) => CHARACTERS.find((c) => c.key === person.key)?.story

/** What whoever sent it sees again: they may not read the record. */
const asSent = (person: AnytownPerson): NonNullable<SentReferralDetails['person']> => ({
  title: null,
  given_name: person.givenName,
  family_name: person.familyName,
  preferred_name: person.preferredName ?? null,
  birth_date: person.birthDate as Day,
  nhs_number_given: true,
  practice_code: person.practiceCode,
  address_lines: person.addressLines,
  postcode: person.postcode,
  telephone: person.telephone,
  email: person.email,
  preferred_contact: person.preferredContact,
  safe_contact: {
    voicemail: person.safeContact.voicemail,
    post: person.safeContact.post,
    hours: person.safeContact.hours,
    neutral_sender: person.safeContact.neutralSender,
  },
  language: person.language,
  interpreter: person.interpreter,
  access_needs: person.accessNeeds,
  pronouns: person.pronouns,
  gender: null,
  sex: person.sex,
  ethnicity: person.ethnicity,
})

const detailsOf = (person: AnytownPerson): ReferralRequest['person'] => ({
  givenName: person.givenName,
  familyName: person.familyName,
  preferredName: person.preferredName,
  birthDate: person.birthDate as Day,
  nhsNumber: person.nhsNumber as NhsNumber,
  nhsNumberTraced: true,
  practiceCode: person.practiceCode,
  addressLines: person.addressLines,
  postcode: person.postcode,
  telephone: person.telephone,
  email: person.email,
  preferredContact: person.preferredContact,
  safeContact: person.safeContact,
  language: person.language,
  interpreter: person.interpreter,
  accessNeeds: person.accessNeeds,
  pronouns: person.pronouns,
  sex: person.sex,
  ethnicity: person.ethnicity,
  restricted: person.restricted,
})

/** Mostly somebody of their own practice or another agency; one in eight asks for themselves, a few are asked for by family. */
function referrerFor(partnershipId: Id, person: AnytownPerson, random: Random): { referrer: Referrer; sender: Actor } {
  const how =
    person.key === 'grace-okafor'
      ? 'professional'
      : random.weighted([
          ['professional', 82],
          ['self', 12],
          ['carer', 6],
        ] as const)
  const nobody = {
    role: null,
    profession: null,
    relationship: null,
    agency: null,
    organisationId: null,
    organisationName: null,
    accountId: null,
    telephone: null,
    email: null,
  }
  if (how === 'self')
    return {
      referrer: { ...nobody, kind: 'self', name: `${person.givenName} ${person.familyName}` },
      sender: { kind: 'public', partnershipId },
    }
  if (how === 'carer')
    return {
      referrer: {
        ...nobody,
        kind: 'carer',
        name: `Sam ${person.familyName}`,
        relationship: random.pick(['daughter', 'son', 'neighbour', 'partner']),
        telephone: `07700900${random.integer(700, 799)}`,
      },
      sender: { kind: 'public', partnershipId },
    }
  const who =
    REFERRERS.find((r) => r.organisation === person.practiceCode) ??
    random.pick(REFERRERS.filter((r) => !r.organisation.startsWith('ZZ00')))
  const id = accountId(partnershipId, who.email)
  return {
    referrer: {
      ...nobody,
      kind: 'professional',
      name: who.name,
      role: who.role,
      profession: who.profession,
      agency: agencyOf(who),
      organisationId: organisationId(who.organisation),
      accountId: id,
      telephone: who.telephone,
      email: who.email,
    },
    sender: {
      kind: 'account',
      partnershipId,
      accountId: id,
      organisationId: organisationId(who.organisation),
      roles: ['referrer'],
      name: who.name,
    },
  }
}

function agencyOf({ organisation, profession }: SeedReferrer): Referrer['agency'] {
  if (profession) return 'allied_health'
  const kinds = {
    ZZ: 'general_practice',
    ZZX: 'pharmacy',
    ZZT: 'hospital',
    ZZF: 'fire',
    ZZH: 'housing',
    ZZL: 'council',
    ZZC: 'charity',
  } as const
  return kinds[(/^ZZ[A-Z]?/.exec(organisation)?.[0] ?? 'ZZ') as keyof typeof kinds]
}
