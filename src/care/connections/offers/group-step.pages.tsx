import type { FormState } from '#platform/forms.ts'
import { ChoiceField, DayField, TextAreaField, TextField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import { DECLINE_REASONS, END_REASONS, PLACE_BACK_REASONS } from '../connection.rules.ts'
import type { EndForm, FirstVisitForm, NotComingForm, NotNowForm, NotRightForm } from './group.forms.ts'
import type { GroupView } from './group-view.queries.ts'

export interface GroupStepProps<Form> {
  shell: Shell
  href: string
  view: GroupView
  form: FormState<Form>
}

const declineReasons = (which: 'now' | 'right') =>
  Object.entries(DECLINE_REASONS).flatMap(([value, { when, words }]) =>
    when === which ? [{ value, text: words }] : [],
  )
const choicesOf = (reasons: Readonly<Record<string, string>>) =>
  Object.entries(reasons).map(([value, text]) => ({ value, text }))

export const NotNowPage = ({ shell, href, view, form }: GroupStepProps<NotNowForm>) => (
  <FormPage
    shell={shell}
    title="Not now"
    back={href}
    form={form}
    submit="Say: not now"
    lede={<p>{view.speaker.worker} looks for another place with them. You can be asked again another time.</p>}
  >
    <ChoiceField form={form} name="reason" label="Why?" choices={declineReasons('now')} />
    <TextAreaField form={form} name="words" label="When could you, if you know?" rows={2} max={500} />
  </FormPage>
)

export const NotRightPage = ({ shell, href, view, form }: GroupStepProps<NotRightForm>) => (
  <FormPage
    shell={shell}
    title="Not right for us"
    back={href}
    form={form}
    submit="Say: not right for us"
    lede={<p>{view.speaker.worker} looks for another place with them, and knows better next time.</p>}
  >
    <ChoiceField form={form} name="reason" label="Why?" choices={declineReasons('right')} />
    <TextAreaField
      form={form}
      name="words"
      label="What should we know? (if you like)"
      hint="Do you know a better place for them?"
      rows={3}
      max={500}
    />
  </FormPage>
)

export const FirstVisitPage = ({ shell, href, form }: GroupStepProps<FirstVisitForm>) => (
  <FormPage shell={shell} title="Their first day" back={href} form={form} submit="Save, and let them know">
    <DayField form={form} name="visit" label="First visit on" />
    <TextField form={form} name="metBy" label="Who meets them at the door?" hint="A first name is enough." width={20} />
  </FormPage>
)

export const NotComingPage = ({ shell, href, form }: GroupStepProps<NotComingForm>) => (
  <FormPage shell={shell} title="They are not coming after all" back={href} form={form} submit="Save">
    <ChoiceField form={form} name="reason" label="Why?" choices={choicesOf(PLACE_BACK_REASONS)} />
    <TextAreaField form={form} name="words" label="A word to us (if you like)" rows={3} max={500} />
  </FormPage>
)

export const EndPage = ({ shell, href, form }: GroupStepProps<EndForm>) => (
  <FormPage shell={shell} title="It has ended" back={href} form={form} submit="Save">
    <ChoiceField form={form} name="reason" label="Why?" choices={choicesOf(END_REASONS)} />
    <TextAreaField form={form} name="words" label="How did it go? (if you like)" rows={3} max={500} />
  </FormPage>
)
