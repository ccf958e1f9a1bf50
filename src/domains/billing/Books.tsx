import { humanize } from '@/resource/field'
import { moneyText } from '@/resource/fields'
import { FigureTable } from '@/ui/FigureTable'
import type { MonthFigures } from './monthFigures'

const amounts: [head: string, of: (row: MonthFigures['books'][number]) => number][] = [
  ['Net', (row) => row.net_minor],
  ['Tax', (row) => row.tax_minor],
  ['Gross', (row) => row.gross_minor],
  ['In the balance', (row) => row.receivable_minor],
  ['Elsewhere', (row) => row.gross_minor - row.receivable_minor],
]

/** Sums of the accounting export for a month, and how much of each is part of the receivables balance. */
export function Books({ rows, title }: { rows: MonthFigures['books']; title: string }) {
  return (
    <section className="part above-24">
      <h2>For the books of {title}</h2>
      <p className="quiet below-12">
        The sums of the export. What is elsewhere is not in the balance above: not allocated yet, held as
        credit or taken from it, put on invoices in another month, or of what was written off.
      </p>
      <FigureTable
        label={`For the books of ${title}`}
        look="roomy"
        takesFocus
        rows={rows}
        keyOf={({ currency, document }) => `${currency} ${document}`}
        empty="Nothing was booked in this month."
        columns={[
          { head: 'Currency', cell: ({ currency }) => currency },
          { head: 'Document', isText: true, cell: ({ document }) => humanize(document) },
          { head: 'Lines', cell: ({ lines }) => lines },
          ...amounts.map(([head, of]) => ({
            head,
            cell: (row: (typeof rows)[number]) => moneyText(of(row), row.currency),
          })),
        ]}
      />
    </section>
  )
}
