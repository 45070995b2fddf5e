import { ageOn, type Day } from '#platform/days.ts'
import { NO_KNOWN_PRACTICE, type AccessNeed, type PersonDetails } from '#registers/people/index.ts'
import type { Answer, Value } from '#ui/question-flow/flow.type.ts'
import type { Referrer, ReferralRequest } from '../referral-request.ts'
import type { Agency } from '../referral.rules.ts'
import type { Reason } from '../reasons.ts'
import { NEED_GROUPS } from './question-parts.forms.ts'
import type { AskFacts, AskState } from './ask.type.ts'
import { meantReasons } from './meant-reasons.rules.ts'

/** What is sent, from answers that all stand. Throws where there is no team: nothing may be sent then. */
export function referralFrom(state: AskState, facts: AskFacts): ReferralRequest {
  const { answers, team } = facts
  if (!team) throw new Error('no team to send it to')
  const { you, help = {}, know = {}, consent = {}, access = {} } = answers
  const person = personFrom(facts)
  const ticked = Object.keys(NEED_GROUPS).flatMap((group) => list(help[group]) as Reason[])
  const referrer = you ? referrerFrom(you) : themselves(person)
  return {
    teamId: team.id,
    person: you ? guarded(person, you, facts) : person,
    referrer,
    reasons: ticked.length > 0 ? ticked : meantReasons(text(help.words) ?? ''),
    reasonText: text(help.words),
    risks: know.risks === 'some' ? [{ text: text(know.risk)! }] : [],
    noKnownRisks: know.risks === 'none',
    consent: consentFrom(consent, referrer.kind),
    tellPractice: consent.practice === 'yes' && Boolean(facts.found?.practice),
    cameBy: state.cameBy,
    details: {
      ...(ticked.length === 0 && { reasons_taken_from: 'What they wrote' }),
      ...(access.other && { other_access_needs: access.other }),
    },
  }
}

function personFrom({ answers, found }: AskFacts): PersonDetails {
  const { name = {}, birth = {}, person, reach = {}, access = {} } = answers
  const who: Answer = person ?? { ...name, ...birth }
  const safe = list(reach.safe)
  return {
    givenName: text(who.given)!,
    familyName: text(who.family)!,
    preferredName: text(who.preferred),
    birthDate: who.birth as Day,
    practiceCode: found?.practice?.code ?? NO_KNOWN_PRACTICE,
    postcode: found?.postcode ?? null,
    addressLines: linesOf(text(reach.address)),
    telephone: text(reach.telephone),
    email: text(reach.email),
    preferredContact: reach.preferred === 'me' ? null : (reach.preferred as PersonDetails['preferredContact']),
    safeContact: {
      voicemail: safe.includes('voicemail'),
      post: safe.includes('post'),
      hours: text(reach.hours),
      neutralSender: list(reach.quiet).includes('yes'),
    },
    language: access.language === 'other' ? 'und' : text(access.language),
    interpreter: list(access.interpreter).includes('yes'),
    accessNeeds: ['reading', 'hearing', 'talking', 'meeting'].flatMap((group) => list(access[group]) as AccessNeed[]),
  }
}

/**
 * Nobody is surprised by a message from us. Where the person does not know, cannot decide, or is to be reached through
 * whoever asked, that stands before their hours: no machine can read it, so a human being decides before anything goes out.
 */
function guarded(person: PersonDetails, you: Answer, { answers }: AskFacts): PersonDetails {
  const through = answers.reach?.preferred === 'me' || answers.consent?.agreed !== 'yes'
  if (!through) return person
  const hours = [`Talk to ${text(you.name)} first`, person.safeContact?.hours].filter(Boolean).join('. ')
  return { ...person, safeContact: { ...person.safeContact, hours } }
}

const NOBODY = {
  role: null,
  profession: null,
  relationship: null,
  agency: null,
  organisationId: null,
  organisationName: null,
  accountId: null,
}

const themselves = ({ givenName, familyName, telephone = null, email = null }: PersonDetails): Referrer => ({
  ...NOBODY,
  kind: 'self',
  name: `${givenName} ${familyName}`,
  telephone,
  email,
})

function referrerFrom(you: Answer): Referrer {
  const told = { ...NOBODY, name: text(you.name)!, telephone: text(you.telephone), email: text(you.email) }
  if (you.as === 'family') return { ...told, kind: 'carer', relationship: text(you.relationship) }
  return {
    ...told,
    kind: 'professional',
    role: text(you.role),
    agency: you.agency as Agency,
    organisationName: text(you.organisation),
  }
}

/** Asking for oneself is agreeing. For somebody else: they agreed, they cannot decide, or they were not asked. */
function consentFrom(consent: Answer, kind: Referrer['kind']): ReferralRequest['consent'] {
  if (kind === 'self' || consent.agreed === 'yes') return { sharing: 'given', by: 'person', note: null }
  const by = kind === 'carer' ? 'carer' : 'professional'
  return consent.agreed === 'cannot'
    ? { sharing: 'best-interests', by, note: text(consent['cannot-why']) }
    : { sharing: 'not-asked', by, note: text(consent['not-why']) }
}

/** Whole years today, once the birth date stands. */
export function ageOf({ answers, today }: AskFacts): number | undefined {
  const birth = answers.person?.birth ?? answers.birth?.birth
  return typeof birth === 'string' ? ageOn(birth as Day, today as Day) : undefined
}

const text = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)
const list = (value: Value | undefined): readonly string[] => (Array.isArray(value) ? value : [])

/** An address as it is typed, in at most five lines. */
function linesOf(address: string | null): string[] {
  const lines = (address ?? '')
    .split(/\n|,/)
    .map((line) => line.trim())
    .filter(Boolean)
  return lines.length > 5 ? [...lines.slice(0, 4), lines.slice(4).join(', ')] : lines
}
