import { Link } from 'react-router'
import { numberText, shareText } from '@/charts/numbers'
import type { RowOfResult } from '@/supabase/rpc'
import { FigureTable } from '@/ui/FigureTable'

/** A row of `moderation_agreement`: decisions with one reason that a second moderator judged again. */
export type AgreementRow = RowOfResult<'moderation_agreement'>

/** How often a second moderator, who did not know the decision, came to the same one. */
export function Agreement({ rows }: { rows: readonly AgreementRow[] }) {
  return (
    <>
      <FigureTable
        label="Second looks by reason"
        look="names"
        rows={rows}
        keyOf={({ reason_code }) => reason_code ?? ''}
        empty="Nobody has judged a decision again in these days."
        columns={[
          { head: 'Decided for', cell: ({ reason_label }) => reason_label },
          { head: 'Looked at', cell: ({ looks }) => numberText(looks) },
          {
            head: 'Agreed',
            cell: ({ agreed, looks }) => (
              <>
                {numberText(agreed)} <span className="quiet small plain">{shareText(agreed, looks)}</span>
              </>
            ),
          },
          {
            head: 'Same reason',
            cell: ({ reason_code, same_reason }) => (reason_code ? numberText(same_reason) : '–'),
          },
        ]}
      />
      <p className="quiet small">
        <Link to="/second-looks">Take a second look</Link>
      </p>
    </>
  )
}
