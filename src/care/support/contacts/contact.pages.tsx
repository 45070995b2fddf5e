import { Details } from 'nhsuk-react-components'
import { ChangedNotice } from '#care/referrals/index.ts'
import { issueOf, type FormState } from '#platform/forms.ts'
import { nameOf } from '#registers/people/index.ts'
import { ChoiceField, ChoicesField, DayField, TextAreaField, TextField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { ContactForm, CorrectionForm } from './contact.forms.ts'
import { KINDS, OUTCOMES, partToTry, reachedBy } from './contact.rules.ts'
import { EpisodeAside, NotHeardYet } from './episode-aside.pages.tsx'
import type { OpenedEpisode } from './open-episode.ts'

interface Props<S> {
  shell: Shell
  opened: OpenedEpisode
  form: FormState<S>
}

/** Writing down a contact: one screen, filled in for the commonest case. */
export const ContactPage = ({ shell, opened, form }: Props<ContactForm>) => {
  const { episode, person, toTell } = opened
  return (
    <FormPage
      shell={shell}
      title={`A contact with ${nameOf(person)}`}
      back={`/people/${person.id}`}
      form={form}
      submit="Save the contact"
      lede={
        <>
          {sayTries(opened) && <p>{sayTries(opened)}</p>}
          {toTell.length > 0 && <NotHeardYet name={nameOf(person)} toTell={toTell} />}
        </>
      }
      aside={<EpisodeAside opened={opened} />}
      other={
        <>
          {episode.status === 'active' && <a href={`/episodes/${episode.id}/pause`}>Let it rest for a while</a>}
          <a href={`/episodes/${episode.id}/closure`}>Close the work</a>
        </>
      }
    >
      <input type="hidden" name="id" value={typeof form.values.id === 'string' ? form.values.id : ''} />
      <ChoiceField form={form} name="outcome" label="What came of it?" choices={choicesOf(OUTCOMES)} small />
      <ContactFields form={form} />
      {episode.status !== 'paused' && (
        <DayField
          form={form}
          name="nextOn"
          label="When is the next step?"
          hint="Leave it empty and we choose: two weeks after a talk, the next working day after a try."
        />
      )}
    </FormPage>
  )
}

/** Putting a contact right. What stood there before stays in the record. */
export const CorrectionPage = ({
  shell,
  opened,
  form,
  version,
  contactId,
  latest,
}: Props<CorrectionForm> & { version: number; contactId: string; latest?: string }) => (
  <FormPage
    shell={shell}
    title="Put this contact right"
    caption={nameOf(opened.person)}
    back={`/episodes/${opened.episode.id}/contacts/${contactId}`}
    form={form}
    submit="Save"
    lede={
      <>
        {latest && <ChangedNotice latest={latest} />}
        <p>What stood here before stays in the record, with who wrote it.</p>
      </>
    }
  >
    <input type="hidden" name="version" value={version} />
    <ChoiceField form={form} name="outcome" label="What came of it?" choices={choicesOf(OUTCOMES)} small />
    <ContactFields form={form} />
  </FormPage>
)

/** What both forms ask. The two have the same names; React's types cannot say so. */
function ContactFields({ form: given }: { form: FormState<ContactForm> | FormState<CorrectionForm> }) {
  const form = given as FormState<CorrectionForm>
  return (
    <>
      <ChoiceField form={form} name="kind" label="How were you in touch?" choices={choicesOf(KINDS)} inline small />
      <TextAreaField
        form={form}
        name="note"
        label="Notes"
        hint="What was said, in a few words. They may read this."
        rows={5}
        max={10_000}
      />
      <DayField form={form} name="on" label="Day" />
      <TextField form={form} name="time" label="Time" hint="Like 9:30 or 2pm" width={5} />
      <Details open={holdsSeldom(form)}>
        <Details.Summary>Where, who else was there, keeping it from them</Details.Summary>
        <Details.Text>
          <TextField form={form} name="place" label="Where" width={20} />
          <TextField form={form} name="others" label="Who else was there" width={20} />
          <ChoicesField
            form={form}
            name="withheld"
            label="Keep this from the person?"
            hint="Only when it is about somebody else, or would harm them."
            choices={[{ value: 'yes', text: 'Do not show it to them' }]}
            small
          />
        </Details.Text>
      </Details>
    </>
  )
}

const SELDOM = ['place', 'others', 'withheld'] as const

/** What is asked seldom is folded away, unless something stands in it or is to be mended. */
const holdsSeldom = (form: FormState<CorrectionForm>): boolean | undefined =>
  SELDOM.some((name) => issueOf(form, name) || [form.values[name] ?? ''].flat().some((value) => value !== '')) ||
  undefined

const choicesOf = (words: Record<string, string>) => Object.entries(words).map(([value, text]) => ({ value, text }))

const ORDINALS = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth']

function sayTries({ episode, person, contacts }: OpenedEpisode): string {
  const reached = reachedBy(contacts)
  const part = partToTry(reached, person.safeContact.hours)
  const which =
    reached.tries === 0
      ? episode.status === 'waiting'
        ? 'The first try.'
        : ''
      : `${ORDINALS[reached.tries] ?? 'One more'} try.`
  return [which, part && `Nobody has tried them in the ${part} yet.`].filter(Boolean).join(' ')
}
