import { Link } from 'react-router'
import { numberText, shareText } from '@/charts/numbers'
import { FigureTable } from '@/ui/FigureTable'
import { type Backlog, type Colleague, gridOf, lengthText } from '../homeFigures'
import { type Age, ages, queueUrl } from '../queueView'

/** Waiting items by severity (rows) and age (columns); each cell opens its items. */
export function Grid({ rows }: { rows: readonly Backlog[] }) {
  const grid = gridOf(rows)
  const names = Object.keys(ages) as Age[]
  const highest = Math.max(...grid.flatMap(({ cells }) => cells))
  return (
    <FigureTable
      label="What waits, by severity and age"
      look="names"
      rows={grid}
      keyOf={({ severity }) => String(severity)}
      empty="The queue is clear."
      columns={[
        {
          head: 'Severity',
          cell: ({ severity }) => (severity === 0 ? 'No complaint' : `${severity} of 5`),
        },
        ...names.map((age, at) => ({
          head: ages[age].label,
          style: ({ cells }: (typeof grid)[number]) => shade((cells[at] ?? 0) / highest),
          cell: ({ severity, cells }: (typeof grid)[number]) =>
            cells[at] ? (
              <Link
                className="block"
                to={queueUrl({ view: 'all', severity, age })}
                aria-label={`${cells[at]} of severity ${severity}, ${ages[age].label}`}
              >
                {numberText(cells[at])}
              </Link>
            ) : null,
        })),
        {
          head: 'All',
          cell: ({ severity, sum }) => (
            <Link className="block" to={queueUrl({ view: 'all', severity })}>
              {numberText(sum)}
            </Link>
          ),
        },
      ]}
    />
  )
}

/** The background of a cell, darker for a larger share of the highest value. */
function shade(share: number) {
  return { background: `color-mix(in srgb, var(--console-accent) ${share * 18}%, transparent)` }
}

/** Decisions of each moderator, and how many of them were not overturned. */
export function Team({ rows, from, to }: { rows: readonly Colleague[]; from: string; to: string }) {
  const viewOf = ({ moderator_id }: Colleague) => ({ view: 'done' as const, by: moderator_id, from, to })
  return (
    <FigureTable
      label="Decisions by moderator"
      look="names"
      rows={rows}
      keyOf={({ moderator_id }) => moderator_id}
      empty="Nobody has decided anything in these days."
      columns={[
        {
          head: 'Moderator',
          cell: ({ moderator_name, is_me }) => (
            <>
              {moderator_name}
              {is_me ? <span className="quiet small plain"> you</span> : null}
            </>
          ),
        },
        {
          head: 'Decisions',
          cell: (row) => (
            <Link className="block" to={queueUrl(viewOf(row))}>
              {numberText(row.decisions)}
            </Link>
          ),
        },
        {
          head: 'Overturned',
          cell: (row) =>
            row.overturned > 0 ? (
              <Link className="block" to={queueUrl({ ...viewOf(row), overturned: true })}>
                {numberText(row.overturned)}
                <span className="quiet small plain"> {shareText(row.overturned, row.decisions)}</span>
              </Link>
            ) : (
              '0'
            ),
        },
        {
          head: 'Time to decision',
          cell: ({ median_seconds }) => (median_seconds === null ? '–' : lengthText(Number(median_seconds))),
        },
      ]}
    />
  )
}
