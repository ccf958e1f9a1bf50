import { type CSSProperties, Fragment, type ReactNode } from 'react'
import { SideScroll } from './SideScroll'

/** A column of a table of figures. The first column of a table names the rows. */
export interface FigureColumn<Row> {
  head: string
  /** Text or a time, which is left-aligned; figures are right-aligned. */
  isText?: boolean
  /** Wraps onto several lines where the text is long. */
  wraps?: boolean
  /** The heading is visually hidden, for screen readers only. */
  isHeadHidden?: boolean
  cell: (row: Row) => ReactNode
  /** Whether the cell is shown in red. */
  isWrong?: (row: Row) => boolean
  title?: (row: Row) => string | undefined
  style?: (row: Row) => CSSProperties
  /** The total, shown under the column. */
  total?: ReactNode
}

interface FigureTableProps<Row> {
  label: string
  columns: readonly FigureColumn<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** Shown instead of a table that has no rows. */
  empty?: ReactNode
  /** The label of the totals row; it spans the columns that have no total. */
  foot?: ReactNode
  /** An extra row below a row, such as the details behind its figures. */
  below?: (row: Row) => ReactNode
  /** `roomy` for a page's main table, `names` where people scan for the names. */
  look?: 'roomy' | 'names'
  /** Nothing inside takes the focus, so the table itself is focusable and a wide one can be scrolled by keyboard. */
  takesFocus?: boolean
  isBusy?: boolean
  isStale?: boolean
}

/** A small table of figures: names on the left, figures on the right, totals at the bottom. */
export function FigureTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  empty,
  foot,
  below,
  look,
  takesFocus,
  isBusy,
  isStale,
}: FigureTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <p className="quiet small">{empty}</p>
  const [first, ...others] = columns
  const spanned = others.findIndex(({ total }) => total !== undefined) + 1
  const reached = takesFocus ? { role: 'group', 'aria-label': label, tabIndex: 0 } : undefined
  return (
    <SideScroll data-stale={isStale || undefined} {...reached}>
      <table
        className="figures-table"
        data-look={look}
        aria-label={reached ? undefined : label}
        aria-busy={isBusy || undefined}
      >
        <thead className={columns.every(({ isHeadHidden }) => isHeadHidden) ? 'visually-hidden' : undefined}>
          <tr>
            {columns.map(({ head, isText, isHeadHidden }, at) => (
              <th key={head} scope="col" data-figure={(at > 0 && !isText) || undefined}>
                {isHeadHidden ? <span className="visually-hidden">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const under = below?.(row)
            return (
              <Fragment key={keyOf(row)}>
                <tr>
                  <th scope="row">{first?.cell(row)}</th>
                  {others.map(({ head, isText, wraps, cell, isWrong, title, style }) => (
                    <td
                      key={head}
                      data-figure={!isText || undefined}
                      data-wrap={wraps || undefined}
                      data-wrong={isWrong?.(row) || undefined}
                      title={title?.(row)}
                      style={style?.(row)}
                    >
                      {cell(row)}
                    </td>
                  ))}
                </tr>
                {under ? (
                  <tr>
                    <td colSpan={columns.length} data-wrap>
                      {under}
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            )
          })}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            <tr>
              <th scope="row" colSpan={spanned}>
                {foot}
              </th>
              {others.slice(spanned - 1).map(({ head, isText, total }) => (
                <td key={head} data-figure={!isText || undefined}>
                  {total}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </SideScroll>
  )
}
