import { InsetText } from 'nhsuk-react-components'
import type { FormState } from '#platform/forms.ts'
import { nameOf } from '#registers/people/index.ts'
import { ChoiceField, DayField, SelectField, TextAreaField, TextField } from '#ui/fields.tsx'
import { FormBody } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { OpenedRecord } from '../record/open-record.ts'
import { RecordFrame } from '../record/record-frame.pages.tsx'
import type { EpisodeBrief } from '../record/standing.queries.ts'
import { mayShareThisWay } from './agreement.rules.ts'
import { WAYS_TO_SHARE, type CarePlan, type WayToShare } from './care-plan.type.ts'
import type { AgreementForm, SharingForm } from './plan.forms.ts'
import { PlanParts } from './plan-parts.pages.tsx'

interface AgreementProps {
  shell: Shell
  record: OpenedRecord & { episode: EpisodeBrief }
  plan: CarePlan
  members: readonly { accountId: string; name: string }[]
  form: FormState<AgreementForm>
  /** It changed since the page was drawn: what stands now is shown again. */
  changed?: boolean
}

/** The plan as it will be agreed, and under it by whom. */
export const AgreementPage = ({ shell, record, plan, members, form, changed }: AgreementProps) => {
  const name = nameOf(record.person)
  return (
    <RecordFrame shell={shell} record={record} section="plan" title="Make the plan" error={form.issues.length > 0}>
      {changed && (
        <InsetText>
          The plan changed while you had this page open. This is how it stands now. Read it again together, then agree
          it.
        </InsetText>
      )}
      <FormBody
        csrf={shell.csrf}
        heading="Make the plan"
        lede={<p>Read it together. It is kept as it stands here, and any change makes another version.</p>}
        form={form}
        submit="Agree the plan"
      >
        <PlanParts plan={plan} today={record.today} />
        <input type="hidden" name="revision" value={plan.revision} />
        <ChoiceField
          form={form}
          name="agreedWith"
          label="Who agrees to it?"
          choices={[
            { value: 'person', text: name },
            {
              value: 'representative',
              text: `Somebody who speaks for ${name}`,
              conditional: (
                <TextField
                  form={form}
                  name="representative"
                  label="Who speaks for them"
                  hint="Name, and how they are related"
                />
              ),
            },
            {
              value: 'nobody',
              text: 'Nobody yet',
              conditional: <TextAreaField form={form} name="whyNot" label="Why is it not agreed?" rows={2} />,
            },
          ]}
        />
        <DayField form={form} name="agreedOn" label="When was it agreed?" />
        <DayField form={form} name="reviewOn" label="When do you look at it again?" />
        <SelectField
          form={form}
          name="responsible"
          label="Who looks after that?"
          choices={members.map(({ accountId, name: text }) => ({ value: accountId, text }))}
          empty="Choose somebody"
        />
      </FormBody>
    </RecordFrame>
  )
}

interface SharingProps {
  shell: Shell
  record: OpenedRecord & { episode: EpisodeBrief }
  plan: CarePlan
  form: FormState<SharingForm>
  now: Date
}

/** Who is given the plan, and how; only ways that are safe for them are offered. */
export const SharingPage = ({ shell, record, plan, form, now }: SharingProps) => {
  const representative = plan.agreements[0]?.representative
  const ways = (Object.keys(WAYS_TO_SHARE) as WayToShare[]).filter((way) => mayShareThisWay(record.person, way, now))
  return (
    <RecordFrame shell={shell} record={record} section="plan" title="Give it to them" error={form.issues.length > 0}>
      <FormBody
        csrf={shell.csrf}
        heading="Give it to them"
        lede={
          <p>
            <a href={`/episodes/${record.episode.id}/plan/print`}>Print the plan</a> or read it together, then write it
            down here. Trellis sends nothing by itself.
          </p>
        }
        form={form}
        submit="They have it"
      >
        <ChoiceField
          form={form}
          name="with"
          label="Who has it?"
          choices={[
            { value: 'person', text: nameOf(record.person) },
            ...(representative ? [{ value: 'representative', text: representative }] : []),
          ]}
        />
        <ChoiceField
          form={form}
          name="how"
          label="How?"
          choices={ways.map((value) => ({ value, text: WAYS_TO_SHARE[value] }))}
        />
      </FormBody>
    </RecordFrame>
  )
}
