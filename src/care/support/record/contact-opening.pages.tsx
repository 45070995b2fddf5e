import { z } from 'zod'
import { choice, type FormState } from '#platform/forms.ts'
import { nameOf, VIEW_REASONS, type ContactDetails, type ViewReason } from '#registers/people/index.ts'
import { ChoiceField } from '#ui/fields.tsx'
import { FormBody } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import type { OpenedRecord } from './open-record.ts'
import { RecordFrame } from './record-frame.pages.tsx'

export const openingForm = z.object({ reason: choice(VIEW_REASONS, 'Select why you need them') })

const REASON_WORDS: Record<ViewReason, string> = {
  call: 'To ring or text them',
  visit: 'To visit them',
  letter: 'To write to them',
  safety: 'Because I fear for somebody’s safety',
  correction: 'To put something right',
}

interface OpeningProps {
  shell: Shell
  record: OpenedRecord
  form: FormState<typeof openingForm>
}

/** A restricted person's telephone and address: why are they needed? */
export const ContactOpeningPage = ({ shell, record, form }: OpeningProps) => (
  <RecordFrame
    shell={shell}
    record={record}
    section="contact-opening"
    title="Open telephone and address"
    error={form.issues.length > 0}
  >
    <FormBody
      csrf={shell.csrf}
      heading="Open telephone and address"
      lede={
        <p>
          These are kept back to keep {nameOf(record.person)} safe. Say why you need them. Your name and the reason are
          written down, and they can see both.
        </p>
      }
      form={form}
      submit="Open"
    >
      <ChoiceField
        form={form}
        name="reason"
        label="Why do you need them?"
        choices={VIEW_REASONS.map((value) => ({ value, text: REASON_WORDS[value] }))}
      />
    </FormBody>
  </RecordFrame>
)

/** Shown once, in answer to the reason; another look needs another reason. */
export const OpenedContactPage = ({
  shell,
  record,
  contact,
}: {
  shell: Shell
  record: OpenedRecord
  contact: ContactDetails
}) => (
  <RecordFrame shell={shell} record={record} section="contact-opening" title="Telephone and address">
    <h1 className="nhsuk-heading-l">Telephone and address</h1>
    <p>Do not copy these anywhere else. This page shows them once.</p>
    <Summary
      rows={[
        { key: 'Telephone', value: contact.telephone && <TelephoneLink number={contact.telephone} /> },
        { key: 'Email', value: contact.email },
        { key: 'Address', value: [...contact.addressLines, contact.postcode].filter(Boolean).join(', ') },
      ]}
    />
    <p>
      <a href={`/people/${record.person.id}`}>Close them again</a>
    </p>
  </RecordFrame>
)
