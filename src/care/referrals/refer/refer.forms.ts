import { day, type FormIssue, type FormState } from '#platform/forms.ts'
import type { FieldIssue } from '#platform/errors.ts'
import { NO_KNOWN_PRACTICE } from '#registers/people/index.ts'
import { cleaned } from './body-fields.rules.ts'
import { NO_WAY_BACK } from './referral-body.rules.ts'
import type { Sender } from './sender.queries.ts'
import type { Asked, Covering } from './who-covers.ts'

/**
 * The fields of the screen in the order of the page, each with the path of what it fills in a referral: faults are found
 * by that path and shown at the field.
 */
const FIELDS = {
  practice: 'person.practice_code',
  picked: '',
  postcode: 'person.postcode',
  team: 'team_id',
  given_name: 'person.given_name',
  family_name: 'person.family_name',
  birth_date: 'person.birth_date',
  nhs_number: 'person.nhs_number',
  telephone: 'person.telephone',
  email: 'person.email',
  preferred_name: 'person.preferred_name',
  preferred_contact: 'person.preferred_contact',
  safe: 'person.safe_contact',
  hours: 'person.safe_contact.hours',
  language: 'person.language',
  interpreter: 'person.interpreter',
  access_needs: 'person.access_needs',
  reasons: 'reasons',
  more_reasons: '',
  reason_text: 'reason_text',
  risks: 'risks',
  no_known_risks: 'no_known_risks',
  consent: 'consent.sharing',
  consent_by: 'consent.by',
  best_interests_note: '',
  not_asked_note: '',
  tell_practice: 'tell_practice',
  role: 'referrer.role',
  profession: 'referrer.profession',
  my_telephone: 'referrer.telephone',
  my_email: 'referrer.email',
} as const

export type FieldOfReferral = keyof typeof FIELDS
export type ReferForm = FormState & { values: Partial<Record<FieldOfReferral, unknown>> }
type Typed = ReferForm['values']

const NAMES = Object.keys(FIELDS) as FieldOfReferral[]

/** What was typed, by field; nothing else that a browser may send. */
export function typedIn(sent: unknown): Typed {
  const body = (sent ?? {}) as Record<string, unknown>
  const has = (name: string) => Object.hasOwn(body, name)
  const birth = Object.fromEntries(
    ['day', 'month', 'year'].map((part) => [part, has(`birth_date-${part}`) ? String(body[`birth_date-${part}`]) : '']),
  )
  return { ...Object.fromEntries(NAMES.filter(has).map((name) => [name, body[name]])), birth_date: birth }
}

/** What the screen holds before anything is typed: all that is known already. */
export const known = (sender: Sender, practice: string | undefined): Typed => ({
  practice,
  consent_by: 'person',
  language: 'en',
  role: sender.role ?? undefined,
  profession: sender.profession ?? undefined,
  my_telephone: sender.telephone ?? undefined,
  my_email: sender.email,
})

/** What decides which teams cover. */
export const askedIn = (typed: Typed): Asked => ({
  practice: one(typed.practice),
  postcode: one(typed.postcode),
  picked: one(typed.picked) || undefined,
  team: one(typed.team) || undefined,
})

/** The same in the shape of the referral, to be checked with everything else. */
export function bodyOf(typed: Typed, covering: Covering, sender: Sender): unknown {
  const safe = many(typed.safe)
  const sharing = one(typed.consent)
  const birth = birthDay.safeParse(typed.birth_date)
  return {
    person: {
      given_name: typed.given_name,
      family_name: typed.family_name,
      preferred_name: typed.preferred_name,
      birth_date: birth.success ? birth.data : undefined,
      nhs_number: typed.nhs_number,
      practice_code: covering.practice?.code ?? NO_KNOWN_PRACTICE,
      postcode: typed.postcode,
      telephone: typed.telephone,
      email: typed.email,
      preferred_contact: typed.preferred_contact,
      safe_contact: {
        voicemail: safe.includes('voicemail'),
        post: !safe.includes('no-post'),
        neutral_sender: safe.includes('neutral'),
        hours: typed.hours,
      },
      language: typed.language,
      interpreter: one(typed.interpreter) === 'yes',
      access_needs: many(typed.access_needs),
    },
    referrer: {
      kind: 'professional',
      name: sender.name,
      role: typed.role,
      profession: typed.profession,
      organisation_code: sender.organisation.code,
      telephone: typed.my_telephone,
      email: typed.my_email,
    },
    team_id: covering.chosen?.id,
    reasons: [...many(typed.reasons), ...many(typed.more_reasons)],
    reason_text: typed.reason_text,
    risks: one(typed.risks)
      .split('\n')
      .map((line) => ({ text: line })),
    no_known_risks: one(typed.no_known_risks) === 'yes',
    consent: {
      sharing: sharing || undefined,
      by: sharing === 'given' ? one(typed.consent_by) : 'professional',
      note: noteOf(sharing, typed),
    },
    tell_practice: one(typed.tell_practice) === 'yes',
  }
}

/** The faults as the page shows them, from its top: where to look and what to mend. */
export function formIssues(issues: readonly FieldIssue[], typed: Typed, covering: Covering): FormIssue[] {
  const birth = birthDay.safeParse(typed.birth_date)
  const sharing = one(typed.consent)
  const shown = [
    ...covering.issues.map(({ field, message }) => ({ path: field, message })),
    ...issues
      // Where there is no team, why is said at practice and postcode.
      .filter(({ field }) => !(field === 'team_id' && covering.issues.length > 0))
      .map(({ field, message }) => {
        if (field === 'person.birth_date' && !birth.success)
          return {
            path: `birth_date-${String(birth.error.issues[0]!.path[0] ?? 'day')}`,
            message: birth.error.issues[0]!.message,
          }
        if (field === 'person.birth_date') return { path: 'birth_date-year', message }
        if (field === 'consent.note')
          return { path: sharing === 'best-interests' ? 'best_interests_note' : 'not_asked_note', message }
        return { path: inputOf(field), message: OWN_WORDS[field]?.(message) ?? message }
      }),
  ]
  const place = ({ path }: FormIssue) => NAMES.findIndex((name) => path === name || path.startsWith(`${name}-`))
  return shown
    .filter(({ path }, n) => shown.findIndex((other) => other.path === path) === n)
    .toSorted((a, b) => place(a) - place(b))
}

/** Where the screen speaks to the one who refers, and need not name codes. */
const OWN_WORDS: Record<string, (message: string) => string> = {
  'consent.sharing': () => 'Choose what they said',
  'referrer.role': () => 'Enter your role, like GP or housing officer',
  'referrer.telephone': (message) =>
    message === NO_WAY_BACK ? 'Enter your telephone number or your email address' : message,
}

/** The field that fills a path, or the nearest path above it. */
function inputOf(path: string): string {
  const name = NAMES.find((field) => FIELDS[field] === path)
  if (name) return name
  return path.includes('.') ? inputOf(path.slice(0, path.lastIndexOf('.'))) : 'practice'
}

const birthDay = day('their date of birth')

const noteOf = (sharing: string, typed: Typed): string | undefined =>
  sharing === 'best-interests'
    ? one(typed.best_interests_note)
    : sharing === 'not-asked'
      ? one(typed.not_asked_note)
      : undefined

/** Sent twice under one name, the first counts. */
export const one = (value: unknown): string => {
  const first = cleaned([value].flat()[0])
  return typeof first === 'string' ? first : ''
}

const many = (value: unknown): string[] =>
  [value].flat().filter((item): item is string => typeof item === 'string' && item !== '')
