import { type CSSProperties, Fragment, type ReactNode } from 'react'
import { SideScroll } from './SideScroll'

/** A column of a table of figures. The first of a table names the rows. */
export interface FigureColumn<Row> {
  head: string
  /** Words or a time, which stand at the left; figures stand at the right. */
  isText?: boolean
  /** Breaks into lines where it is long. */
  wraps?: boolean
  /** Only for those who do not see the table. */
  isHeadHidden?: boolean
  cell: (row: Row) => ReactNode
  /** Set in red. */
  isWrong?: (row: Row) => boolean
  title?: (row: Row) => string | undefined
  style?: (row: Row) => CSSProperties
  /** Under the column. */
  total?: ReactNode
}

interface FigureTableProps<Row> {
  label: string
  columns: readonly FigureColumn<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** In place of a table without rows. */
  empty?: ReactNode
  /** What the totals are of; it spans the columns that have none. */
  foot?: ReactNode
  /** A row of its own under a row, such as what is behind its figures. */
  below?: (row: Row) => ReactNode
  /** `roomy` for a page's main table, `names` where the names are what the eye looks for. */
  look?: 'roomy' | 'names'
  /** Nothing within takes the focus, so the table does: a wide one is scrolled by keys. */
  takesFocus?: boolean
  isBusy?: boolean
  isStale?: boolean
}

/** A small table of figures: names at the left, figures at the right, totals below. */
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
