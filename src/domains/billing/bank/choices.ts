import { moneyText } from '@/resource/fields'
import type { RowOfResult } from '@/supabase/rpc'
import { pluralText } from '@/ui/pluralText'
import type { StatementLine } from './statement'

/** A possible match for a line, as `match_statement` returns it. */
export type Match = RowOfResult<'match_statement'>

/** The action for a line: allocate to the invoice, book without an invoice, or leave it out. */
export type Choice = 'invoice' | 'unallocated' | 'leave'

/** Minimum score of a match whose invoice number the payer named. */
const named = 100

/**
 * The default choice for a line: the invoice only if the payer named its number, else unallocated. A line
 * that seems to be booked already is left out until a person decides.
 */
export function choiceOf(match: Match | undefined): Choice {
  if (!match || match.booked_before || match.like_payment) return match ? 'leave' : 'unallocated'
  return match.invoice_id && match.score >= named ? 'invoice' : 'unallocated'
}

/** The chosen lines in the form that `book_statement` takes. */
export function bookable(
  lines: readonly StatementLine[],
  matches: ReadonlyMap<number, Match>,
  choices: Readonly<Record<number, Choice>>,
): (StatementLine & { invoice_id?: string })[] {
  return lines.flatMap((line) => {
    const match = matches.get(line.line)
    const choice = choices[line.line] ?? choiceOf(match)
    if (match?.booked_before || choice === 'leave') return []
    return choice === 'invoice' && match?.invoice_id ? [{ ...line, invoice_id: match.invoice_id }] : [line]
  })
}

/** The totals of lines, by currency. */
export function sumsText(lines: readonly StatementLine[]): string {
  const currencies = [...new Set(lines.map(({ currency }) => currency))].sort()
  return currencies
    .map((currency) => {
      const own = lines.filter((line) => line.currency === currency)
      return `${pluralText(own.length, 'payment')}, ${moneyText(
        own.reduce((sum, { amount_minor }) => sum + amount_minor, 0),
        currency,
      )}`
    })
    .join(' · ')
}
