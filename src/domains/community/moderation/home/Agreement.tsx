import { Link } from 'react-router'
import { numberText, shareText } from '@/charts/numbers'
import type { RowOfResult } from '@/supabase/rpc'

/** A row of `moderation_agreement`: the decisions of one reason that somebody judged again. */
export type AgreementRow = RowOfResult<'moderation_agreement'>

/** How often a second moderator, who did not know the decision, agreed with it. */
export function Agreement({ rows }: { rows: readonly AgreementRow[] }) {
  return (
    <>
      {rows.length === 0 ? (
        <p className="mod-home-clear">Nobody has judged a decision again in these days.</p>
      ) : (
        <div className="figures-scroll">
          <table className="figures-table mod-home-table full">
            <thead>
              <tr>
                <th scope="col">Decided for</th>
                <th scope="col" data-figure>
                  Looked at
                </th>
                <th scope="col" data-figure>
                  Agreed
                </th>
                <th scope="col" data-figure>
                  Same reason
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ reason_code, reason_label, looks, agreed, same_reason }) => (
                <tr key={reason_code ?? ''}>
                  <th scope="row">{reason_label}</th>
                  <td data-figure>{numberText(looks)}</td>
                  <td data-figure>
                    {numberText(agreed)} <span className="mod-home-note">{shareText(agreed, looks)}</span>
                  </td>
                  <td data-figure>{reason_code ? numberText(same_reason) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="mod-home-clear">
        <Link to="/second-looks">Take a second look</Link>
      </p>
    </>
  )
}
