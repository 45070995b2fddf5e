import { InsetText } from 'nhsuk-react-components'
import type { Measure } from '#engines/measures/index.ts'
import { sayDay, type Day } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import { nameOf, type WayToTell } from '#registers/people/index.ts'
import { ChoiceField, DayField } from '#ui/fields.tsx'
import { FormBody, type FormBodyProps } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { OpenedRecord } from '../record/open-record.ts'
import { RecordFrame } from '../record/record-frame.pages.tsx'
import type { RequestForm } from './response.forms.ts'
import { choicesFor } from './response.forms.ts'
import { POINT_WORDS, POINTS } from './response.rules.ts'

interface Props {
  shell: Shell
  record: OpenedRecord
  measure: Measure
  /** The list of this episode's questionnaires. */
  back: string
}

const POINT_CHOICES = POINTS.map((point) => ({ value: point, text: POINT_WORDS[point] }))

/** The questions on one screen, for a link worker who asks them. `version`: of the answers that are put right. */
export const ResponsePage = ({
  shell,
  record,
  measure,
  back,
  form,
  version,
  latest,
}: Props & { form: FormState; version?: number; latest?: string[] }) => (
  <MeasureForm
    shell={shell}
    record={record}
    title={version ? `Correct: ${measure.about}` : `Ask about ${measure.about}`}
    back={back}
    form={form}
    submit="Save the answers"
    lede={
      <>
        {latest && (
          <InsetText>
            <p>Somebody else put these answers right while you had them open. What they saved is:</p>
            <ul>
              {latest.map((answer) => (
                <li key={answer}>{answer}</li>
              ))}
            </ul>
            <p>Below is what you ticked. Save again only if yours is right.</p>
          </InsetText>
        )}
        {measure.intro && <p>{measure.intro}</p>}
        <p className="trellis-quiet">
          Read out each question as it is written. They may leave out any, and stop at any time.
        </p>
      </>
    }
    other={version ? undefined : <a href={`${back}/${measure.code}/request`}>Send it by link instead</a>}
  >
    {version && <input type="hidden" name="version" value={version} />}
    {measure.items.map(({ id, text }) => (
      <ChoiceField key={id} form={form} name={id} label={text!} choices={choicesFor(measure)} inline small />
    ))}
    {!version && (
      <ChoiceField
        form={form}
        name="point"
        label="When in your work together is this?"
        choices={POINT_CHOICES}
        inline
        small
      />
    )}
    <ChoiceField
      form={form}
      name="mode"
      label="How did you ask?"
      choices={[
        { value: 'face', text: 'Face to face' },
        { value: 'telephone', text: 'On the telephone' },
        { value: 'paper', text: 'On paper' },
      ]}
      inline
      small
    />
    <ChoiceField
      form={form}
      name="answeredBy"
      label="Whose answers are they?"
      choices={[
        { value: 'person', text: 'Their own' },
        { value: 'worker', text: 'Mine, as I see them' },
      ]}
      inline
      small
    />
    <DayField form={form} name="answeredOn" label="On which day?" />
    <p className="nhsuk-body-s trellis-quiet">
      {measure.name}. {measure.licence.credit} {measure.licence.terms}
    </p>
  </MeasureForm>
)

/** Before a link goes out: which way, how long it works, what it asks. */
export const RequestPage = ({
  shell,
  record,
  measure,
  back,
  form,
  channel,
  until,
  today,
}: Props & { form: FormState<RequestForm>; channel: WayToTell['channel']; until: Day; today: Day }) => (
  <MeasureForm
    shell={shell}
    record={record}
    title={`Send questions about ${measure.about}`}
    back={back}
    form={form}
    submit="Send the link"
    lede={
      <>
        <p>
          {nameOf(record.person)} gets {CHANNELS[channel]} with a link. The message says nothing of what the questions
          are about.
        </p>
        <p>
          The link asks for their date of birth and works until {sayDay(until, today)}. A link that you sent before for
          the same questions stops working.
        </p>
      </>
    }
  >
    <ChoiceField
      form={form}
      name="point"
      label="When in your work together is this?"
      choices={POINT_CHOICES}
      inline
      small
    />
  </MeasureForm>
)

const CHANNELS: Record<WayToTell['channel'], string> = { email: 'an email', text: 'a text message' }

/** A form inside the person's record, with the way back to the list. */
const MeasureForm = ({
  shell,
  record,
  title,
  back,
  ...body
}: { shell: Shell; record: OpenedRecord; title: string; back: string } & Omit<FormBodyProps, 'csrf' | 'heading'>) => (
  <RecordFrame shell={shell} record={record} section="measures" title={title} error={Boolean(body.form?.issues.length)}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <FormBody csrf={shell.csrf} heading={title} {...body} />
        <p>
          <a href={back}>All questionnaires</a>
        </p>
      </div>
    </div>
  </RecordFrame>
)

/** Something cannot be done, why, and what can be done instead. */
export const CannotPage = ({
  shell,
  record,
  title,
  why,
  back,
  instead,
}: {
  shell: Shell
  record: OpenedRecord
  title: string
  why: string
  back: string
  instead?: { href: string; text: string }
}) => (
  <RecordFrame shell={shell} record={record} section="measures" title={title}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">{title}</h1>
        <p>{why}</p>
        <p>{instead ? <a href={instead.href}>{instead.text}</a> : <a href={back}>See all questionnaires</a>}</p>
      </div>
    </div>
  </RecordFrame>
)
