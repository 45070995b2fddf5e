import { NotificationBanner } from 'nhsuk-react-components'
import type { Measure } from '#engines/measures/index.ts'
import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { Shell } from '#ui/shell.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { RecordFrame } from '../record/record-frame.pages.tsx'
import { AnsweredList } from './answered.pages.tsx'
import type { DueMeasure } from './due.rules.ts'
import { NOT_READY } from './licence.rules.ts'
import type { EpisodeMeasures } from './measures.queries.ts'
import type { OpenRequest } from './request.queries.ts'
import type { MeasuredEpisode } from './response.queries.ts'
import { POINT_WORDS } from './response.rules.ts'
import { sentence } from './score-words.rules.ts'

interface Props extends EpisodeMeasures {
  shell: Shell
  /** What was just done. */
  done?: string
}

/** What is to be asked in an episode, what was answered, and how it moved. For the team that has it. */
export const MeasuresPage = ({ shell, done, ...measures }: Props) => (
  <RecordFrame shell={shell} record={measures.record} section="measures" title="Questionnaires">
    {done && (
      <NotificationBanner success>
        <NotificationBanner.Heading>{done}</NotificationBanner.Heading>
      </NotificationBanner>
    )}
    <h1 className="nhsuk-heading-l">Questionnaires</h1>
    <Due {...measures} />
    <AnsweredList {...measures} />
    <Others {...measures} />
  </RecordFrame>
)

interface DueRow extends DueMeasure {
  measure: Measure
  /** A link for it is out. */
  request: OpenRequest | undefined
}

const Due = ({ episode, due, requests, ready, today }: EpisodeMeasures) => {
  const rows = due.flatMap((one): DueRow[] => {
    const measure = ready.find(({ code }) => code === one.measureCode)
    const request = requests.find(({ measureCode, point }) => measureCode === one.measureCode && point === one.point)
    return measure ? [{ ...one, measure, request }] : []
  })
  return (
    <section aria-labelledby="due">
      <h2 className="nhsuk-heading-m" id="due">
        To ask now
      </h2>
      <DataTable
        caption="To ask now"
        hideCaption
        columns={dueColumns(episode, today)}
        rows={rows}
        rowId={({ measureCode }) => measureCode}
        empty={<EmptyState>{nothingDue(episode)}</EmptyState>}
      />
    </section>
  )
}

const dueColumns = (episode: MeasuredEpisode, today: Day): Column<DueRow>[] => [
  { heading: 'Ask about', cell: ({ measure }) => `${sentence(measure.about)} (${measure.name})` },
  { heading: 'When', cell: ({ point }) => POINT_WORDS[point] },
  { heading: 'By', cell: (row) => <By row={row} today={today} /> },
  { heading: 'What to do', cell: (row) => <Actions episode={episode} row={row} /> },
]

const nothingDue = ({ status }: MeasuredEpisode) => (
  <p>
    {status === 'waiting'
      ? 'Nothing yet. The first questions are due once you have talked with each other.'
      : 'Nothing is due now. You can still ask any of the questionnaires below.'}
  </p>
)

const By = ({ row: { by, request }, today }: { row: DueRow; today: Day }) => {
  if (request)
    return (
      <div>
        Link sent {sayDay(dayOf(request.askedAt), today)}, works until {sayDay(dayOf(request.until), today)}
      </div>
    )
  return by < today ? (
    <StatusTag tone="careful">{`Late since ${sayDay(by, today)}`}</StatusTag>
  ) : (
    <>{sayDay(by, today)}</>
  )
}

const Actions = ({ episode, row: { measure, point, request } }: { episode: MeasuredEpisode; row: DueRow }) => (
  <div>
    <a href={`/episodes/${episode.id}/measures/${measure.code}?point=${point}`}>
      Ask now<span className="nhsuk-u-visually-hidden">: {measure.about}</span>
    </a>
    {' or '}
    <a href={`/episodes/${episode.id}/measures/${measure.code}/request?point=${point}`}>
      {request ? 'send a new link' : 'send by link'}
      <span className="nhsuk-u-visually-hidden">: {measure.about}</span>
    </a>
  </div>
)

const Others = ({ ready, notReady, due, episode }: EpisodeMeasures) => (
  <section aria-labelledby="others">
    <h2 className="nhsuk-heading-m" id="others">
      Other questionnaires
    </h2>
    <ul className="nhsuk-list">
      {ready
        .filter(({ code }) => !due.some(({ measureCode }) => measureCode === code))
        .map((measure) => (
          <li key={measure.code}>
            <a href={`/episodes/${episode.id}/measures/${measure.code}`}>{measure.name}</a>, {measure.about},{' '}
            {questions(measure)}
          </li>
        ))}
    </ul>
    {notReady.length > 0 && (
      <>
        <h3 className="nhsuk-heading-s">Not offered</h3>
        <ul className="nhsuk-list">
          {notReady.map(({ measure, why }) => (
            <li key={measure.code}>
              <strong>{measure.name}.</strong> {NOT_READY[why]}
            </li>
          ))}
        </ul>
      </>
    )}
  </section>
)

const questions = ({ items }: Measure): string => (items.length === 1 ? 'one question' : `${items.length} questions`)
