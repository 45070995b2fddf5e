import { InsetText } from 'nhsuk-react-components'
import type { Measure } from '#engines/measures/index.ts'
import { sayDay, type Day } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import { nameOf, type Person, type WayToTell } from '#registers/people/index.ts'
import { ChoiceField, DayField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import type { RequestForm } from './response.forms.ts'
import { choicesFor } from './response.forms.ts'
import { POINT_WORDS, POINTS } from './response.rules.ts'

interface Props {
  shell: Shell
  measure: Measure
  person: Person
  /** The list of this episode's questionnaires. */
  back: string
}

const POINT_CHOICES = POINTS.map((point) => ({ value: point, text: POINT_WORDS[point] }))

/** The questions on one screen, for a link worker who asks them. `version`: of the answers that are put right. */
export const ResponsePage = ({
  shell,
  measure,
  person,
  back,
  form,
  version,
  latest,
}: Props & { form: FormState; version?: number; latest?: string[] }) => (
  <FormPage
    shell={shell}
    title={version ? `Put right: ${measure.about}` : `Ask about ${measure.about}`}
    caption={nameOf(person)}
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
  </FormPage>
)

/** Before a link goes out: which way, how long it works, what it asks. */
export const RequestPage = ({
  shell,
  measure,
  person,
  back,
  form,
  channel,
  until,
  today,
}: Props & { form: FormState<RequestForm>; channel: WayToTell['channel']; until: Day; today: Day }) => (
  <FormPage
    shell={shell}
    title={`Send questions about ${measure.about}`}
    caption={nameOf(person)}
    back={back}
    form={form}
    submit="Send the link"
    lede={
      <>
        <p>
          {nameOf(person)} gets {CHANNELS[channel]} with a link. The message says nothing of what the questions are
          about.
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
  </FormPage>
)

const CHANNELS: Record<WayToTell['channel'], string> = { email: 'an e-mail', text: 'a text message' }

/** Something cannot be done, why, and what can be done instead. */
export const CannotPage = ({
  shell,
  title,
  why,
  back,
  instead,
}: {
  shell: Shell
  title: string
  why: string
  back: string
  instead?: { href: string; text: string }
}) => (
  <AppShell shell={shell} title={title} back={back}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">{title}</h1>
        <p>{why}</p>
        <p>{instead ? <a href={instead.href}>{instead.text}</a> : <a href={back}>See all questionnaires</a>}</p>
      </div>
    </div>
  </AppShell>
)
