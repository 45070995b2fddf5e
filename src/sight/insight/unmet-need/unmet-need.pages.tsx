import { Button, Details } from 'nhsuk-react-components'
import { protectNumber, sayShown } from '#engines/disclosure/index.ts'
import type { Day } from '#platform/days.ts'
import { emptyForm } from '#platform/forms.ts'
import { NEEDS } from '#registers/directory/index.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { SelectField } from '#ui/fields.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { FigureTable } from './figures.pages.tsx'
import { KIND_NAMES, KINDS, sayNeed, sayTimes } from './lack.rules.ts'
import { periodsAt } from './period.rules.ts'
import type { RegisterRow, RegisterTable, Selection } from './register.rules.ts'
import { queryOf } from './unmet-need.forms.ts'

export interface Tables {
  /** Left out where one need is looked at already. */
  byNeed?: RegisterTable
  byArea?: RegisterTable
  byQuarter?: RegisterTable
}

interface Props {
  shell: Shell
  selection: Selection
  /** The districts that can be chosen. */
  areas: readonly string[]
  /** Of the whole selection. */
  totals: RegisterTable['totals']
  tables: Tables
  /** How many people the places asked for were for: the true number. */
  people: number
  today: Day
}

/** The register of unmet need: what people asked for that could not be found, or had no place for them. */
export const UnmetNeedPage = ({ shell, selection, areas, totals, tables, people, today }: Props) => (
  <AppShell shell={shell} title="Unmet need" wide>
    <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">Unmet need</h1>
    <p className="trellis-lede">
      What people in {shell.partnershipName} asked for that could not be found, or had no place for them. Counts only:
      nobody is named here.
    </p>
    <SelectionForm selection={selection} areas={areas} today={today} />
    {totals.total.is === 'fewer' ? (
      <NothingToShow selection={selection} than={totals.total.than} />
    ) : (
      <Register selection={selection} totals={totals} tables={tables} people={people} />
    )}
    <RestsOn />
  </AppShell>
)

/** A GET form: the address holds what is looked at. */
function SelectionForm({ selection, areas, today }: Pick<Props, 'selection' | 'areas' | 'today'>) {
  const { period, need, area } = selection
  const form = emptyForm<unknown>({ period: period.code, need, area })
  const districts = area && !areas.includes(area) ? [...areas, area] : areas
  return (
    <form action="/insight/unmet-need" method="get" aria-label="What to look at">
      <div className="trellis-side-by-side">
        <SelectField
          form={form}
          name="period"
          label="When"
          choices={periodsAt(today).map(({ code, words }) => ({ value: code, text: SHORT[code] ?? words }))}
        />
        <SelectField
          form={form}
          name="need"
          label="Need"
          empty="All needs"
          choices={[
            ...Object.entries(NEEDS).map(([value, { label }]) => ({ value, text: label })),
            { value: 'other', text: sayNeed('other').label },
          ]}
        />
        <SelectField
          form={form}
          name="area"
          label="Postcode district"
          empty="All districts"
          choices={districts.map((district) => ({ value: district, text: district }))}
        />
        <Button secondary>Show</Button>
      </div>
    </form>
  )
}

/** Whole years are said in months beside the numbers; here they would not fit a phone. */
const SHORT: Record<string, string> = { year: 'Last 4 full quarters', 'two-years': 'Last 8 full quarters' }

const NothingToShow = ({ selection, than }: { selection: Selection; than: number }) => (
  <EmptyState action={{ href: '/insight/unmet-need?period=two-years', text: 'Show all needs of two years' }}>
    <p>
      <strong>Fewer than {than} times, or never.</strong> From {selection.period.words} we counted too few to show for{' '}
      {sayWhatAndWhere(selection)}. That may mean that there was what people needed, or that nobody asked.
    </p>
  </EmptyState>
)

function Register({ selection, totals, tables, people }: Pick<Props, 'selection' | 'totals' | 'tables' | 'people'>) {
  const query = queryOf(selection)
  return (
    <>
      <p>{saySum(selection, totals, people)}</p>
      <p>
        {selection.need && (
          <>
            <a href={`/insight/unmet-need/brief?${query}`}>Draft a fund brief from these numbers</a>
            {' · '}
          </>
        )}
        <a href={`/insight/unmet-need.csv?${query}`}>Download these tables (CSV)</a>
      </p>
      <p className="trellis-quiet trellis-on-phone">On a small screen only what came up 8 times or more is listed.</p>
      {tables.byNeed && (
        <Section id="needs" title="What people needed" left="need" table={tables.byNeed} selection={selection} />
      )}
      {tables.byArea && (
        <Section id="areas" title="Where" left="district" table={tables.byArea} selection={selection} />
      )}
      {tables.byQuarter && <Section id="quarters" title="When" table={tables.byQuarter} selection={selection} />}
    </>
  )
}

/** In words what the tables say in all. */
function saySum(selection: Selection, { byKind, total }: RegisterTable['totals'], people: number): string {
  const searches = `Searches that found nothing suitable: ${sayTimes(byKind['not-found'])}.`
  const behind = protectNumber(people)
  const places = `The others were places that a link worker asked a group for, for ${behind.is === 'about' ? 'about ' : ''}${sayShown(behind)} different people.`
  return `${capital(sayWhatAndWhere(selection))}, ${selection.period.words}: ${sayTimes(total)}. ${searches} ${places}`
}

const sayWhatAndWhere = ({ need, area }: Selection): string =>
  `${need ? `“${sayNeed(need).label}”` : 'all needs'}${area ? ` in ${area}` : ''}`
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

interface SectionProps {
  id: string
  title: string
  table: RegisterTable
  /** What the rows are whose small numbers have none. */
  left?: 'need' | 'district'
  selection: Selection
}

const Section = ({ id, title, table, left, selection }: SectionProps) => (
  <section aria-labelledby={id}>
    <h2 className="nhsuk-heading-m" id={id}>
      {title}
    </h2>
    {table.rows.length > 0 && (
      <FigureTable
        caption={title}
        what={left === 'need' ? 'Need' : left === 'district' ? 'Postcode district' : 'Quarter'}
        table={table}
        {...(left === 'need' && { link: briefOf(selection) })}
      />
    )}
    {left && (
      <p className="trellis-quiet">
        {table.rows.length > 0 ? `Every other ${left} came up` : `Each ${left} came up`} fewer than 8 times, or never.
      </p>
    )}
  </section>
)

const briefOf = (selection: Selection) => ({
  heading: 'Fund brief',
  cell: ({ key, label }: RegisterRow) =>
    key === 'all' ? (
      <span className="trellis-small-number" />
    ) : (
      <a href={`/insight/unmet-need/brief?${queryOf({ ...selection, need: key as Selection['need'] })}`}>
        Draft<span className="nhsuk-u-visually-hidden"> a brief for {label}</span>
      </a>
    ),
})

/** What each number is, and what it is not. */
const RestsOn = () => (
  <Details>
    <Details.Summary>What these numbers rest on</Details.Summary>
    <Details.Text>
      <dl className="trellis-kinds">
        {KIND_NAMES.map((kind) => (
          <div key={kind}>
            <dt>
              <strong>{KINDS[kind].short}</strong>
            </dt>
            <dd>{KINDS[kind].words}.</dd>
          </div>
        ))}
      </dl>
      <ul>
        <li>
          Searches are counted, not people: whoever searches three times counts three times, once for each need that
          their words named. Neither the words nor the postcode are kept.
        </li>
        <li>
          A place that a link worker asked a group for counts once, by how it stands today. A waiting list that became a
          place is not in it, and nor is one that was taken back because something else was found.
        </li>
        <li>Districts are where people live, or the postcode that was searched for. Not everybody gave one.</li>
        <li>
          Numbers from 0 to 7 are said as “fewer than 8” or “under 8”. Others are rounded to the nearest 5, so they may
          not add up. “Not shown” stands where a small number could be worked out.
        </li>
        <li>
          Nothing is adjusted for how many people live in a place, or for how often its services are looked for. Needs
          of people who never asked are not here.
        </li>
      </ul>
    </Details.Text>
  </Details>
)
