import { Link } from 'react-router'
import { numberText, shareText } from '@/charts/numbers'
import { type Backlog, type Colleague, gridOf, lengthText } from '../numbers'
import { type Age, ages, queueUrl } from '../queueView'

/** Counts of what waits: rows by severity, columns by age; each opens those items. */
export function Grid({ rows }: { rows: readonly Backlog[] }) {
  const grid = gridOf(rows)
  const names = Object.keys(ages) as Age[]
  if (grid.length === 0) return <p className="mod-home-clear">The queue is clear.</p>
  const highest = Math.max(...grid.flatMap(({ cells }) => cells))
  return (
    <div className="figures-scroll">
      <table className="figures-table mod-home-table full">
        <thead>
          <tr>
            <th scope="col">Severity</th>
            {names.map((age) => (
              <th className="medium nowrap" key={age} scope="col" data-figure>
                {ages[age].label}
              </th>
            ))}
            <th scope="col" data-figure>
              All
            </th>
          </tr>
        </thead>
        <tbody>
          {grid.map(({ severity, cells, sum }) => (
            <tr key={severity}>
              <th scope="row">{severity === 0 ? 'No complaint' : `${severity} of 5`}</th>
              {cells.map((cell, index) => {
                const age = names[index]!
                return (
                  <td
                    key={age}
                    data-figure
                    className="mod-home-cell"
                    style={{ '--share': cell / highest } as React.CSSProperties}
                  >
                    {cell > 0 ? (
                      <Link
                        to={queueUrl({ view: 'all', severity, age })}
                        aria-label={`${cell} of severity ${severity}, ${ages[age].label}`}
                      >
                        {numberText(cell)}
                      </Link>
                    ) : null}
                  </td>
                )
              })}
              <td data-figure>
                <Link to={queueUrl({ view: 'all', severity })}>{numberText(sum)}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Who decided how much, and how much of it lasted. */
export function Team({ rows, from, to }: { rows: readonly Colleague[]; from: string; to: string }) {
  if (rows.length === 0) return <p className="mod-home-clear">Nobody has decided anything in these days.</p>
  return (
    <div className="figures-scroll">
      <table className="figures-table mod-home-table full">
        <thead>
          <tr>
            <th scope="col">Moderator</th>
            <th scope="col" data-figure>
              Decisions
            </th>
            <th scope="col" data-figure>
              Overturned
            </th>
            <th scope="col" data-figure>
              Time to decision
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ moderator_id, moderator_name, decisions, overturned, median_seconds, is_me }) => {
            const view = { view: 'done' as const, by: moderator_id, from, to }
            return (
              <tr key={moderator_id}>
                <th scope="row">
                  {moderator_name}
                  {is_me ? <span className="mod-home-note"> you</span> : null}
                </th>
                <td data-figure>
                  <Link to={queueUrl(view)}>{numberText(decisions)}</Link>
                </td>
                <td data-figure>
                  {overturned > 0 ? (
                    <Link to={queueUrl({ ...view, overturned: true })}>
                      {numberText(overturned)}
                      <span className="mod-home-note"> {shareText(overturned, decisions)}</span>
                    </Link>
                  ) : (
                    '0'
                  )}
                </td>
                <td data-figure>{median_seconds === null ? '–' : lengthText(Number(median_seconds))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
