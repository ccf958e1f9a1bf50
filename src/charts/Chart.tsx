import { LineChartOutlined, TableOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, use, useId, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Row, Stack } from '@/ui/layout'
import { EmptyState, ErrorState } from '@/ui/states'
import type { AlertFigure } from './alertLines'
import { ChartMenu } from './ChartMenu'
import { type ChartCell, cellText } from './cells'
import { PinnedParams } from './params'
import type { Range } from './period'
import { OwnRange } from './Range'
import './charts.css'
import './chart-table.css'

const loadPlot = () => import('./TimePlot')

/** A plot over time. It contains Recharts, so its code is loaded with the first chart. */
export const TimePlot = lazy(loadPlot)

/** The numbers of a chart as table rows; a cell has the plain value for files beside its text where they differ. */
export interface ChartTable {
  /** What the table contains, as a sentence. */
  caption: string
  head: readonly string[]
  rows: readonly ChartRow[]
  /** How many columns from the left hold text instead of numbers; 1 by default. */
  textColumns?: number
  /**
   * Which figures the link of a row counts, by column head: `rows` if they add up to the number of rows there, the name
   * of a column if they add up to the sum of that column, `part` for a group of the members shown. Rows that link to a
   * single record need none.
   */
  behind: Readonly<Record<string, string>>
}

interface ChartRow {
  key: string
  cells: readonly ChartCell[]
  unfinished?: boolean
  /** Opens the rows behind this table row: a link, or `onPick` for a panel on this page. */
  to?: string
  onPick?: () => void
}

/** The state of the query for the numbers, as TanStack Query reports it. */
interface Reading {
  isLoading: boolean
  isFetching: boolean
  error: unknown
  data: unknown
  refetch: () => unknown
}

interface ChartProps {
  /** Title of the chart. */
  title: string
  /** Footnote: what the numbers count and what they are compared with. */
  foot?: ReactNode
  /** Note in the corner: unit, time zone, and what a click does. */
  note?: ReactNode
  /** Controls beside the title: range, grain, time zone. */
  controls?: ReactNode
  /** Headline figures between title and plot. */
  figures?: ReactNode
  reading: Reading
  /** Shown instead of a plot that has no data. */
  empty?: { title: string; text: string; action?: ReactNode }
  table: ChartTable
  /** How the numbers are computed: their definition. */
  explain?: ReactNode
  /** The key under which the chart can be pinned to a home page; declared in the chart's domain. */
  pin?: string
  /** The figure that alerts know this chart by, if staff can set an alert line on it. */
  alert?: AlertFigure
  /** The days shown. A chart without its own range control gets one on a home page. */
  range?: Range
  /** Whether the chart can show the previous period for comparison; true by default. */
  compares?: boolean
  /** The plot. */
  children: ReactNode
}

/**
 * The frame of every chart: title, corner note, controls, and a switch
 * between the plot and a table of the same numbers. Its height stays the same
 * while it loads, and it shows an error when the numbers could not be read.
 */
export function Chart({
  title,
  note,
  foot,
  controls,
  figures,
  reading,
  empty,
  table,
  explain,
  pin,
  alert,
  range,
  compares,
  children,
}: ChartProps) {
  const isOnHome = use(PinnedParams) !== undefined
  const [asTable, setAsTable] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  // Loads the plot's code in parallel with its numbers.
  if (reading.isLoading) void loadPlot().catch(() => undefined)
  const id = useId()
  // Numbers that are already loaded stay visible when a later request fails.
  const error = reading.data === undefined ? reading.error : null
  const shows = error || reading.isLoading || empty ? 'state' : asTable ? 'table' : 'plot'
  return (
    <section className="panel narrow below-16" aria-labelledby={id}>
      <Row gap={16} justify="between" wrap="tight">
        <h2 id={id}>{title}</h2>
        <Row gap={8} align="stretch" wrap className="chart-controls">
          {controls}
          {range && isOnHome ? <OwnRange range={range} compares={compares} /> : null}
          <Button
            icon={asTable ? <LineChartOutlined aria-hidden /> : <TableOutlined aria-hidden />}
            onClick={() => setAsTable(!asTable)}
            disabled={shows === 'state'}
          >
            {asTable ? 'Chart' : 'Table'}
          </Button>
          {shows === 'state' ? null : (
            <ChartMenu
              title={title}
              note={table.caption}
              table={table}
              body={body}
              pin={pin}
              alert={alert}
              isDrawn={shows === 'plot'}
            />
          )}
        </Row>
      </Row>
      {figures}
      <Row gap={16} align="stretch" justify="between" wrap="tight" className="chart-notes quiet small">
        <p>{shows === 'state' ? null : foot}</p>
        <p>{shows === 'plot' ? note : null}</p>
      </Row>
      <Stack
        ref={body}
        className="chart-body"
        data-waiting={reading.isFetching && !reading.isLoading}
        aria-busy={reading.isFetching}
      >
        {error ? (
          <ErrorState error={error} onRetry={() => reading.refetch()} size="small" />
        ) : reading.isLoading ? (
          <Waiting />
        ) : empty ? (
          <EmptyState title={empty.title} action={empty.action} size="small">
            {empty.text}
          </EmptyState>
        ) : asTable ? (
          <NumbersTable table={table} />
        ) : (
          <Suspense fallback={<Waiting />}>{children}</Suspense>
        )}
      </Stack>
      {explain ? (
        <details className="quiet small above-8">
          <summary>How this is computed</summary>
          <div className="measure pad-y-2">{explain}</div>
        </details>
      ) : null}
    </section>
  )
}

function Waiting() {
  return (
    <div className="chart-waiting" role="status">
      <span className="visually-hidden">Loading…</span>
    </div>
  )
}

function NumbersTable({ table: { caption, head, rows, textColumns = 1, behind } }: { table: ChartTable }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable with the keyboard
    <section className="chart-table" tabIndex={0} aria-labelledby={id}>
      <table className="full">
        <caption id={id} className="small">
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            {head.map((text, index) => (
              <th key={text} scope="col" data-figure={index >= textColumns} data-behind={behind[text]}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, unfinished, to, onPick }) => {
            const [first, ...rest] = cells.map(cellText)
            return (
              <tr key={key}>
                <th scope="row">
                  {to ? (
                    <Link className="chart-link" to={to}>
                      {first}
                    </Link>
                  ) : onPick ? (
                    <button type="button" className="still chart-link" onClick={onPick}>
                      {first}
                    </button>
                  ) : (
                    first
                  )}
                  {unfinished ? <span className="quiet plain"> unfinished</span> : null}
                </th>
                {rest.map((text, index) => (
                  <td key={head[index + 1]} data-figure={index + 1 >= textColumns}>
                    {text}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
