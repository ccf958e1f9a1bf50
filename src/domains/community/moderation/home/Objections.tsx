import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { numberText, shareText } from '@/charts/numbers'
import { Ago } from '@/resource/queue/Ago'
import type { RowOfResult } from '@/supabase/rpc'
import { FigureTable } from '@/ui/FigureTable'
import { lengthText } from '../homeFigures'

/** The row of `moderation_objections`. */
export type ObjectionFigures = RowOfResult<'moderation_objections'>

/** How many objections wait, since when, and how long answers took. */
export function Objections({ rows: [row] }: { rows: readonly ObjectionFigures[] }) {
  if (!row) return null
  const { open, oldest, answered, overturned, median_seconds, longest_seconds } = row
  const time = (seconds: unknown) => (answered > 0 ? lengthText(Number(seconds)) : '–')
  const figures: readonly [label: string, value: ReactNode][] = [
    [
      'Wait for an answer',
      <Link key="open" to="/objection-queue">
        {numberText(open)}
      </Link>,
    ],
    ['The oldest came', oldest ? <Ago key="oldest" value={oldest} /> : '–'],
    [
      'Answered',
      <Link key="answered" to="/moderation-appeals?state=any:upheld,overturned">
        {numberText(answered)}
      </Link>,
    ],
    ['Overturned', answered > 0 ? `${numberText(overturned)} (${shareText(overturned, answered)})` : '0'],
    ['Time to answer, median', time(median_seconds)],
    ['The longest', time(longest_seconds)],
  ]
  return (
    <FigureTable
      label="Objections"
      look="names"
      rows={figures}
      keyOf={([label]) => label}
      columns={[
        { head: 'What', isHeadHidden: true, cell: ([label]) => label },
        { head: 'How many', isHeadHidden: true, cell: ([, value]) => value },
      ]}
    />
  )
}
