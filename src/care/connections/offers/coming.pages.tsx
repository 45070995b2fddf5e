import { Button, Details, InsetText } from 'nhsuk-react-components'
import { ACCESS_NEEDS } from '#registers/people/index.ts'
import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { registerDay, sayRegister, sayRegisterDays, sayVisits, type ComingList } from './coming.rules.ts'
import type { Coming } from './group-view.queries.ts'

interface ComingProps {
  shell: Shell
  people: ComingList
  now: Date
  /** What was just saved. */
  notice?: string
}

/** A group's people: who waits for an answer, who comes when, who waits for a place; with the register of the day. */
export const ComingPage = ({ shell, people, now, notice }: ComingProps) => {
  const { asked, coming, away, waiting } = people
  const today = dayOf(now)
  const services = new Set([...asked, ...coming, ...away, ...waiting].map(({ service }) => service))
  const who = whoColumn(services.size > 1)
  return (
    <AppShell shell={shell} title="People coming" wide>
      {notice && (
        <InsetText>
          <p>{notice}</p>
        </InsetText>
      )}
      <h1 className="nhsuk-heading-l">
        {services.size === 1 && <span className="nhsuk-caption-l">{[...services][0]} </span>}
        People coming
      </h1>
      {services.size === 0 && (
        <EmptyState>
          <p>
            Nobody comes to you through us just now. When a link worker asks you to take someone, they stand here, and
            you get an email.
          </p>
        </EmptyState>
      )}
      <People id="asked" title="Waiting for your answer" rows={asked} columns={askedColumns(who, today)} />
      <People
        id="coming"
        title="Coming"
        lede={sayRegisterDays(coming, now)}
        rows={coming}
        columns={comingColumns(who, shell, today)}
      />
      {away.length > 0 && (
        <Details>
          <Details.Summary>Not seen for three months ({away.length})</Details.Summary>
          <Details.Text>
            <p>If they do not come any more, open the person and say that it has ended.</p>
            <DataTable
              caption="Not seen for three months"
              hideCaption
              columns={comingColumns(who, shell, today)}
              rows={away}
              rowId={(one) => one.id}
              empty={null}
            />
          </Details.Text>
        </Details>
      )}
      <People id="waiting" title="On your waiting list" rows={waiting} columns={waitingColumns(who)} />
    </AppShell>
  )
}

interface PeopleProps {
  id: string
  title: string
  lede?: string
  rows: readonly Coming[]
  columns: readonly Column<Coming>[]
}

const People = ({ id, title, lede, rows, columns }: PeopleProps) =>
  rows.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 className="nhsuk-heading-m" id={id}>
        {title} ({rows.length})
      </h2>
      {lede && <p>{lede}</p>}
      <DataTable caption={title} hideCaption columns={columns} rows={rows} rowId={(one) => one.id} empty={null} />
    </section>
  )

const askedColumns = (who: Column<Coming>, today: Day): Column<Coming>[] => [
  who,
  GOOD_TO_KNOW,
  {
    heading: 'Answer by',
    cell: ({ answerBy }) =>
      answerBy < today ? <StatusTag tone="careful">{sayDay(answerBy, today)}</StatusTag> : sayDay(answerBy, today),
  },
  { heading: 'To do', cell: (one) => <Open one={one} words="See and answer" /> },
]

const comingColumns = (who: Column<Coming>, shell: Shell, today: Day): Column<Coming>[] => [
  who,
  { heading: 'Visits', cell: (one) => <Visits one={one} today={today} /> },
  GOOD_TO_KNOW,
  { heading: 'Did they come?', cell: (one) => <Register one={one} shell={shell} today={today} /> },
]

// On a phone each cell is laid out in a row with its heading: one element in each, or its parts would stand side by side.
const whoColumn = (several: boolean): Column<Coming> => ({
  heading: 'Who',
  cell: ({ id, name, service }) => (
    <div>
      <a href={`/coming/${id}`}>{name ?? 'Someone'}</a>
      {several && (
        <>
          <br />
          <span className="trellis-quiet nhsuk-u-font-weight-normal">{service}</span>
        </>
      )}
    </div>
  ),
})

const GOOD_TO_KNOW: Column<Coming> = {
  heading: 'Good to know',
  cell: ({ accessNeeds, helps }) => (
    <div>
      {accessNeeds.map((need) => (
        <p key={need} className="nhsuk-u-margin-bottom-1">
          {ACCESS_NEEDS[need].label}
        </p>
      ))}
      {helps && <p className="nhsuk-u-margin-bottom-1">{helps}</p>}
      {accessNeeds.length === 0 && !helps && <span className="trellis-quiet">They told us nothing more</span>}
    </div>
  ),
}

const waitingColumns = (who: Column<Coming>): Column<Coming>[] => [
  who,
  GOOD_TO_KNOW,
  { heading: 'To do', cell: (one) => <Open one={one} words="A place is free" /> },
]

const Open = ({ one: { id, name }, words }: { one: Coming; words: string }) => (
  <Button secondary small href={`/coming/${id}`} className="nhsuk-u-margin-bottom-0">
    {words}
    <span className="nhsuk-u-visually-hidden">: {name ?? 'someone'}</span>
  </Button>
)

function Visits({ one, today }: { one: Coming; today: Day }) {
  const { words, first } = sayVisits(one, today)
  const metBy = first && one.firstVisit?.metBy
  return (
    <div>
      {first ? <StatusTag tone="new">{words}</StatusTag> : words}
      {metBy && <p className="trellis-quiet nhsuk-u-margin-bottom-0">{metBy} meets them</p>}
      {one.status === 'accepted' && !one.firstVisit && (
        <p className="nhsuk-u-margin-bottom-0">
          <a href={`/coming/${one.id}/first-visit`}>
            Say when<span className="nhsuk-u-visually-hidden">: {one.name ?? 'someone'}</span>
          </a>
        </p>
      )}
    </div>
  )
}

/** Came, or did not, on the day of the register: one press for each, sent to the same place as the register of the person's own page. Nothing before the first visit. */
function Register({ one, shell, today }: { one: Coming; shell: Shell; today: Day }) {
  const who = <span className="nhsuk-u-visually-hidden">: {one.name ?? 'someone'}</span>
  const on = registerDay(one, today)
  if (!on) return <span className="trellis-quiet">Not yet</span>
  const said = sayRegister(one, on)
  const when = on === today ? 'Today' : sayDay(on, today)
  if (said)
    return (
      <div>
        {when}: <strong>{said}</strong>{' '}
        <a href={`/coming/${one.id}#register`}>
          Change
          {who}
        </a>
      </div>
    )
  const [year, month, dayOfMonth] = on.split('-')
  return (
    <form method="post" action={`/coming/${one.id}/attendance`}>
      <input type="hidden" name="_csrf" value={shell.csrf} />
      <input type="hidden" name="list" value="1" />
      <input type="hidden" name="on-day" value={dayOfMonth} />
      <input type="hidden" name="on-month" value={month} />
      <input type="hidden" name="on-year" value={year} />
      <p className="nhsuk-u-margin-bottom-1">{when}</p>
      <div className="nhsuk-button-group nhsuk-u-margin-bottom-0">
        <Button small preventDoubleClick name="came" value="yes">
          Came{who}
        </Button>
        <Button small secondary preventDoubleClick name="came" value="no">
          Did not come{who}
        </Button>
      </div>
    </form>
  )
}
