import { LineChartOutlined, TableOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, use, useId, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Row, Stack } from '@/ui/layout'
import { EmptyState, ErrorState } from '@/ui/states'
import type { AlertFigure } from './alertLines'
import { ChartMenu } from './ChartMenu'
import { PinnedParams } from './params'
import type { Range } from './period'
import { OwnRange } from './Range'
import './charts.css'
import './chart-table.css'

const loadPlot = () => import('./TimePlot')

/** A plot over time. Recharts comes with it, so it is fetched when the first chart is seen. */
export const TimePlot = lazy(loadPlot)

/** The numbers of a chart in rows; all cells are written out. */
export interface ChartTable {
  /** What the table holds, in words. */
  caption: string
  head: readonly string[]
  rows: readonly ChartRow[]
  /** How many columns from the left are words, not figures; 1 unless said. */
  textColumns?: number
}

interface ChartRow {
  key: string
  cells: readonly string[]
  unfinished?: boolean
  /** What is behind the row: by its address, or by what goes there. */
  to?: string
  onPick?: () => void
}

/** How reading the numbers went, as TanStack Query tells it. */
interface Reading {
  isLoading: boolean
  isFetching: boolean
  error: unknown
  data: unknown
  refetch: () => unknown
}

interface ChartProps {
  /** What the chart shows. */
  title: string
  /** What the figures count and what they are compared with. */
  foot?: ReactNode
  /** In the corner: unit, zone, and what a click does. */
  note?: ReactNode
  /** At the right of the title: range, grain, zone. */
  controls?: ReactNode
  /** Headline figures between title and plot. */
  figures?: ReactNode
  reading: Reading
  /** What to show instead of a plot without anything in it. */
  empty?: { title: string; text: string; action?: ReactNode }
  table: ChartTable
  /** How its figures are computed: their definition. */
  explain?: ReactNode
  /** The key by which the chart can stand on a home page, where its domain declares it. */
  pin?: string
  /** What alerts call its figure, where a line can be set on it. */
  alert?: AlertFigure
  /** The days it shows, where it has no control of its own for them: on a home page it gets one. */
  range?: Range
  /** Whether it can set the period before beside them; unless said it can. */
  compares?: boolean
  /** The plot. */
  children: ReactNode
}

/**
 * The frame of every chart: title, corner note, controls, and a switch between the plot and the same numbers as a
 * table. It keeps its height while loading and says what is wrong where the numbers could not be read.
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
  // The drawing's code comes with its numbers, not after them.
  if (reading.isLoading) void loadPlot().catch(() => undefined)
  const id = useId()
  // Numbers that were read once stay when reading them again fails.
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

function NumbersTable({ table: { caption, head, rows, textColumns = 1 } }: { table: ChartTable }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className="chart-table" tabIndex={0} aria-labelledby={id}>
      <table className="full">
        <caption id={id} className="small">
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            {head.map((text, index) => (
              <th key={text} scope="col" data-figure={index >= textColumns}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...rest], unfinished, to, onPick }) => (
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
          ))}
        </tbody>
      </table>
    </section>
  )
}
