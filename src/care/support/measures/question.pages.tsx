import { Button } from 'nhsuk-react-components'
import type { Item, Measure } from '#engines/measures/index.ts'
import type { FormState } from '#platform/forms.ts'
import { ChoiceField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { UrgentHelp } from '#ui/urgent-help.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import type { AskedRefusal } from './answer-request.ts'
import type { AskedRequest } from './request.queries.ts'
import { choicesFor } from './response.forms.ts'

interface QuestionsProps {
  shell: Shell
  measure: Measure
  /** The questions of this page, and which page it is. */
  items: readonly Item[]
  page: { number: number; of: number }
  form: FormState
  /** What was answered on the other pages: kept in the form itself, so that nothing is stored before it is sent. */
  kept: Readonly<Record<string, string>>
  /** Shows that whoever sends this knew the birth date when the page was drawn. */
  proof: string
}

/** Questions for the person, a page at a time; works without scripts. The title says nothing, for a telephone that others see. */
export const QuestionsPage = ({ shell, measure, items, page, form, kept, proof }: QuestionsProps) => {
  const single = items.length === 1
  return (
    <FormPage
      shell={shell}
      title="A few questions"
      caption={page.of > 1 ? `Page ${page.number} of ${page.of}` : undefined}
      form={form}
      quickExit
      lede={
        page.number === 1 && (
          <>
            <p>
              There are no right or wrong answers. You choose if you want to answer, and your help from us stays the
              same.
            </p>
            {measure.intro && <p>{measure.intro}</p>}
          </>
        )
      }
      submit={page.number === page.of ? 'Send my answers' : 'Next'}
      other={
        page.number > 1 && (
          <Button secondary name="go" value="back" type="submit">
            Back
          </Button>
        )
      }
    >
      <input type="hidden" name="page" value={page.number} />
      <input type="hidden" name="proof" value={proof} />
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {page.number > 1 && measure.intro && !single && <p>{measure.intro}</p>}
      {items.map(({ id, text }) => (
        <ChoiceField key={id} form={form} name={id} label={text!} choices={choicesFor(measure, true)} />
      ))}
      {page.number === page.of && (
        <p className="nhsuk-body-s trellis-quiet">These questions: {measure.licence.credit}</p>
      )}
    </FormPage>
  )
}

/** Sent, now or before: thanks, and what happens next. Never a score. */
export const ThanksPage = ({
  shell,
  team,
  askedBy,
  urgentHelp,
  before,
}: {
  shell: Shell
  team: AskedRequest['team']
  askedBy: string
  urgentHelp: boolean
  before: boolean
}) => (
  <AppShell shell={shell} title="Thank you" quickExit>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        {urgentHelp && <UrgentHelp />}
        <h1 className="nhsuk-heading-l">Thank you</h1>
        <p className="nhsuk-lede-text">
          {before
            ? 'We have your answers already. You do not need to send them again.'
            : `${askedBy} has your answers now.`}
        </p>
        <h2 className="nhsuk-heading-m">What happens next</h2>
        <p>
          You can talk about them the next time you speak with {askedBy}. You do not need to do anything before that.
        </p>
        <RingUs team={team} />
        <p>You can close this page now.</p>
        {!urgentHelp && <UrgentHelp />}
      </div>
    </div>
  </AppShell>
)

/** The questions cannot be answered here, and what to do instead. */
export const NotAskedPage = ({
  shell,
  team,
  why,
}: {
  shell: Shell
  team: AskedRequest['team']
  why: Exclude<AskedRefusal, 'answered'>
}) => (
  <AppShell shell={shell} title={NOT_ASKED[why].title} quickExit>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">{NOT_ASKED[why].title}</h1>
        <p>{NOT_ASKED[why].text}</p>
        <RingUs team={team} />
      </div>
    </div>
  </AppShell>
)

const NOT_ASKED: Record<Exclude<AskedRefusal, 'answered'>, { title: string; text: string }> = {
  withdrawn: {
    title: 'You do not need to answer this any more',
    text: 'You have answered these questions another way, or we have sent you a newer link. If there is a newer message from us, use that one.',
  },
  'not-ready': {
    title: 'We cannot show these questions now',
    text: 'That is not your doing. You do not need to do anything. We will ask you when we next speak.',
  },
}

const RingUs = ({ team }: { team: AskedRequest['team'] }) =>
  team.telephone ? (
    <p>
      Would you like to talk sooner? Ring {team.name} on <TelephoneLink number={team.telephone} />.
    </p>
  ) : null
