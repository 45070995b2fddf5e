/* oxlint-disable jsx-a11y/no-interactive-element-to-noninteractive-role -- the roles are the native ones, which the fold takes away */
import classNames from 'classnames'
import type { ReactNode } from 'react'

export interface Column<T> {
  heading: string
  cell: (row: T) => ReactNode
  /** The name by which the list may be sorted. */
  sort?: string
  numeric?: boolean
}

export interface Sorting {
  by: string
  descending: boolean
  href: (by: string, descending: boolean) => string
}

interface DataTableProps<T> {
  caption: string
  /** The heading above says it already; screen readers still hear it. */
  hideCaption?: boolean
  /** The first column names the row. */
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowId: (row: T) => string
  sorting?: Sorting
  /** What to say when there is nothing: why, and what to do. */
  empty: ReactNode
}

/**
 * A list of records. On a phone each row folds into a card with its own headings, so the roles are written out:
 * the fold takes the native ones away. Sorting is by links, because a page holds only part of the list.
 */
export function DataTable<T>({ caption, hideCaption, columns, rows, rowId, sorting, empty }: DataTableProps<T>) {
  if (rows.length === 0) return <>{empty}</>
  return (
    <table
      className={classNames('nhsuk-table nhsuk-table--responsive', sorting && 'nhsuk-table--sortable')}
      role="table"
    >
      <caption className={classNames('nhsuk-table__caption', hideCaption && 'nhsuk-u-visually-hidden')}>
        {caption}
      </caption>
      <thead className="nhsuk-table__head" role="rowgroup">
        <tr className="nhsuk-table__row" role="row">
          {columns.map((column) => (
            <HeadingCell key={column.heading} column={column} sorting={sorting} />
          ))}
        </tr>
      </thead>
      <tbody className="nhsuk-table__body" role="rowgroup">
        {rows.map((row) => (
          <tr className="nhsuk-table__row" role="row" key={rowId(row)}>
            {columns.map((column, n) => (
              <Cell key={column.heading} column={column} row={row} first={n === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HeadingCell<T>({ column, sorting }: { column: Column<T>; sorting?: Sorting }) {
  const { heading, sort, numeric } = column
  const direction = sorting && sort === sorting.by ? (sorting.descending ? 'descending' : 'ascending') : undefined
  return (
    <th
      className={classNames('nhsuk-table__header', numeric && 'nhsuk-table__header--numeric')}
      scope="col"
      role="columnheader"
      aria-sort={direction}
      data-sort={sort && sorting ? '' : undefined}
    >
      {sort && sorting ? (
        <a className="nhsuk-link" href={sorting.href(sort, direction === 'ascending')}>
          {heading}
        </a>
      ) : (
        heading
      )}
    </th>
  )
}

function Cell<T>({ column, row, first }: { column: Column<T>; row: T; first: boolean }) {
  const inside = (
    <>
      <span className="nhsuk-table__heading" aria-hidden="true">
        {column.heading}{' '}
      </span>
      {column.cell(row)}
    </>
  )
  if (first) {
    return (
      <th className="nhsuk-table__header" scope="row" role="rowheader">
        {inside}
      </th>
    )
  }
  return (
    <td className={classNames('nhsuk-table__cell', column.numeric && 'nhsuk-table__cell--numeric')} role="cell">
      {inside}
    </td>
  )
}
