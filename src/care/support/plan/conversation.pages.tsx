import { Button, ErrorSummary, InsetText, NotificationBanner, WarningCallout } from 'nhsuk-react-components'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import type { FormIssue } from '#platform/forms.ts'
import type { Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import type { EpisodeBrief } from '../record/standing.queries.ts'
import type { OpenedRecord } from '../record/open-record.ts'
import { RecordFrame } from '../record/record-frame.pages.tsx'
import type { CarePlan } from './care-plan.type.ts'
import {
  AboutMeFields,
  AdjustmentFields,
  ConcernFields,
  GoalFields,
  RiskFields,
  StrengthFields,
} from './conversation-fields.pages.tsx'
import { formOf, rowsOf } from './conversation-rows.rules.ts'
import { labelOf, type Clash, type Words } from './words.rules.ts'

export interface ConversationProps {
  shell: Shell
  record: OpenedRecord & { episode: EpisodeBrief }
  /** As it stands on the record. */
  plan: CarePlan
  /** As it stands in the form. */
  words: Words
  issues?: FormIssue[]
  clashes?: readonly Clash[]
  /** Words that were kept while typing and are not on the record yet. */
  draft: { at: Date; version: number } | undefined
  /** Which draft the form goes on from; 0 for none. */
  draftVersion: number
  saved?: boolean
}

/** Built for typing while listening: everything on one page, nothing that must be filled in, kept while one types. */
export function ConversationPage(props: ConversationProps) {
  const { shell, record, plan, words, issues = [], draftVersion } = props
  const name = record.person.preferredName ?? record.person.givenName
  const shared = { form: formOf(words, issues), rows: rowsOf(plan, words), plan, name }
  const url = `/episodes/${record.episode.id}/conversation`
  return (
    <RecordFrame shell={shell} record={record} section="conversation" title="What they said" error={issues.length > 0}>
      <Notices {...props} />
      <h1 className="nhsuk-heading-l">Talking with {name}</h1>
      <p>{sayWritten(plan, record.today)} Write as they say it. Nothing must be filled in.</p>
      <form method="post" action={url} noValidate data-autosave={`${url}/draft`}>
        <input type="hidden" name="_csrf" value={shell.csrf} />
        <input type="hidden" name="base" value={plan.revision} />
        <input type="hidden" name="draft" value={draftVersion} />
        <AboutMeFields {...shared} />
        <StrengthFields {...shared} />
        <ConcernFields {...shared} />
        <GoalFields {...shared} />
        <RiskFields {...shared} noKnownRisksSaid={sayNoKnownRisks(plan, record.today)} />
        <AdjustmentFields {...shared} />
        <div className="trellis-save">
          <Button preventDoubleClick>Save</Button>
          <a href={`/episodes/${record.episode.id}/plan`}>Go to the plan</a>
          <p className="trellis-save__status" role="status" data-autosave-status="" />
        </div>
      </form>
    </RecordFrame>
  )
}

const sayWritten = ({ written }: CarePlan, today: Day): string =>
  written ? `Last saved by ${written.by}, ${sayWhen(written.at, today)}.` : ''

const sayNoKnownRisks = ({ noKnownRisks }: CarePlan, today: Day): string | undefined =>
  noKnownRisks ? `Said by ${noKnownRisks.by}, ${sayWhen(noKnownRisks.at, today)}.` : undefined

const sayWhen = (at: Date, today: Day): string => `${sayDay(dayOf(at), today)}, ${sayTime(at)}`

function Notices({
  shell,
  issues = [],
  clashes = [],
  draft,
  saved,
  record: { today, episode },
  plan,
}: ConversationProps) {
  return (
    <>
      {issues.length > 0 && (
        <ErrorSummary>
          <ErrorSummary.Title>There is a problem</ErrorSummary.Title>
          <ErrorSummary.List>
            {issues.map(({ path, message }) => (
              <ErrorSummary.ListItem key={path} href={`#${path}`}>
                {message}
              </ErrorSummary.ListItem>
            ))}
          </ErrorSummary.List>
        </ErrorSummary>
      )}
      {clashes.length > 0 && <ClashNotice clashes={clashes} by={plan.written?.by} />}
      {saved && (
        <NotificationBanner success>
          <NotificationBanner.Title>Saved</NotificationBanner.Title>
          <p>It is on the record now. Your team can read it.</p>
        </NotificationBanner>
      )}
      {draft && clashes.length === 0 && (
        <InsetText>
          <p>
            These are your words of {sayWhen(draft.at, today)}. <strong>They are not on the record yet:</strong> press
            Save.
          </p>
          <form method="post" action={`/episodes/${episode.id}/conversation/draft/removal`}>
            <input type="hidden" name="_csrf" value={shell.csrf} />
            <Button secondary small>
              Throw these words away
            </Button>
          </form>
        </InsetText>
      )}
    </>
  )
}

/** Both texts, side by side; nothing of either is lost. */
export const ClashNotice = ({ clashes, by }: { clashes: readonly Clash[]; by: string | undefined }) => (
  <WarningCallout>
    <WarningCallout.Heading>Somebody else changed the same words</WarningCallout.Heading>
    <p>
      {by ?? 'A colleague'} saved while you were writing. Nothing of yours is saved yet, and nothing is lost: your words
      are in the form. Make of both what is right, then press Save.
    </p>
    {clashes.map(({ name, theirs, yours }) => (
      <Summary
        key={name}
        title={labelOf(name)}
        rows={[
          {
            key: `What ${by ?? 'they'} wrote`,
            value: theirs === '' ? 'Taken away' : <span className="trellis-words">{theirs}</span>,
          },
          {
            key: 'What you wrote',
            value: yours === '' ? 'Taken away' : <span className="trellis-words">{yours}</span>,
          },
        ]}
      />
    ))}
  </WarningCallout>
)

/** The episode was closed: nothing can be written any more, and what was typed is still there to be copied. */
export const ClosedPage = ({
  shell,
  record,
  typed,
}: {
  shell: Shell
  record: OpenedRecord & { episode: EpisodeBrief }
  typed: Words
}) => (
  <RecordFrame shell={shell} record={record} section="conversation" title="This episode is closed">
    <h1 className="nhsuk-heading-l">This episode is closed</h1>
    <p>Nothing can be written in it any more, and nothing of yours was saved.</p>
    <p>
      <a href={`/episodes/${record.episode.id}/plan`}>See the plan as it ended</a>
    </p>
    {Object.values(typed).some((text) => text !== '') && (
      <Summary
        title="What you typed"
        rows={Object.entries(typed)
          .filter(([name, text]) => text !== '' && !/\.(goal|concern|status|need|withheld|over)$/.test(name))
          .map(([name, text]) => ({ key: labelOf(name), value: <span className="trellis-words">{text}</span> }))}
      />
    )}
  </RecordFrame>
)
