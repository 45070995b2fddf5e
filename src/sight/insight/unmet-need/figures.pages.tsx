import { sayShown, type Shown } from '#engines/disclosure/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { KIND_NAMES, KINDS } from './lack.rules.ts'
import { shownSize, type RegisterRow, type RegisterTable } from './register.rules.ts'

interface Props {
  caption: string
  /** What the first column names: "Need", "District". */
  what: string
  table: RegisterTable
  /** A way on from a row. */
  link?: Column<RegisterRow>
}

/** One table of the register: the total with a bar, then each kind. The bars repeat the numbers and are drawn from what is shown. */
export function FigureTable({ caption, what, table: { rows, totals }, link }: Props) {
  const most = Math.max(...rows.map(({ total }) => shownSize(total)))
  const all: RegisterRow = { key: 'all', label: 'All', ...totals }
  return (
    <DataTable
      caption={caption}
      hideCaption
      columns={[
        { heading: what, cell: ({ label }) => label },
        {
          heading: 'In all',
          cell: ({ key, total }) => (
            <div className="trellis-barred">
              <span className="trellis-barred__number">
                {total.is === 'fewer' ? `under ${total.than}` : sayShown(total)}
              </span>
              {key !== all.key && shownSize(total) > 0 && <Bar share={shownSize(total) / most} />}
            </div>
          ),
        },
        ...KIND_NAMES.map((kind) => ({
          heading: KINDS[kind].short,
          cell: ({ byKind }: RegisterRow) => <Figure shown={byKind[kind]} />,
          numeric: true,
        })),
        ...(link ? [link] : []),
      ]}
      rows={rows.length > 1 ? [...rows, all] : rows}
      rowId={({ key }) => key}
      empty={null}
    />
  )
}

/** Small numbers are left out on a phone, where each would fill a line of its own. */
const Figure = ({ shown }: { shown: Shown }) =>
  shown.is === 'fewer' ? (
    <span className="trellis-quiet trellis-small-number">under {shown.than}</span>
  ) : (
    <>{sayShown(shown)}</>
  )

const Bar = ({ share }: { share: number }) => (
  <svg className="trellis-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect width={Math.round(share * 100)} height="10" />
  </svg>
)
