import { InsetText, WarningCallout } from 'nhsuk-react-components'
import type { OpenedRecord } from '#care/support/index.ts'
import type { FormState } from '#platform/forms.ts'
import { sayTelephone } from '#platform/telephone.ts'
import { ChoiceField, TextAreaField } from '#ui/fields.tsx'
import type { Shell } from '#ui/shell.tsx'
import { telephoneLink } from '#registers/directory/index.ts'
import { ConnectionForm } from './connection-form.pages.tsx'
import type { OfferForm } from './connection.forms.ts'
import type { Connection } from './connection.queries.ts'
import type { Offered } from './offering.queries.ts'
import type { SpaceLeft } from './space-left.rules.ts'

interface OfferProps {
  shell: Shell
  form: FormState<OfferForm>
  record: OpenedRecord
  connection: Connection
  offered: Offered
  space: SpaceLeft
  /** The e-mail as it would go, without the link. */
  preview: string
}

/** Asking the group, with one press: the message is there to be read, and a note of one's own can be put in. */
export const OfferPage = ({ shell, form, record, connection, offered, space, preview }: OfferProps) => (
  <ConnectionForm
    shell={shell}
    record={record}
    connection={connection}
    title={`Ask ${connection.service}`}
    form={form}
    submit={offered.email ? 'Ask them now' : 'I have asked them'}
    lede={<SpaceNote space={space} offered={offered} />}
    aside={
      offered.email && (
        <section aria-labelledby="message">
          <h2 className="nhsuk-heading-s" id="message">
            The email they get
          </h2>
          {preview.split('\n\n').map((paragraph) => (
            <p key={paragraph} className="trellis-quiet">
              {paragraph}
            </p>
          ))}
          <p>Behind the link they see only what was ticked.</p>
        </section>
      )
    }
  >
    <input type="hidden" name="version" value={connection.version} />
    {offered.email ? (
      <>
        <ChoiceField
          form={form}
          name="way"
          label="How do you ask?"
          small
          choices={[
            {
              value: 'email',
              text: `By email to ${offered.provider ?? offered.service}`,
              hint: `${offered.email}. They answer with one press, without an account.`,
            },
            { value: 'telephone', text: 'I ring them, or have rung them', hint: numberOf(offered) },
          ]}
        />
        <TextAreaField
          form={form}
          name="note"
          label="A word of your own to the group (if you like)"
          hint="It goes into the email. Write nothing about the person: what they want known stands behind the link."
          rows={3}
          max={500}
        />
      </>
    ) : (
      <>
        <InsetText>
          <p>
            We know no email address of this group. Ring them: <RingLink offered={offered} />
          </p>
          <p>
            Say who would like to come and only what was ticked. Then press the button, and write down their answer on
            the next page.
          </p>
        </InsetText>
        <input type="hidden" name="way" value="telephone" />
      </>
    )}
  </ConnectionForm>
)

const numberOf = ({ telephone }: Offered): string =>
  telephone ? sayTelephone(telephone) : 'We know no telephone number'

function RingLink({ offered }: { offered: Offered }) {
  const link = telephoneLink(offered.telephone)
  return link?.href ? <a href={link.href}>{link.text}</a> : <>{numberOf(offered)}</>
}

const SpaceNote = ({ space, offered }: { space: SpaceLeft; offered: Offered }) =>
  space.state === 'open' || space.state === 'limited' ? (
    <p>Space: {space.words}.</p>
  ) : (
    <WarningCallout>
      <WarningCallout.Heading>{space.taken ? 'All places may be taken' : 'Ring first?'}</WarningCallout.Heading>
      <p>Space: {space.words}.</p>
      {offered.telephone && (
        <p>
          A call may save them a no: <RingLink offered={offered} />
        </p>
      )}
    </WarningCallout>
  )
