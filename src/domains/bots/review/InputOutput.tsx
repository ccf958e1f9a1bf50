import { humanize } from '@/resource/field'
import { Change, Value } from '@/resource/show/Change'
import { Row } from '@/ui/layout'
import { inputOutputRows } from './inputOutputRows'
import type { Action } from './types'
import '@/resource/show/show.css'
import { SideScroll } from '@/ui/SideScroll'

/** A bot's input and output side by side, with changed values marked. */
export function InputOutput({ input, output }: { input: unknown; output: unknown }) {
  const rows = inputOutputRows(input, output)
  if (rows.length === 0) return <p className="quiet">Nothing is recorded of what went in and out.</p>
  return (
    <SideScroll>
      <table className="figures-table full anywhere">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Given</th>
            <th scope="col">Came out</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, kind, given, came }) => (
            <tr key={name} data-kind={kind}>
              <th scope="row" className="quiet" style={{ width: '22%', minWidth: 96 }}>
                {humanize(name)}
              </th>
              {kind === 'changed' ? (
                <td colSpan={2} dir="auto">
                  <Change name={name} before={given} after={came} rowBefore={{}} rowAfter={{}} />
                </td>
              ) : kind === 'same' ? (
                <td colSpan={2} dir="auto">
                  <Value name={name} value={given} row={{}} />
                  <span className="quiet"> as given</span>
                </td>
              ) : (
                <>
                  <td dir="auto">{kind === 'in' ? <Value name={name} value={given} row={{}} /> : null}</td>
                  <td dir="auto">
                    {kind === 'out' ? (
                      <ins>
                        <Value name={name} value={came} row={{}} />
                      </ins>
                    ) : null}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroll>
  )
}

/** The changes that a bot made to its record, by column. */
export function Changed({ changed }: { changed: unknown }) {
  return (
    <dl className="history-changes small above-4 anywhere">
      {Object.entries((changed ?? {}) as NonNullable<Action['changed']>).map(([name, { from, to }]) => (
        <Row gap={8} align="stretch" key={name}>
          <dt className="fixed">{humanize(name)}</dt>
          <dd>
            <Change name={name} before={from} after={to} rowBefore={{}} rowAfter={{}} />
          </dd>
        </Row>
      ))}
    </dl>
  )
}
