import { z } from 'zod'
import { parseDay, type Day } from '#platform/days.ts'
import type { FieldIssue } from '#platform/errors.ts'
import { REASONS, type Reason } from '../reasons.ts'
import { referrerBody } from './referrer-body.rules.ts'
import { personBody } from './person-body.rules.ts'
import { optionalWords, truth } from './body-fields.rules.ts'

/**
 * What a sender says, in the shape of `POST /api/v1/referrals`. The screen turns its form into the same shape, so that
 * there is one set of checks and one wording of each fault. Keys that are not named here are ignored.
 */
export const referralBody = z.object(
  {
    person: personBody,
    referrer: referrerBody,
    team_id: z
      .string({ error: 'Choose a team' })
      .min(1, 'Choose a team')
      .meta({ description: 'The id of a team, from GET /api/v1/teams.' }),
    reasons: z
      .array(z.enum(Object.keys(REASONS) as [Reason, ...Reason[]], { error: 'There is no such reason' }), {
        error: 'Choose at least one reason',
      })
      .min(1, 'Choose at least one reason')
      .transform((reasons) => [...new Set(reasons)])
      .meta({ description: 'Why they may need a link worker; at least one.' }),
    reason_text: optionalWords('the reason in words', 5_000),
    risks: z.preprocess(
      (given) => given ?? [],
      z
        .array(z.object({ text: optionalWords('each risk', 1_000) }, { error: 'Write each risk as { "text": "…" }' }), {
          error: 'Write the risks as a list',
        })
        .max(20, 'Write at most 20 risks')
        .transform((risks) => risks.flatMap(({ text }) => (text === null ? [] : [{ text }])))
        .meta({ description: 'What one must know to keep them or staff safe. Needed unless no_known_risks is true.' }),
    ),
    no_known_risks: truth(false),
    consent: z.object(
      {
        sharing: z.enum(['given', 'best-interests', 'not-asked'], {
          error: 'Say whether they agree: given, best-interests or not-asked',
        }),
        by: z
          .enum(['person', 'parent', 'attorney', 'deputy', 'carer', 'professional'], { error: 'Say who agreed' })
          .nullish()
          .meta({ description: 'Who agreed. Needed when sharing is given.' }),
        note: optionalWords('the note', 2_000).meta({
          description: 'Why it is in their best interests, or why they were not asked. Needed then.',
        }),
      },
      { error: 'Say whether they agree' },
    ),
    tell_practice: truth(false).meta({ description: 'Whether their GP practice may be told what becomes of it.' }),
  },
  { error: 'Send one referral, as an object' },
)

export type ReferralBody = z.output<typeof referralBody>

export type ReadBody = { ok: true; value: ReferralBody } | { ok: false; issues: FieldIssue[] }

/** News must reach whoever refers. */
export const NO_WAY_BACK = 'Enter a telephone number or an email address of whoever refers'

/** The earliest birth date that anybody living can have. */
const EARLIEST = '1890-01-01'

/** Reads what was sent. Every fault is named at once, by its dotted path ("person.nhs_number"). */
export function readBody(given: unknown, today: Day): ReadBody {
  const read = referralBody.safeParse(given)
  const issues = [...(read.success ? [] : read.error.issues.map(issueOf)), ...acrossFields(given, today)]
  return read.success && issues.length === 0
    ? { ok: true, value: read.data }
    : { ok: false, issues: firstOfEach(issues) }
}

const issueOf = ({ path, message }: z.core.$ZodIssue): FieldIssue => ({ field: path.map(String).join('.'), message })

const firstOfEach = (issues: readonly FieldIssue[]): FieldIssue[] =>
  issues.filter(({ field }, n) => issues.findIndex((other) => other.field === field) === n)

/** What only several fields together, or the calendar, can tell. Reads what was sent, so that one fault does not hide another. */
function acrossFields(given: unknown, today: Day): FieldIssue[] {
  const at = (...path: string[]): unknown => path.reduce<unknown>(own, given)
  const issue = (field: string, message: string, when: boolean): FieldIssue[] => (when ? [{ field, message }] : [])
  const birth = parseDay(String(at('person', 'birth_date')))
  const kind = at('referrer', 'kind')
  const risks = at('risks')
  const hasRisks = Array.isArray(risks) && risks.some((risk) => !isBlank(own(risk, 'text')))
  const sharing = at('consent', 'sharing')
  return [
    ...issue('person.birth_date', 'Their date of birth must be in the past', birth !== undefined && birth > today),
    ...issue('person.birth_date', 'Their date of birth must be 1890 or later', birth !== undefined && birth < EARLIEST),
    ...issue('referrer.name', 'Enter the name of whoever refers', kind !== 'self' && isBlank(at('referrer', 'name'))),
    ...issue(
      'referrer.role',
      'Enter the role of whoever refers, like GP or housing officer',
      kind === 'professional' && isBlank(at('referrer', 'role')),
    ),
    ...issue(
      'referrer.relationship',
      'Say what the carer is to them, like daughter or neighbour',
      kind === 'carer' && isBlank(at('referrer', 'relationship')),
    ),
    ...issue(
      'referrer.telephone',
      NO_WAY_BACK,
      kind !== 'self' && isBlank(at('referrer', 'telephone')) && isBlank(at('referrer', 'email')),
    ),
    ...issue(
      'risks',
      'Write what we must know to keep them or staff safe, or say that there are no known risks',
      !hasRisks && at('no_known_risks') !== true,
    ),
    ...issue(
      'no_known_risks',
      'You wrote a risk and said that there are none: which is right?',
      hasRisks && at('no_known_risks') === true,
    ),
    ...issue(
      'reason_text',
      'Write in words what they would like help with',
      includes(at('reasons'), 'something-else') && isBlank(at('reason_text')),
    ),
    ...issue('consent.by', 'Say who agreed', sharing === 'given' && isBlank(at('consent', 'by'))),
    ...issue(
      'consent.note',
      'Say why this is in their best interests',
      sharing === 'best-interests' && isBlank(at('consent', 'note')),
    ),
    ...issue('consent.note', 'Say why they were not asked', sharing === 'not-asked' && isBlank(at('consent', 'note'))),
  ]
}

/** A key of its own: what every object inherits was not sent. */
const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined

const includes = (list: unknown, item: string): boolean => Array.isArray(list) && list.includes(item)

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
