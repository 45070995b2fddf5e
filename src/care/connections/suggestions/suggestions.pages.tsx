import { Button, Card, Details } from 'nhsuk-react-components'
import { RecordFrame, type OpenedRecord } from '#care/support/index.ts'
import { emptyForm } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import { NEEDS, sayWhoFor, shownText, type Need } from '#registers/directory/index.ts'
import { nameOf, type Person } from '#registers/people/index.ts'
import { ChoiceField, ChoicesField, SelectField, TextField } from '#ui/fields.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { Suggested, Suggestions } from './find-suggestions.ts'
import { lookingHref, WAYS, WEEKDAYS, type Looking } from './looking.rules.ts'
import { sayNextTime } from './offering.rules.ts'

export interface SuggestionsProps {
  shell: Shell
  record: OpenedRecord
  episodeId: Id
  /** What they were referred for, first. */
  needs: readonly Need[]
  looking: Looking
  suggestions: Suggestions
  now: Date
  /** Why the last one could not be taken. */
  refused?: string
}

/** As many as can be talked through with somebody; the best of those that are full stand at the end, with their doubt. */
const SHOWN = 6
const SHOWN_FULL = 2

/** What may suit them: a short list with reasons and doubts, to be talked through. */
export const SuggestionsPage = (props: SuggestionsProps) => {
  const { shell, record, looking, suggestions, refused } = props
  const title = `What may suit ${nameOf(record.person)}`
  const shown = [
    ...suggestions.list.filter(({ full }) => !full).slice(0, SHOWN),
    ...suggestions.list.filter(({ full }) => full).slice(0, SHOWN_FULL),
  ]
  return (
    <RecordFrame
      shell={shell}
      record={record}
      section="connections"
      title="What may suit"
      error={refused !== undefined}
    >
      <h1 className="nhsuk-heading-l">{title}</h1>
      {refused && <p className="nhsuk-error-message">{refused}</p>}
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-one-third">
          <LookingForm {...props} />
        </div>
        <div className="nhsuk-grid-column-two-thirds">
          {!looking.need && !looking.words ? (
            <SayWhatFor />
          ) : shown.length === 0 ? (
            <Nothing {...props} />
          ) : (
            <Results {...props} shown={shown} />
          )}
        </div>
      </div>
    </RecordFrame>
  )
}

function LookingForm({ episodeId, needs, looking }: SuggestionsProps) {
  const form = emptyForm({
    need: looking.need,
    words: looking.words,
    days: looking.days,
    way: looking.way ?? '',
    money: looking.moneyIsTight ? 'tight' : undefined,
  })
  const others = (Object.keys(NEEDS) as Need[]).filter((need) => !needs.includes(need))
  const narrowed = looking.days.length > 0 || looking.way !== null || looking.moneyIsTight
  return (
    <form method="get" action={`/episodes/${episodeId}/connections/suggestions`}>
      <SelectField
        form={form}
        name="need"
        label="What for"
        empty="Choose"
        choices={[...needs, ...others].map((need) => ({ value: need, text: NEEDS[need].label }))}
      />
      <TextField
        form={form}
        name="words"
        label="Or in words"
        hint="For example: choir, Urdu, allotment"
        type="search"
      />
      <Details open={narrowed}>
        <Details.Summary>What suits them</Details.Summary>
        <Details.Text>
          <ChoicesField
            form={form}
            name="days"
            label="Days"
            small
            choices={Object.entries(WEEKDAYS).map(([value, text]) => ({ value, text }))}
          />
          <ChoiceField
            form={form}
            name="way"
            label="How"
            small
            choices={[{ value: '', text: 'Either' }, ...Object.entries(WAYS).map(([value, text]) => ({ value, text }))]}
          />
          <ChoicesField
            form={form}
            name="money"
            label="Money"
            small
            choices={[{ value: 'tight', text: 'Money is tight' }]}
          />
        </Details.Text>
      </Details>
      <Button secondary>Look</Button>
    </form>
  )
}

const SayWhatFor = () => (
  <p>Choose what it is for, or type a word. Then you see what is near them, why it fits, and what to ask first.</p>
)

function Nothing({ looking, episodeId }: SuggestionsProps) {
  return (
    <EmptyState action={{ href: '/find', text: 'Search the whole directory' }}>
      <p>
        Nothing fits {looking.words ? `“${looking.words}”` : looking.need && `“${NEEDS[looking.need].label}”`} just now.
        That is a lack in this place, not in them.
      </p>
      <p>
        Try another word, or{' '}
        <a href={lookingHref(episodeId, { ...looking, days: [], way: null, moneyIsTight: false })}>
          look without your other choices
        </a>
        . A colleague may know somebody who is not listed.
      </p>
    </EmptyState>
  )
}

const COMPARE = 'compare-form'

function Results(props: SuggestionsProps & { shown: readonly Suggested[] }) {
  const { shown, suggestions, looking, episodeId, record } = props
  return (
    <>
      <p>
        {sayCount(shown.length, suggestions.list.length)} {sayFrom(suggestions, record.person)}
        {suggestions.leftOut > 0 &&
          ` ${suggestions.leftOut} left out: wrong age, closed, connected already, or not checked for a year.`}
      </p>
      <form method="get" id={COMPARE} action={`/episodes/${episodeId}/connections/suggestions`}>
        <Kept looking={looking} />
      </form>
      {shown.map((one, place) => (
        <Result key={one.id} {...props} one={one} place={place + 1} />
      ))}
      {shown.length > 1 && (
        <Button secondary form={COMPARE}>
          Compare the two you ticked
        </Button>
      )}
    </>
  )
}

/** What was looked for, kept while two are compared. */
const Kept = ({ looking: { need, words, days, way, moneyIsTight } }: { looking: Looking }) => (
  <>
    {need && <input type="hidden" name="need" value={need} />}
    {words && <input type="hidden" name="words" value={words} />}
    {days.map((day) => (
      <input key={day} type="hidden" name="days" value={day} />
    ))}
    {way && <input type="hidden" name="way" value={way} />}
    {moneyIsTight && <input type="hidden" name="money" value="tight" />}
  </>
)

function Result({
  one,
  place,
  shell,
  episodeId,
  needs,
  looking,
  now,
}: SuggestionsProps & { one: Suggested; place: number }) {
  const { id, found, facts, reasons, doubts } = one
  return (
    <Card>
      <Card.Heading headingLevel="h2" className="nhsuk-heading-s">
        {place}. <a href={`/services/${id}`}>{found.name}</a>
      </Card.Heading>
      {shownText(found.summary) && <p className="nhsuk-u-margin-bottom-2">{found.summary}</p>}
      {sayWhoFor(found) && (
        <p className="nhsuk-u-margin-bottom-2">
          <strong>Who for:</strong> {sayWhoFor(found)}
        </p>
      )}
      <p className="trellis-quiet nhsuk-u-margin-bottom-2">
        {[sayNextTime(found, now), shownText(found.place), found.providerName].filter(Boolean).join('; ')}
      </p>
      <Points points={reasons} title="Why it fits" />
      <Points points={doubts} title="Ask first" />
      <div className="nhsuk-checkboxes nhsuk-checkboxes--small nhsuk-u-margin-bottom-3">
        <div className="nhsuk-checkboxes__item">
          <input
            className="nhsuk-checkboxes__input"
            type="checkbox"
            id={`compare-${place}`}
            name="compare"
            value={id}
            form={COMPARE}
            defaultChecked={looking.compare.includes(id)}
          />
          <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={`compare-${place}`}>
            Compare<span className="nhsuk-u-visually-hidden"> {found.name}</span>
          </label>
        </div>
      </div>
      <Propose
        {...{ shell, episodeId, service: id, name: found.name, need: needFor(facts.needs, looking.need, needs) }}
      />
    </Card>
  )
}

/** One press: the idea is kept, and the next page asks what the person says to it. */
export const Propose = ({
  shell,
  episodeId,
  service,
  name,
  need,
}: {
  shell: Shell
  episodeId: Id
  service: Id
  name: string
  need: Need
}) => (
  <form method="post" action={`/episodes/${episodeId}/connections`}>
    <input type="hidden" name="_csrf" value={shell.csrf} />
    <input type="hidden" name="service" value={service} />
    <input type="hidden" name="need" value={need} />
    <Button className="nhsuk-u-margin-bottom-0" preventDoubleClick>
      Suggest it<span className="nhsuk-u-visually-hidden">: {name}</span>
    </Button>
  </form>
)

/** What a connection is for: the need that was looked for, else the first of theirs that the service meets. */
export const needFor = (offered: readonly string[], looked: Need | null, theirs: readonly Need[]): Need =>
  looked ??
  theirs.find((need) => offered.includes(need)) ??
  theirs[0] ??
  (offered.find((need): need is Need => need in NEEDS) as Need | undefined) ??
  'loneliness'

const Points = ({ points, title }: { points: Suggested['reasons']; title: string }) =>
  points.length === 0 ? null : (
    <p className="nhsuk-u-margin-bottom-2">
      <strong>{title}:</strong> {points.map(({ words }) => words).join('; ')}
    </p>
  )

const sayCount = (shown: number, all: number): string =>
  shown === all
    ? all === 1
      ? 'One may suit.'
      : `${all} may suit, the best first.`
    : `The best ${shown} of ${all} that may suit.`

function sayFrom({ from }: Suggestions, { restricted }: Person): string {
  if (restricted) return 'Their address is kept back for their safety, so no distance is used.'
  if (!from) return 'We do not know where their postcode is, so no distance is used.'
  return from.precision === 'district' ? `Distances are from the middle of ${from.district}.` : ''
}
