import { InsetText } from 'nhsuk-react-components'
import type { Measure } from '#engines/measures/index.ts'
import { sayDay, type Day } from '#platform/days.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import type { EpisodeMeasures } from './measures.queries.ts'
import type { MeasuredEpisode } from './response.queries.ts'
import { MODE_WORDS, POINT_WORDS, type Response } from './response.rules.ts'
import { flagsOf, NO_SCORE, sayChanges, sayRanges, sayScores, sentence } from './score-words.rules.ts'

/** What was answered in an episode, measure by measure, with how it moved and on what that rests. */
export const AnsweredList = ({ responses, ready, notReady, episode, today }: EpisodeMeasures) => {
  const known = [...ready, ...notReady.map(({ measure }) => measure)]
  const answered = known.filter(({ code }) => responses.some(({ measureCode }) => measureCode === code))
  return (
    <section aria-labelledby="answered">
      <h2 className="nhsuk-heading-m" id="answered">
        Answered
      </h2>
      {answered.length === 0 && <p className="trellis-quiet">Nothing has been answered yet.</p>}
      {answered.map((measure) => (
        <AnsweredMeasure
          key={measure.code}
          measure={measure}
          episode={episode}
          today={today}
          responses={responses.filter(({ measureCode }) => measureCode === measure.code)}
        />
      ))}
      {answered.length > 0 && (
        <InsetText>
          <p>
            A change here is one person’s change. There is nobody to compare with, and scores go up and down by chance,
            so it does not say what helped. A score is not a diagnosis: talk about it.
          </p>
        </InsetText>
      )}
    </section>
  )
}

const AnsweredMeasure = ({ measure, responses, episode, today }: OfMeasure & { responses: Response[] }) => {
  const start = responses.find(({ point }) => point === 'start')
  const ranges = sayRanges(measure)
  return (
    <>
      <h3 className="nhsuk-heading-s">
        {sentence(measure.about)} <span className="trellis-quiet">({measure.name})</span>
      </h3>
      <DataTable
        caption={measure.name}
        hideCaption
        columns={columnsFor({ measure, episode, today }, start)}
        rows={responses}
        rowId={({ id }) => id}
        empty={null}
      />
      {ranges && <p className="trellis-quiet nhsuk-body-s">{ranges}</p>}
    </>
  )
}

interface OfMeasure {
  measure: Measure
  episode: MeasuredEpisode
  today: Day
}

const columnsFor = ({ measure, episode, today }: OfMeasure, start: Response | undefined): Column<Response>[] => [
  { heading: 'When', cell: ({ point, answeredOn }) => `${POINT_WORDS[point]}, ${sayDay(answeredOn, today)}` },
  { heading: 'Score', cell: (response) => <ScoreList measure={measure} response={response} /> },
  {
    heading: 'Since the start',
    cell: (response) => <ChangeList measure={measure} start={start} response={response} />,
  },
  { heading: 'How', cell: sayHow },
  {
    heading: 'Correct',
    cell: (response) => <Mend measure={measure} episode={episode} today={today} response={response} />,
  },
]

const sayHow = ({ answeredBy, mode, version }: Response): string =>
  `${answeredBy === 'person' ? 'Own answers' : 'The worker’s view'}, ${MODE_WORDS[mode]}${version > 1 ? ', put right since' : ''}`

const ScoreList = ({ measure, response }: { measure: Measure; response: Response }) => {
  const scores = sayScores(measure, response.answers)
  if (scores.length === 0) return NO_SCORE
  const flags = flagsOf(measure, response.answers)
  return (
    <div>
      {scores.map(({ id, name, value, note }) => (
        <div key={id}>
          {name} <strong className="nhsuk-u-nowrap">{value}</strong>
          {note && ` (${note})`}
        </div>
      ))}
      {flags.length > 0 && (
        <div>Worth a closer look: {flags.map(({ label }) => label.replace('>=', 'is at or above')).join(', ')}</div>
      )}
    </div>
  )
}

const ChangeList = ({
  measure,
  start,
  response,
}: {
  measure: Measure
  start: Response | undefined
  response: Response
}) => {
  if (response.point === 'start') return <span className="trellis-quiet">This is the start</span>
  if (!start) return <span className="trellis-quiet">No start to compare with</span>
  const changes = sayChanges(measure, start.answers, response.answers)
  if (changes.size === 0) return <span className="trellis-quiet">One of the two has no score</span>
  const several = measure.scores.length > 1
  return (
    <div>
      {measure.scores.map(({ id, name }) =>
        changes.has(id) ? (
          <div key={id}>
            {several && `${name}: `}
            {several ? changes.get(id)!.replace(/^./, (first) => first.toLowerCase()) : changes.get(id)}
          </div>
        ) : null,
      )}
    </div>
  )
}

const Mend = ({ measure, episode, today, response }: OfMeasure & { response: Response }) =>
  response.mode === 'link' ? (
    <span className="trellis-quiet">Sent by the person</span>
  ) : (
    <a href={`/episodes/${episode.id}/measures/${measure.code}/responses/${response.id}`}>
      Correct
      <span className="nhsuk-u-visually-hidden">
        : {measure.about}, {POINT_WORDS[response.point]}, {sayDay(response.answeredOn, today)}
      </span>
    </a>
  )
