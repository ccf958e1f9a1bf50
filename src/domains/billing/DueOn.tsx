import type { AnyRow } from '@/resource/define'
import { none } from '@/resource/fields/text'
import { dayText } from '@/resource/fields/time'
import { pluralText } from '@/ui/pluralText'
import { daysLate } from './shared/days'

/** When an invoice is due, and by how many days it is late while something is owed on it. */
export function DueOn({ invoice }: { invoice: AnyRow }) {
  if (typeof invoice.due_on !== 'string') return none
  const late = invoice.state === 'open' ? daysLate(invoice.due_on) : 0
  return (
    <span className="tabular">
      {late > 0 ? <span className="wrong">{pluralText(late, 'day')} late · </span> : null}
      {dayText(invoice.due_on)}
    </span>
  )
}
