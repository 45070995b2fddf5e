import { isWorkingDay } from '#engines/working-days/index.ts'
import type { Referrer, ReferralRequest, SentReferralDetails } from '#care/referrals/index.ts'
import type { Actor } from '#platform/context.ts'
import { ageOn, type Day } from '#platform/days.ts'
import { idFrom, type Id } from '#platform/ids.ts'
import type { Need } from '#registers/directory/needs/needs.ts'
import type { NhsNumber } from '#registers/people/index.ts'
import { CHARACTERS } from '../characters.ts'
import { organisationId, teamId } from '../load-organisations.ts'
import type { AnytownPerson } from '../person.type.ts'
import type { Random } from '../random.ts'
import { RISKS } from '../referral-words.ts'
import { REFERRERS, type Referrer as SeedReferrer } from '../referrers.ts'
import type { Team } from '../teams.ts'
import { canBeAbout, needsOf, reasonTextFor } from './reasons.ts'

/** The sign-in of an invented person is found by its e-mail address, as ensureDemoAccount makes it. */
export const accountId = (partnershipId: Id, email: string): Id => idFrom('account', partnershipId, email.toLowerCase())

/** What is sent about an invented person, and by whom. */
export function requestFor(
  partnershipId: Id,
  person: AnytownPerson,
  team: Team,
  on: Day,
  random: Random,
): { request: ReferralRequest; sender: Actor } {
  const story = storyOf(person)
  const needs: readonly Need[] = story?.needs ?? needsOf(person, on, random)
  const { referrer, sender } = referrerFor(partnershipId, person, on, random)
  const risks = random.chance(0.12)
    ? [{ text: random.pick(RISKS.filter((text) => canBeAbout(text, person.sex, 50))) }]
    : []
  const self = referrer.kind === 'self'
  return {
    sender,
    request: {
      teamId: teamId(team.key),
      person: detailsOf(person),
      referrer,
      reasons: needs,
      reasonText: self
        ? (story?.matters ?? null)
        : (story?.line ?? reasonTextFor(person, needs[0]!, ageOn(person.birthDate as Day, on), random)),
      risks,
      noKnownRisks: risks.length === 0,
      consent: { sharing: 'given', by: 'person', note: null },
      tellPractice: referrer.agency === 'general_practice' || random.chance(0.7),
      cameBy: self || referrer.kind === 'carer' ? 'public' : 'screen',
      details: { person: asSent(person) },
    },
  }
}

/** The story of a named character. */
export const storyOf = (person: AnytownPerson) => CHARACTERS.find((c) => c.key === person.key)?.story

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

/** Mostly somebody of their own practice or another agency; one in eight asks for themselves, a few are asked for by family, all of those at a weekend. */
function referrerFor(
  partnershipId: Id,
  person: AnytownPerson,
  on: Day,
  random: Random,
): { referrer: Referrer; sender: Actor } {
  const how =
    person.key === 'grace-okafor'
      ? 'professional'
      : random.weighted([
          ['professional', isWorkingDay(on) ? 82 : 0],
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
        relationship: random.pick(['daughter', 'son', 'cousin', 'partner']),
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
