import { InsetText } from 'nhsuk-react-components'
import { dayOf, sayDay, sayTime } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import { ROLES } from '#foundations/access/index.ts'
import { nameOf } from '#registers/people/index.ts'
import { ChoiceField, DayField, TextAreaField } from '#ui/fields.tsx'
import { FormBody } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import type { OpenedRecord } from '../record/open-record.ts'
import { RecordFrame } from '../record/record-frame.pages.tsx'
import type { EpisodeBrief } from '../record/standing.queries.ts'
import { SAFEGUARDING_REASONS, type SafeguardingNoteForm, type safeguardingReasonForm } from './plan.forms.ts'
import type { SafeguardingNote } from './safeguarding.queries.ts'

export interface SafeguardingProps {
  shell: Shell
  record: OpenedRecord & { episode: EpisodeBrief }
  /** The caller is one of the few who may read the notes. */
  mayOpen: boolean
  whomToAsk: readonly { name: string; role: 'team_manager' | 'safeguarding_lead' }[]
  /** Only once a reason was given. */
  notes?: readonly SafeguardingNote[]
  form: FormState<typeof safeguardingReasonForm>
}

/** That there are notes, from whom to hear more; what they say only for few, and only with a reason. */
export const SafeguardingPage = ({ shell, record, mayOpen, whomToAsk, notes, form }: SafeguardingProps) => {
  const { episode } = record
  return (
    <RecordFrame
      shell={shell}
      record={record}
      section="safeguarding"
      title="Safeguarding"
      error={form.issues.length > 0}
    >
      <h1 className="nhsuk-heading-l">Safeguarding</h1>
      <p>{sayCount(episode.safeguardingNotes)}</p>
      {notes ? (
        <Notes notes={notes} record={record} />
      ) : (
        episode.safeguardingNotes > 0 &&
        (mayOpen ? <Reason shell={shell} form={form} /> : <Ask record={record} whomToAsk={whomToAsk} />)
      )}
      <h2 className="nhsuk-heading-m">Are you worried?</h2>
      <p>
        In danger now? Ring <a href="tel:999">999</a>. Otherwise write it down:{' '}
        {whomToAsk.length > 0 ? sayNames(whomToAsk) : 'the safeguarding lead'} reads it by the next working day.
      </p>
      <p>
        <a href={`/episodes/${episode.id}/safeguarding/note`}>Add a note</a>
      </p>
    </RecordFrame>
  )
}

const sayCount = (count: number): string =>
  count === 0
    ? 'There is no safeguarding note.'
    : count === 1
      ? 'There is 1 safeguarding note.'
      : `There are ${count} safeguarding notes.`

const sayNames = (people: readonly { name: string }[]): string => people.map(({ name }) => name).join(' or ')

const Reason = ({ shell, form }: Pick<SafeguardingProps, 'shell' | 'form'>) => (
  <FormBody csrf={shell.csrf} form={form} submit="Read the notes">
    <ChoiceField
      form={form}
      name="reason"
      label="Why do you need to read them?"
      hint="Your name and the reason are written down."
      choices={Object.entries(SAFEGUARDING_REASONS).map(([value, text]) => ({ value, text }))}
    />
  </FormBody>
)

const Ask = ({ record: { episode }, whomToAsk }: Pick<SafeguardingProps, 'record' | 'whomToAsk'>) => (
  <InsetText>
    <p>Only a few people may read {episode.safeguardingNotes === 1 ? 'it' : 'them'}. If you need to know, ask:</p>
    <ul>
      {episode.worker && <li>{episode.worker}, who supports this person</li>}
      {whomToAsk.map(({ name, role }) => (
        <li key={name}>
          {name}, {ROLES[role]}
        </li>
      ))}
    </ul>
  </InsetText>
)

const Notes = ({
  notes,
  record: { today },
}: { notes: readonly SafeguardingNote[] } & Pick<SafeguardingProps, 'record'>) => (
  <>
    {notes.map(({ id, concern, noticedOn, comment, withheld, writtenBy, writtenAt }) => (
      <Summary
        key={id}
        title={`${writtenBy}, ${sayDay(dayOf(writtenAt), today)}, ${sayTime(writtenAt)}`}
        rows={[
          { key: 'What was noticed', value: <span className="trellis-words">{concern}</span> },
          { key: 'When', value: sayDay(noticedOn, today) },
          ...(comment ? [{ key: 'What was done', value: <span className="trellis-words">{comment}</span> }] : []),
          { key: 'May the person read it?', value: withheld ? 'No' : 'Yes' },
        ]}
      />
    ))}
  </>
)

interface NoteProps {
  shell: Shell
  record: OpenedRecord & { episode: EpisodeBrief }
  /** Of the note to be written, made with the page. */
  id: Id
  form: FormState<SafeguardingNoteForm>
}

/** What somebody noticed, when, and what they did. */
export const SafeguardingNotePage = ({ shell, record, id, form }: NoteProps) => (
  <RecordFrame
    shell={shell}
    record={record}
    section="safeguarding"
    title="Add a safeguarding note"
    error={form.issues.length > 0}
  >
    <FormBody
      csrf={shell.csrf}
      heading="Add a safeguarding note"
      lede={
        <p>
          In danger now? Ring <a href="tel:999">999</a> first. Write what you saw and heard, in their words where you
          can. You cannot change it afterwards; you can add another.
        </p>
      }
      form={form}
      submit="Add the note"
    >
      <input type="hidden" name="id" value={id} />
      <TextAreaField form={form} name="concern" label="What did you notice?" rows={5} />
      <DayField form={form} name="noticedOn" label="When did you notice it?" />
      <TextAreaField form={form} name="comment" label="What did you do about it? (if anything yet)" rows={3} />
      <ChoiceField
        form={form}
        name="shown"
        label={`May ${nameOf(record.person)} read this?`}
        choices={[
          { value: 'no', text: 'No: it is about somebody else, or would do harm' },
          { value: 'yes', text: 'Yes' },
        ]}
      />
    </FormBody>
  </RecordFrame>
)
