import { z } from 'zod'
import { optionalText } from '#platform/forms.ts'
import { DECLINE_REASONS, END_WORDS, referralBody, STATUS_WORDS, type EndReason } from '#care/referrals/index.ts'
import { PROBLEM } from './problem-json.rules.ts'

/** What is sent: the same checks as those of the screen. */
export const NEW_REFERRAL = referralBody

const STATUS = z.enum(Object.keys(STATUS_WORDS) as [keyof typeof STATUS_WORDS])
const { person, reasons, consent } = referralBody.shape
const { nhs_number: _, ...personAsSent } = person.shape

/** The answer to a referral that was just sent. */
export const RECEIPT = z.strictObject({
  id: z.guid(),
  reference: z.string().meta({ description: 'Easy to say on the telephone.' }),
  status: STATUS,
  owner: z.string().meta({ description: 'Who has it: the team, until a person is named.' }),
  next_date: z.iso.date().meta({ description: 'The day by which something happens.' }),
  what_happens_next: z.string().meta({ description: 'In words, for whoever sent it.' }),
})

/** What the organisation that sent a referral may read back. */
export const REFERRAL = z.strictObject({
  ...RECEIPT.shape,
  status_words: z.string(),
  version: z.int().meta({ description: 'The same number as in the ETag.' }),
  received_at: z.iso.datetime(),
  next_date: RECEIPT.shape.next_date.nullable(),
  team: z.strictObject({ id: z.guid(), name: z.string(), telephone: z.string().nullable() }),
  person: z
    .strictObject({ ...personAsSent, nhs_number_given: z.boolean() })
    .nullable()
    .meta({ description: 'As the sender gave them; the record itself is not the sender’s to see.' }),
  referrer: z.strictObject({
    name: z.string(),
    kind: referralBody.shape.referrer.shape.kind,
    role: z.string().nullable(),
    telephone: z.string().nullable(),
    email: z.string().nullable(),
  }),
  reasons,
  reason_text: z.string().nullable(),
  risks: z.array(z.strictObject({ text: z.string() })),
  no_known_risks: z.boolean(),
  consent: z.strictObject({
    sharing: consent.shape.sharing,
    by: consent.shape.by.unwrap().unwrap(),
    note: z.string().nullable(),
  }),
  tell_practice: z.boolean(),
  questions: z.array(
    z.strictObject({
      question: z.string(),
      asked_by: z.string().nullable(),
      asked_at: z.iso.datetime(),
      answer: z.string().nullable(),
      answered_at: z.iso.datetime().nullable(),
    }),
  ),
  acceptance: z
    .strictObject({
      accepted_by: z.string().nullable(),
      accepted_on: z.iso.date(),
      first_contact_by: z.iso.date(),
      worker: z.string().nullable(),
    })
    .nullable(),
  progress: z
    .array(
      z.strictObject({
        stage: z.enum(['started', 'paused', 'resumed', 'closed']),
        at: z.iso.datetime(),
        end_reason: z.enum(Object.keys(END_WORDS) as [EndReason]).nullable(),
      }),
    )
    .meta({
      description:
        'How the work goes that it led to, the earliest first. Of a death people tell people: no end_reason.',
    }),
  decline: z
    .strictObject({
      reason: z.enum(Object.keys(DECLINE_REASONS) as [keyof typeof DECLINE_REASONS]),
      reason_words: z.string(),
      note: z.string().nullable(),
      declined_on: z.iso.date(),
      better: z
        .strictObject({
          team: z.strictObject({ id: z.guid(), name: z.string(), telephone: z.string().nullable() }).nullable(),
          service: z.strictObject({ id: z.guid(), name: z.string() }).nullable(),
          text: z.string().nullable(),
        })
        .meta({ description: 'Where to go instead.' }),
    })
    .nullable(),
  withdrawal: z
    .strictObject({
      by: z.enum(['referrer', 'person', 'team']),
      withdrawn_at: z.iso.datetime(),
      note: z.string().nullable(),
    })
    .nullable(),
  history: z.array(z.strictObject({ at: z.iso.datetime(), words: z.string() })),
})

/** The body that takes a referral back. */
export const WITHDRAWAL = z.object(
  { note: optionalText('the note', 2_000).meta({ description: 'Why, in words.' }) },
  { error: 'Send one object, like { "note": "…" }' },
)

/** Changed since it was read: with what stands now, so that both can be shown. */
export const STALE = PROBLEM.extend({ current: REFERRAL })
