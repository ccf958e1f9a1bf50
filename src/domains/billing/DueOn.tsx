import type { AnyRow } from '@/resource/define'
import { none } from '@/resource/fields/text'
import { dayText } from '@/resource/fields/time'
import { pluralText } from '@/ui/pluralText'
import { daysLate } from './shared/days'

/** The due date of an invoice, and how many days late it is while an amount is owed. */
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
