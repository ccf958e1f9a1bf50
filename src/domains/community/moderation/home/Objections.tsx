import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { numberText, shareText } from '@/charts/numbers'
import { Ago } from '@/resource/queue/Ago'
import type { RowOfResult } from '@/supabase/rpc'
import { lengthText } from '../numbers'

/** The row of `moderation_objections`. */
export type ObjectionFigures = RowOfResult<'moderation_objections'>

/** How many objections wait and since when, and how long answers took. */
export function Objections({ rows: [row] }: { rows: readonly ObjectionFigures[] }) {
  if (!row) return null
  const { open, oldest, answered, overturned, median_seconds, longest_seconds } = row
  const isAnswered = answered > 0
  return (
    <div className="figures-scroll">
      <table className="figures-table" data-look="names">
        <tbody>
          <Figure label="Wait for an answer">
            <Link to="/objection-queue">{numberText(open)}</Link>
          </Figure>
          <Figure label="The oldest came">{oldest ? <Ago value={oldest} /> : '–'}</Figure>
          <Figure label="Answered">
            <Link to="/moderation-appeals?state=any:upheld,overturned">{numberText(answered)}</Link>
          </Figure>
          <Figure label="Overturned">
            {isAnswered ? `${numberText(overturned)} (${shareText(overturned, answered)})` : '0'}
          </Figure>
          <Figure label="Time to answer, median">
            {isAnswered ? lengthText(Number(median_seconds)) : '–'}
          </Figure>
          <Figure label="The longest">{isAnswered ? lengthText(Number(longest_seconds)) : '–'}</Figure>
        </tbody>
      </table>
    </div>
  )
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td data-figure>{children}</td>
    </tr>
  )
}
